import { createServer } from 'node:net';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { switchSets, type SwitchSet, type SwitchValue } from '../../../../../contract/protectionSettings';
import { ExecutorFailure, type BoundSwitch, type ExecutorWorld } from '../../executor';
import { startRealHaproxy, type RealHaproxy } from '../../testing/realHaproxy';
import { haproxy } from './haproxy';

let server: RealHaproxy;
beforeAll(async () => {
  server = await startRealHaproxy();
});
afterAll(() => server.close());

type What = SwitchSet<'haproxy'>;
const nowhere: ExecutorWorld = { cityUrl: () => null, secret: () => null };
const terms = { idempotencyKey: 'once', leaseMs: null, by: 'a test' };
const bindTo = (address: string, set: What): BoundSwitch =>
  haproxy.bind({ kind: 'haproxy', instances: { lb1: address } }, set, nowhere);
const bound = (set: What): BoundSwitch => bindTo(server.address, set);
const patience = (): AbortSignal => AbortSignal.timeout(15_000);

/** Reads, plans and writes as the console does; answers what was sent and what is in force afterwards. */
async function turn(set: What, wanted: SwitchValue): Promise<{ before: SwitchValue; sent: string; after: SwitchValue }> {
  const its = bound(set);
  const before = await its.read('lb1', patience());
  const planned = its.plan('lb1', before, wanted);
  if (planned.request !== '') await its.write(planned, terms, patience());
  return { before: before.value, sent: planned.request, after: (await its.read('lb1', patience())).value };
}

test('each thing that can be switched is read, set, read back, and goes back to what it was', async () => {
  const server1 = { backend: 'app', server: 's1' } as const;
  const cases: readonly [What, SwitchValue, string][] = [
    [{ what: 'serverState', ...server1 }, 'drain', 'set server app/s1 state drain'],
    [{ what: 'serverState', ...server1 }, 'maint', 'set server app/s1 state maint'],
    [{ what: 'serverWeight', ...server1 }, 10, 'set server app/s1 weight 10'],
    [{ what: 'serverMaxconn', ...server1 }, 20, 'set maxconn server app/s1 20'],
    [{ what: 'frontendMaxconn', frontend: 'in' }, 100, 'set maxconn frontend in 100'],
    [{ what: 'sessionRate' }, 200, 'set rate-limit sessions global 200'],
    [{ what: 'connectionRate' }, 300, 'set rate-limit connections global 300'],
    [{ what: 'map', map: server.map, key: 'pay' }, 'on', `set map ${server.map} pay on`],
    [{ what: 'map', map: server.map, key: 'coupon' }, 'on', `add map ${server.map} coupon on`],
  ];
  for (const [set, wanted, request] of cases) {
    const there = await turn(set, wanted);
    expect([there.sent, there.after], request).toEqual([request, wanted]);
    expect((await turn(set, there.before)).after, request).toEqual(there.before);
  }
});

test('what is in force already is not sent again', async () => {
  expect((await turn({ what: 'serverWeight', backend: 'app', server: 's1' }, 100)).sent).toBe('');
});

test('an empty answer is success, words are a refusal and are told', async () => {
  const its = bound({ what: 'map', map: server.map, key: 'nowhere' });
  // Planned on a key that somebody else has taken out meanwhile.
  const stale = its.plan('lb1', { value: 'off', basis: null }, 'on');
  await expect(its.write(stale, terms, patience())).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringContaining('entry not found') as unknown,
  });
});

test('what the configuration does not have is said at the first read', async () => {
  for (const set of [
    { what: 'serverState', backend: 'app', server: 'nope' },
    { what: 'serverWeight', backend: 'nope', server: 's1' },
    { what: 'frontendMaxconn', frontend: 'nope' },
    { what: 'map', map: '/nope.map', key: 'pay' },
  ] as const)
    await expect(bound(set).read('lb1', patience())).rejects.toMatchObject({ code: 'bad-setting' });
});

test('a value that it cannot have is refused before anything is sent', () => {
  const weight = bound({ what: 'serverWeight', backend: 'app', server: 's1' });
  const map = bound({ what: 'map', map: server.map, key: 'pay' });
  for (const [its, wanted] of [
    [weight, 257],
    [weight, -1],
    [weight, 'drain; shutdown'],
    [map, 'on; set server app/s1 state maint'],
    [map, 'on\nclear map'],
  ] as const)
    expect(() => its.plan('lb1', { value: 'off', basis: null }, wanted)).toThrow(ExecutorFailure);
  expect(switchSets.haproxy.safeParse({ what: 'map', map: server.map, key: 'pay;clear' }).success).toBe(false);
});

test('nobody at home: nothing was sent; one that hangs after it was sent: only a read will tell', async () => {
  const gone = bindTo('127.0.0.1:1', { what: 'sessionRate' });
  await expect(gone.read('lb1', patience())).rejects.toMatchObject({ code: 'unreachable' });
  const path = `${server.map}.hang`;
  const arrived = new AbortController();
  const hanging = createServer((socket) => socket.once('data', () => arrived.abort()));
  await new Promise<void>((resolve) => hanging.listen(path, resolve));
  const stuck = bindTo(`unix:${path}`, { what: 'sessionRate' });
  const planned = stuck.plan('lb1', { value: 0, basis: null }, 5);
  await expect(stuck.write(planned, terms, arrived.signal)).rejects.toMatchObject({ code: 'unknown' });
  hanging.close();
  rmSync(path, { force: true });
});
