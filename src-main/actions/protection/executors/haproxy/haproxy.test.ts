import { createServer } from 'node:net';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ExecutorFailure, type SwitchValue } from '../../executor';
import { startRealHaproxy, type RealHaproxy } from '../../testing/realHaproxy';
import { haproxy } from './haproxy';
import type { HaproxySettings } from './settings';

let server: RealHaproxy;
beforeAll(async () => {
  server = await startRealHaproxy();
});
afterAll(() => server.close());

const settingsOf = (set: HaproxySettings['set']): HaproxySettings => ({
  kind: 'haproxy',
  instances: { lb1: server.address },
  set,
});
const patience = (ms = 5_000): AbortSignal => AbortSignal.timeout(ms);

/** Reads, plans and writes as the console does; answers what was sent and what is in force afterwards. */
async function turn(
  set: HaproxySettings['set'],
  wanted: SwitchValue,
): Promise<{ before: SwitchValue; sent: string; after: SwitchValue }> {
  const settings = settingsOf(set);
  const before = await haproxy.read(settings, 'lb1', patience());
  const planned = haproxy.plan(settings, 'lb1', before, wanted);
  if (planned.request !== '') await haproxy.write(settings, planned, patience());
  return { before, sent: planned.request, after: await haproxy.read(settings, 'lb1', patience()) };
}

test('each thing that can be switched is read, set, read back, and goes back to what it was', async () => {
  const server1 = { backend: 'app', server: 's1' } as const;
  const cases: readonly [HaproxySettings['set'], SwitchValue, string][] = [
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
  const settings = settingsOf({ what: 'map', map: server.map, key: 'nowhere' });
  // Planned on a key that somebody else has taken out meanwhile.
  const stale = haproxy.plan(settings, 'lb1', 'off', 'on');
  await expect(haproxy.write(settings, stale, patience())).rejects.toMatchObject({
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
    await expect(haproxy.read(settingsOf(set), 'lb1', patience())).rejects.toMatchObject({ code: 'bad-setting' });
});

test('a value that it cannot have is refused before anything is sent', () => {
  const weight = settingsOf({ what: 'serverWeight', backend: 'app', server: 's1' });
  const map = settingsOf({ what: 'map', map: server.map, key: 'pay' });
  for (const [settings, wanted] of [
    [weight, 257],
    [weight, -1],
    [weight, 'drain; shutdown'],
    [map, 'on; set server app/s1 state maint'],
    [map, 'on\nclear map'],
  ] as const)
    expect(() => haproxy.plan(settings, 'lb1', 'off', wanted)).toThrow(ExecutorFailure);
  const sneaky = { ...map, set: { what: 'map', map: server.map, key: 'pay;clear' } };
  expect(haproxy.settings.safeParse(sneaky).success).toBe(false);
});

test('nobody at home: nothing was sent; one that hangs after it was sent: only a read will tell', async () => {
  const gone = { ...settingsOf({ what: 'sessionRate' }), instances: { lb1: '127.0.0.1:1' } };
  await expect(haproxy.read(gone, 'lb1', patience())).rejects.toMatchObject({ code: 'unreachable' });
  const path = `${server.map}.hang`;
  const hanging = createServer(() => undefined);
  await new Promise<void>((resolve) => hanging.listen(path, resolve));
  const settings = { ...settingsOf({ what: 'sessionRate' }), instances: { lb1: `unix:${path}` } };
  const planned = haproxy.plan(settings, 'lb1', 0, 5);
  await expect(haproxy.write(settings, planned, patience(200))).rejects.toMatchObject({ code: 'unknown' });
  hanging.close();
  rmSync(path, { force: true });
});
