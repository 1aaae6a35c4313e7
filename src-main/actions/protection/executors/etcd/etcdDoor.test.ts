import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { targetSlotIdOf } from '../../../../../contract/targetSecrets';
import type { BoundSwitch } from '../../executor';
import { startRealEtcd, type RealEtcd } from '../../testing/realEtcd';
import { etcd } from './etcd';

/** One where nobody gets in without a password; `ops` may touch what begins with `switches/`. */
let server: RealEtcd;
const base64 = (text: string): string => Buffer.from(text).toString('base64');
beforeAll(async () => {
  server = await startRealEtcd();
  for (const [name, password] of [
    ['root', 'r00t'],
    ['ops', 'hunter2'],
  ] as const) {
    await server.call('/v3/auth/user/add', { name, password });
    await server.call('/v3/auth/role/add', { name });
    await server.call('/v3/auth/user/grant', { user: name, role: name });
  }
  const perm = { permType: 'READWRITE', key: base64('switches/'), range_end: base64('switches0') };
  await server.call('/v3/auth/role/grant', { name: 'ops', perm });
  await server.call('/v3/auth/enable', {});
});
afterAll(() => server.close());

const patience = (): AbortSignal => AbortSignal.timeout(15_000);
function bindAs(user: string | undefined, password: string | null, key = 'switches/pay'): BoundSwitch {
  const target = { kind: 'etcd', url: server.url, ...(user === undefined ? {} : { user }) } as const;
  return etcd.bind(
    target,
    { key },
    { cityUrl: () => null, secret: (slotId) => (slotId === targetSlotIdOf(target) ? password : null) },
  );
}
const turn = async (its: BoundSwitch, wanted: string): Promise<unknown> => {
  const planned = its.plan('etcd', await its.read('etcd', patience()), wanted);
  await its.write(planned, { idempotencyKey: 'once', leaseMs: 60_000, by: 'a test' }, patience());
  return (await its.read('etcd', patience())).value;
};

test('a user with its password is let in, for what its roles allow', async () => {
  expect(await turn(bindAs('ops', 'hunter2'), 'on')).toBe('on');
  await expect(bindAs('ops', 'hunter2', 'elsewhere').read('etcd', patience())).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringMatching(/permission denied.*Check the roles/) as unknown,
  });
});

test('a password that is wrong, or that nobody has entered, is told as such, and never said', async () => {
  await expect(bindAs('ops', 'hunter3').read('etcd', patience())).rejects.toMatchObject({
    code: 'refused',
    message: expect.not.stringContaining('hunter3') as unknown,
  });
  await expect(bindAs('ops', null).read('etcd', patience())).rejects.toMatchObject({
    code: 'bad-setting',
    message: expect.stringContaining('Enter it in the settings') as unknown,
  });
  await expect(bindAs(undefined, null).read('etcd', patience())).rejects.toMatchObject({ code: 'refused' });
});

test('a login that ends is made anew, and what was turned away is done once', async () => {
  const its = bindAs('ops', 'hunter2');
  await its.read('etcd', patience());
  const { token } = z
    .object({ token: z.string() })
    .parse(await server.call('/v3/auth/authenticate', { name: 'root', password: 'r00t' }));
  // Setting a password, if only the same one, ends the user's logins.
  const answer = await fetch(`${server.url}/v3/auth/user/changepw`, {
    method: 'POST',
    headers: { authorization: token },
    body: JSON.stringify({ name: 'ops', password: 'hunter2' }),
  });
  expect(answer.status).toBe(200);
  expect(await turn(its, 'off')).toBe('off');
});
