import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { SwitchSet, SwitchValue } from '../../../../../contract/protectionSettings';
import type { BoundSwitch, ExecutorWorld, PlannedWrite } from '../../executor';
import { startRealEtcd, type RealEtcd } from '../../testing/realEtcd';
import { etcd } from './etcd';

let server: RealEtcd;
beforeAll(async () => {
  server = await startRealEtcd();
});
afterAll(() => server.close());

const nowhere: ExecutorWorld = { cityUrl: () => null, secret: () => null };
const patience = (): AbortSignal => AbortSignal.timeout(15_000);
const bound = (set: SwitchSet<'etcd'>): BoundSwitch => etcd.bind({ kind: 'etcd', url: server.url }, set, nowhere);
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const put = (key: string, value: string): Promise<unknown> =>
  server.call('/v3/kv/put', { key: base64(key), value: base64(value) });
const kvSchema = z.object({
  kvs: z.array(z.object({ value: z.string().default(''), mod_revision: z.string(), lease: z.string().optional() })).default([]),
});
async function stored(key: string): Promise<{ text: string; lease: string | null; revision: string } | null> {
  const [kv] = kvSchema.parse(await server.call('/v3/kv/range', { key: base64(key) })).kvs;
  if (kv === undefined) return null;
  return { text: Buffer.from(kv.value, 'base64').toString(), lease: kv.lease ?? null, revision: kv.mod_revision };
}
async function leases(): Promise<number> {
  const answer = z.object({ leases: z.array(z.unknown()).default([]) }).parse(await server.call('/v3/lease/leases', {}));
  return answer.leases.length;
}

/** Reads, plans and writes as the console does. */
async function turn(key: string, wanted: SwitchValue, leaseMs: number | null = null): Promise<PlannedWrite> {
  const its = bound({ key });
  const planned = its.plan('etcd', await its.read('etcd', patience()), wanted);
  if (planned.request !== '') await its.write(planned, { idempotencyKey: 'once', leaseMs, by: 'a test' }, patience());
  return planned;
}
const valueAt = async (key: string): Promise<SwitchValue> => (await bound({ key }).read('etcd', patience())).value;

test('a key is read, set at its revision, read back, and goes back to what it was', async () => {
  await put('limit', '100');
  const planned = await turn('limit', 20);
  expect(planned).toMatchObject({ present: 100, wanted: 20, expires: false });
  expect(planned.request).toMatch(/^POST \/v3\/kv\/txn if mod_revision\(limit\) = \d+ then put limit = 20$/);
  expect(await stored('limit')).toMatchObject({ text: '20', lease: null });
  await turn('limit', 100);
  expect(await stored('limit')).toMatchObject({ text: '100', lease: null });
});

test('numbers, words, booleans and nothing come back as what they were', async () => {
  for (const value of ['on', '20', 'true', '', '"on"', true, false, 0, -1.5, 1e21, 20, '降级'] as const) {
    await turn('any', value);
    expect(await valueAt('any')).toBe(value);
  }
  await turn('any', null);
  expect(await stored('any')).toBeNull();
});

test('what another hand wrote in another way is put back to the byte', async () => {
  for (const text of ['1.0', '"on"', '1e3', '{"rate": 5}', ' 7']) {
    await put('theirs', text);
    const before = await valueAt('theirs');
    await turn('theirs', 3);
    await turn('theirs', before);
    expect((await stored('theirs'))?.text).toBe(text);
  }
});

test('a key that was set meanwhile is not written over, and leaves no lease behind', async () => {
  const its = bound({ key: 'contested' });
  const planned = its.plan('etcd', await its.read('etcd', patience()), 'on');
  await put('contested', 'theirs');
  const before = await leases();
  const write = its.write(planned, { idempotencyKey: 'once', leaseMs: 60_000, by: 'a test' }, patience());
  await expect(write).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining('somebody else') as unknown });
  expect(await stored('contested')).toMatchObject({ text: 'theirs' });
  expect(await leases()).toBe(before);
});

test('what was absent goes by itself when nobody renews it', async () => {
  const planned = await turn('brief', 'on', 1_000);
  expect(planned.expires).toBe(true);
  expect((await stored('brief'))?.lease).toMatch(/^\d+$/);
  await expect.poll(() => stored('brief'), { timeout: 15_000, interval: 100 }).toBeNull();
});

test('a console that did not write it renews it, for as long as before or for longer; the value stays', async () => {
  await turn('renewed', 7, 60_000);
  const first = await stored('renewed');
  const restarted = bound({ key: 'renewed' });
  await restarted.expiry?.renew('etcd', 60_000, patience());
  expect(await stored('renewed')).toEqual(first);
  const before = await leases();
  await restarted.expiry?.renew('etcd', 600_000, patience());
  const second = await stored('renewed');
  expect(second).toMatchObject({ text: '7' });
  expect(second?.lease).not.toBe(first?.lease);
  // The former one is gone, without taking the key along.
  expect(await leases()).toBe(before);
});

test('a layer on top of it expires too, never sooner than what lies below, and taking all of it back leaves neither key nor lease', async () => {
  const before = await leases();
  const leaseOf = async (): Promise<string | null | undefined> => (await stored('layered'))?.lease;
  await turn('layered', 1, 600_000);
  const first = await leaseOf();
  expect((await turn('layered', 2, 60_000)).expires).toBe(true);
  expect(await leaseOf()).toBe(first);
  await turn('layered', 3, 1_200_000);
  expect(await leaseOf()).not.toBe(first);
  expect(await leases()).toBe(before + 1);
  await turn('layered', 1, 60_000);
  await turn('layered', null);
  expect([await stored('layered'), await leases()]).toEqual([null, before]);
});

test('a lease of somebody else is neither renewed nor ended', async () => {
  const { ID } = z.object({ ID: z.string() }).parse(await server.call('/v3/lease/grant', { TTL: '60' }));
  await server.call('/v3/kv/put', { key: base64('foreign'), value: base64('1'), lease: ID });
  await turn('foreign', 2, 60_000);
  expect(await stored('foreign')).toMatchObject({ text: '2', lease: ID });
  await expect(bound({ key: 'foreign' }).expiry?.renew('etcd', 60_000, patience())).rejects.toMatchObject({ code: 'refused' });
});

test('instances that have applied the present revision are counted, also that the key is gone', async () => {
  const its = bound({ key: 'flag', acknowledgements: 'flag-seen/' });
  await put('flag-seenless/x', '1');
  expect(await its.acknowledged?.(patience())).toEqual({ count: 0, of: 0 });
  await put('flag', 'on');
  const revision = (await stored('flag'))?.revision ?? '';
  for (const [name, seen] of [
    ['a', revision],
    ['b', revision],
    ['c', '1'],
  ] as const)
    await put(`flag-seen/${name}`, seen);
  expect(await its.acknowledged?.(patience())).toEqual({ count: 2, of: 3 });
  await turn('flag', null);
  await put('flag-seen/a', '0');
  expect(await its.acknowledged?.(patience())).toEqual({ count: 1, of: 3 });
});

test('what cannot be a switch, and what is no etcd, is said', async () => {
  await server.call('/v3/kv/put', { key: base64('blob'), value: Buffer.from([0xff, 0xfe]).toString('base64') });
  await expect(valueAt('blob')).rejects.toMatchObject({ code: 'bad-setting' });
  const elsewhere = etcd.bind({ kind: 'etcd', url: `${server.url}/elsewhere` }, { key: 'limit' }, nowhere);
  await expect(elsewhere.read('etcd', patience())).rejects.toMatchObject({
    code: 'bad-setting',
    message: expect.stringContaining('JSON gateway') as unknown,
  });
});
