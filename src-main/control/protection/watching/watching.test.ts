import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Execution } from '../../../../contract/protection';
import { accept } from '../../../../contract/result';
import { createSharedStore, type Store } from '../../store';
import type { Executions, ProtectionDesk } from '../parts';
import { createProtectionDesk } from '../protectionDesk';
import { createFakeClock, type FakeClock } from '../testing/fakeClock';
import { createFakeServers, type FakeServers } from '../testing/fakeServers';
import { personAt, shopWithPlans } from '../testing/protectionRoom';
import { createFakeEngine, type FakeEngine } from './testing/fakeEngine';
import { createTraffic } from './traffic';
import { createWatching } from './watching';

/** The whole desk, with the real executions and machines in memory: only traffic and time are made up. */
const world = { cityUrl: () => null, secret: () => null };
const person = personAt('protection-1');
const text = (word: string) => ({ zh: word, en: word });
const switchOf = (server: string, change: object) => ({
  ...{ name: text(server), kind: 'capacity', on: server, target: 'lb', owner: 'traffic', cost: text('none'), usual: 100 },
  ...{
    set: { what: 'serverWeight', backend: 'app', server },
    range: { min: 0, max: 256, whole: true },
    touches: { metric: 'paid' },
  },
  ...change,
});
const switches = { s1: switchOf('s1', {}), s2: switchOf('s2', { range: { values: ['half', 100] } }) };
const plans = {
  plain: { steps: [{ id: 'one', set: [{ switch: 's1', to: 20 }] }], lease: '60s', release: [0.5, 1], releaseEvery: '30s' },
  word: { steps: [{ id: 'one', set: [{ switch: 's2', to: 'half' }] }], lease: '60s', release: [0.1, 1], releaseEvery: '30s' },
  verified: {
    steps: [{ id: 'one', set: [{ switch: 's1', to: 20 }] }],
    verify: { metric: 'paid', by: 0.03, within: '60s' },
    lease: '300s',
  },
};
const workspace = shopWithPlans(4, plans, { switches });
let clock: FakeClock;
let engine: FakeEngine;
let servers: FakeServers;
let store: Store;
let desk: ProtectionDesk;
let records: unknown[];

beforeEach(() => {
  clock = createFakeClock();
  engine = createFakeEngine(clock.roomNow() ?? 0);
  servers = createFakeServers(100);
  records = [];
  desk = open();
});
afterEach(() => desk.close());

function open(): ProtectionDesk {
  store = createSharedStore();
  const traffic = createTraffic({
    ...engine,
    workspace: () => workspace,
    roomNow: () => (engine.now = clock.roomNow() ?? 0),
  });
  const opened = createProtectionDesk({
    ...{ store, clock, traffic, world, bindSwitch: servers.bind, vouch: async () => accept({ id: 'a', name: 'a', roles: [] }) },
    audit: { log: { append: (entry) => void records.push(JSON.parse(JSON.stringify(entry))) }, records: [...records] },
    watching: (executions: Executions) =>
      createWatching({ ...{ executions, traffic, store, clock, bind: servers.bind }, log: () => undefined }),
    log: () => undefined,
  });
  opened.begin({ revision: 1, path: null, workspace });
  return opened;
}

/** Read, armed, held, and past its undo window. */
async function click(planKey: string): Promise<string> {
  const prepared = await desk.prepare({ planKey, parameters: {}, incidentId: null }, person);
  if (!prepared.ok) throw new Error(prepared.refusal.message);
  const { planId } = prepared.value;
  await clock.pass(100);
  const { digest } = store.read().sheets[planId] ?? { digest: '' };
  for (const acted of [desk.arm({ planId, digest }, person), desk.press({ planId, digest, commandId: randomUUID() }, person)])
    if (!acted.ok) throw new Error(acted.refusal.message);
  await clock.pass(800 + 5_000 + 100);
  return planId;
}
const execution = (id: string): Execution => {
  const found = store.read().executions[id];
  if (found === undefined) throw new Error(`no execution ${id}`);
  return found;
};
const valuesOf = (key: string): unknown[] => ['lb1', 'lb2', 'lb3', 'lb4'].map((instance) => servers.value(key, instance));

test('from the click to its end: the lamps follow, the lease ends, and everything is as it was', async () => {
  await clock.pass(1_000);
  expect(store.read().switches['s1']).toMatchObject({ wanted: null, written: { state: 'agrees', agree: 4, of: 4 } });
  const id = await click('plain');
  await clock.pass(1_000);
  expect(store.read().switches['s1']).toMatchObject({
    wanted: { value: 20, executionId: id },
    written: { state: 'agrees', agree: 4 },
  });
  expect(execution(id)).toMatchObject({ phase: 'inForce', lease: { overdue: false, next: null } });
  await clock.pass(60_000);
  expect(valuesOf('s1')).toEqual([60, 60, 60, 60]);
  expect(execution(id)).toMatchObject({ phase: 'releasing', lease: { share: 0.5 } });
  expect(execution(id).lease?.next?.leftMs).toBeGreaterThan(0);
  await clock.pass(31_000);
  expect(execution(id)).toMatchObject({ phase: 'released', cause: 'expired', lease: null });
  expect(valuesOf('s1')).toEqual([100, 100, 100, 100]);
  expect(store.read().switches['s1']).toMatchObject({ wanted: null, written: { state: 'agrees', agree: 4 } });
});

test('an instance that lost its value turns the lamp amber; applied again, it agrees', async () => {
  const id = await click('plain');
  servers.set('s1', 'lb3', 100);
  await clock.pass(6_000);
  expect(store.read().switches['s1']?.written).toMatchObject({ state: 'drift', agree: 3, answered: 4 });
  expect(await desk.reapply({ switchId: 's1', commandId: randomUUID() }, person)).toMatchObject({ ok: true });
  await clock.pass(2_000);
  expect(store.read().switches['s1']).toMatchObject({ wanted: { executionId: id }, written: { state: 'agrees', agree: 4 } });
});

test('a share too small to release anything yet is a step like any other', async () => {
  const id = await click('word');
  await clock.pass(61_000);
  expect(execution(id).phase).toBe('releasing');
  const before = records.length;
  await clock.pass(20_000);
  expect(records.length - before).toBeLessThan(3);
  await clock.pass(15_000);
  expect(execution(id).phase).toBe('released');
  expect(valuesOf('s2')).toEqual([100, 100, 100, 100]);
});

test('without recovery it is taken back by itself at the deadline', async () => {
  const id = await click('verified');
  expect(execution(id).phase).toBe('verifying');
  await clock.pass(62_000);
  expect(execution(id)).toMatchObject({ phase: 'reverted', cause: 'noRecovery', effect: { verdict: 'same' } });
  expect(execution(id).why).toContain('did not recover measurably within 60 s');
  expect(valuesOf('s1')).toEqual([100, 100, 100, 100]);
});

test('with recovery it stays in force, and the audit has what it changed', async () => {
  const clickedAt = (clock.roomNow() ?? 0) + 5_900;
  engine.value = (_metric, _slice, at) => (at >= clickedAt ? 100 : 60) + ((at / 10_000) % 3);
  const id = await click('verified');
  await clock.pass(40_000);
  expect(execution(id)).toMatchObject({ phase: 'inForce', effect: { verdict: 'better' } });
  expect(valuesOf('s1')).toEqual([20, 20, 20, 20]);
  expect(records).toContainEqual(expect.objectContaining({ kind: 'effect', executionId: id }));
});

test('after a restart a lease goes on; one that ended meanwhile is overdue, and nothing is sent for it', async () => {
  const id = await click('plain');
  await desk.close();
  clock.sleep(30_000);
  desk = open();
  await clock.pass(1_000);
  expect(execution(id)).toMatchObject({ phase: 'inForce', lease: { overdue: false } });
  expect(execution(id).lease?.left.leftMs).toBeLessThan(30_000);
  await desk.close();
  clock.sleep(3_600_000);
  desk = open();
  const sent = servers.written.length;
  await clock.pass(120_000);
  expect(execution(id)).toMatchObject({ phase: 'inForce', lease: { overdue: true } });
  expect(servers.written).toHaveLength(sent);
  expect(await desk.release({ executionId: id, share: 1, commandId: randomUUID() }, person)).toMatchObject({ ok: true });
  expect(valuesOf('s1')).toEqual([100, 100, 100, 100]);
});
