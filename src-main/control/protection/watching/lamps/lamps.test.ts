import { createServer, type Server } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SwitchView } from '../../../../../contract/protection';
import type { SwitchValue } from '../../../../../contract/protectionSettings';
import { bindSwitch, type BoundSwitch } from '../../../../actions/protection/registry';
import { startRealHaproxy, type RealHaproxy } from '../../../../actions/protection/testing/realHaproxy';
import { createSharedStore, type Store } from '../../../store';
import { createFakeEngine, type FakeEngine } from '../testing/fakeEngine';
import { createFakeExecutions, type FakeExecutions } from '../testing/fakeExecutions';
import { createFakeClock, type FakeClock } from '../../testing/fakeClock';
import { execution, plan, write } from '../testing/executions';
import { smallShop } from '../testing/smallShop';
import { createTraffic } from '../traffic';
import { busyMs, createLamps, idleMs, type Lamps, type LampsParts } from './lamps';

const text = (word: string) => ({ zh: word, en: word });
const world = { cityUrl: () => null, secret: () => null };
const folder = mkdtempSync(join(tmpdir(), 'highnoon-lamps-'));
const hungPath = join(folder, 'hung.sock');
let haproxy: RealHaproxy;
/** Takes connections and never answers. */
let hung: Server;
let asked: number;

beforeAll(async () => {
  haproxy = await startRealHaproxy();
  hung = createServer(() => (asked += 1));
  await new Promise<void>((resolve) => hung.listen(hungPath, resolve));
});
afterAll(async () => {
  hung.close();
  await haproxy.close();
  rmSync(folder, { recursive: true, force: true });
});

let clock: FakeClock;
let engine: FakeEngine;
let executions: FakeExecutions;
let store: Store;
let lamps: Lamps;

beforeEach(() => {
  asked = 0;
  clock = createFakeClock();
  engine = createFakeEngine(clock.roomNow() ?? 0);
  executions = createFakeExecutions();
  store = createSharedStore();
});
afterEach(() => lamps.close());

const weight = { what: 'serverWeight', backend: 'app', server: 's1' } as const;
const lb1 = (): Record<string, string> => ({ lb1: haproxy.address });

/** The shop with switches of HAProxies at these addresses. */
function begin(instances: Record<string, string>, switches: Record<string, object>, bind?: LampsParts['bind']): void {
  const base = {
    kind: 'drain',
    on: 'app',
    target: 'lb',
    owner: 'pay',
    range: { min: 0, max: 256 },
    cost: text('c'),
    name: text('n'),
  };
  const workspace = smallShop({
    targets: { lb: { kind: 'haproxy', instances } },
    switches: Object.fromEntries(Object.entries(switches).map(([id, settings]) => [id, { ...base, set: weight, ...settings }])),
  });
  const traffic = createTraffic({
    ...engine,
    workspace: () => workspace,
    roomNow: () => (engine.now = clock.roomNow() ?? 0),
  });
  lamps = createLamps({
    ...{ executions, traffic, store, clock },
    bind: bind ?? ((target, settings) => bindSwitch(target, settings, world)),
  });
  lamps.begin({ revision: 1, path: null, workspace });
}

const view = (id = 'weight'): SwitchView => {
  const found = store.read().switches[id];
  if (found === undefined) throw new Error(`no switch ${id}`);
  return found;
};

/** HAProxy answers in its own time, whatever this clock says. */
const read = (id = 'weight'): Promise<unknown> => lamps.readNow(id);

async function set(value: SwitchValue): Promise<void> {
  const its = bindSwitch({ kind: 'haproxy', instances: { lb1: haproxy.address } }, { set: weight }, world);
  const signal = AbortSignal.timeout(5_000);
  const planned = its.plan('lb1', await its.read('lb1', signal), value);
  if (planned.request !== '') await its.write(planned, { idempotencyKey: 'k', leaseMs: null, by: 'test' }, signal);
}

const inForce = (change = {}): void => {
  executions.put(execution({ startedAt: clock.roomNow() ?? 0, writes: [write()], ...change }), plan());
  executions.want('weight', new Map([['lb1', { value: 10, executionId: 'pay-1' }]]));
  executions.change('pay-1', {});
};

test('before the first answer nothing is said; then what HAProxy has, by the name of its instance', async () => {
  begin(lb1(), { weight: { usual: 100 } });
  expect(view().written).toMatchObject({ state: 'unread', of: 0 });
  await read();
  expect(view().written).toMatchObject({ state: 'agrees', agree: 1, answered: 1, of: 1 });
  expect(view().written.instances).toMatchObject([{ instance: 'lb1', value: 100, failure: null }]);
  expect(view()).toMatchObject({ channel: 'haproxy', simulated: false, wanted: null, observed: { state: 'none' } });
});

test('a wanted switch whose instance lost it is drift, and says which instance; so is one that nobody wants away from usual', async () => {
  begin(lb1(), { weight: { usual: 100 } });
  await set(10);
  inForce();
  await read();
  expect(view()).toMatchObject({ wanted: { value: 10, executionId: 'pay-1' }, written: { state: 'agrees' } });
  // As after a reload.
  await set(100);
  await read();
  expect(view().written).toMatchObject({ state: 'drift', agree: 0, instances: [{ instance: 'lb1', value: 100 }] });
  executions.want('weight', new Map());
  await set(50);
  await read();
  expect(view()).toMatchObject({ wanted: null, written: { state: 'drift' } });
  await set(100);
});

test('while a write is under way either side of it is no drift, and what was read before it ended says nothing of it', async () => {
  begin(lb1(), { weight: { usual: 100 } });
  inForce({ phase: 'running', writes: [write({ state: 'sent' })] });
  await read();
  expect(view().written).toMatchObject({ state: 'agrees', agree: 0, answered: 1 });
  executions.change('pay-1', { writes: [write({ state: 'notApplied' })] });
  expect(view().written.state).toBe('agrees');
  await read();
  expect(view().written.state).toBe('drift');
});

test('one that hangs and one that is gone blind nobody, and are not asked again and again', async () => {
  begin({ ...lb1(), hung: `unix:${hungPath}`, gone: '127.0.0.1:1' }, { weight: { usual: 100 }, second: { usual: 100 } });
  const first = read('weight');
  await expect.poll(() => asked, { timeout: 5_000 }).toBe(1);
  // Little by little: on a busy machine the sound one must not run out of the clock's patience too.
  const answeredSoon = async (switchId?: string): Promise<number> => {
    await clock.pass(10);
    return view(switchId).written.answered;
  };
  await expect.poll(() => answeredSoon(), { timeout: 10_000 }).toBe(1);
  await clock.pass(3_000);
  await first;
  const { written } = view();
  expect(written).toMatchObject({ state: 'agrees', agree: 1, answered: 1, of: 3 });
  const failed = written.instances.filter(({ failure }) => failure !== null);
  expect(failed.map(({ instance }) => instance)).toEqual(['hung', 'gone']);
  expect(failed[0]?.failure).toBe('It did not answer within 3 s.');
  // The other switch knows it from this one: it is the same instance that rests.
  await clock.pass(1_000);
  await expect.poll(() => answeredSoon('second'), { timeout: 10_000 }).toBe(1);
  expect(view('second').written.of).toBe(3);
  expect(view('second').written.instances[1]?.failure).toBe('It did not answer within 3 s.');
  expect(asked).toBe(1);
});

/** A bound switch whose reads are counted. */
function counting(value: () => SwitchValue = () => 100): { readonly bind: () => BoundSwitch; reads: number; atOnce: number } {
  let inside = 0;
  const counted = {
    reads: 0,
    atOnce: 0,
    bind: (): BoundSwitch => ({
      instances: async () => ['lb1'],
      read: async () => {
        counted.reads += 1;
        inside += 1;
        counted.atOnce = Math.max(counted.atOnce, inside);
        await new Promise((resolve) => setImmediate(resolve));
        inside -= 1;
        return { value: value(), basis: null };
      },
      plan: () => {
        throw new Error('nothing is planned by looking');
      },
      write: () => Promise.reject(new Error('nothing is sent by looking')),
      expiry: null,
      acknowledged: async () => ({ count: 47, of: 50 }),
    }),
  };
  return counted;
}

test('looked at every 15 s, every 5 s while something is in force, and soon after a write; never twice at once', async () => {
  const counted = counting();
  begin({ lb1: 'unix:/nowhere' }, { weight: { usual: 100 }, second: { usual: 100 } }, counted.bind);
  await clock.pass(idleMs * 3 + 2_000);
  expect(counted.reads).toBeGreaterThanOrEqual(6);
  expect(counted.reads).toBeLessThanOrEqual(8);
  expect(counted.atOnce).toBe(1);
  counted.reads = 0;
  inForce();
  await clock.pass(1_000);
  expect(counted.reads).toBe(1);
  counted.reads = 0;
  await clock.pass(busyMs * 3);
  expect(counted.reads).toBeGreaterThanOrEqual(4);
  expect(view().written.acknowledged).toEqual({ count: 47, of: 50 });
});

test('what cannot be bound, and what nobody answers for, is a failure on the switch and a refusal to whoever asks', async () => {
  begin(lb1(), { weight: {} }, (target, settings) => bindSwitch(target, { ...settings, set: { what: 'nothing' } }, world));
  expect(await lamps.readNow('weight')).toMatchObject({ ok: false, refusal: { code: 'unavailable' } });
  expect(view().written).toMatchObject({ state: 'unreachable', instances: [{ instance: 'lb', readAt: null }] });
  expect(view().written.instances[0]?.failure).toMatch(/what/);
  expect(await lamps.readNow('nothing')).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
});

test('the last that was read stays beside why it cannot be read now', async () => {
  let broken = false;
  const counted = counting(() => {
    if (broken) throw new Error('the rules cannot be read');
    return 100;
  });
  begin({ lb1: 'unix:/nowhere' }, { weight: { usual: 100 } }, counted.bind);
  await read();
  const { readAt } = view().written.instances[0] ?? {};
  broken = true;
  await read();
  expect(view().written).toMatchObject({ state: 'unreachable', answered: 0 });
  expect(view().written.instances).toEqual([{ instance: 'lb1', value: 100, readAt, failure: 'the rules cannot be read' }]);
});

const seenIn = (shows: object): object => ({ observed: { metric: 'paid', over: '30s', shows, within: '60s' }, usual: 100 });

test('observed: off, then waiting with the time that is left, then seen against what was before the execution', async () => {
  const counted = counting(() => 10);
  engine.value = () => 200;
  begin({ lb1: 'unix:/nowhere' }, { weight: seenIn({ falls: 0.5 }) }, counted.bind);
  await read();
  expect(view().observed).toMatchObject({ state: 'off', value: 200, before: null, unit: '/s' });
  const clickedAt = clock.roomNow() ?? 0;
  inForce();
  engine.value = (_metric, _slice, at) => (at >= clickedAt ? 80 : 200);
  await clock.pass(10_000);
  expect(view().observed).toMatchObject({ state: 'waiting', before: 200, left: { ofMs: 60_000 } });
  expect(view().observed.left?.leftMs).toBeLessThanOrEqual(55_000);
  await clock.pass(30_000);
  expect(view().observed).toMatchObject({ state: 'seen', value: 80, before: 200, left: null });
});

test('what traffic does not show in time is unseen; when it cannot be read it is unknown', async () => {
  const counted = counting(() => 10);
  begin({ lb1: 'unix:/nowhere' }, { weight: seenIn({ below: 50 }) }, counted.bind);
  inForce();
  await clock.pass(30_000);
  expect(view().observed.state).toBe('waiting');
  await clock.pass(35_000);
  expect(view().observed).toMatchObject({ state: 'unseen', value: 100 });
  engine.failure = 'down';
  await clock.pass(10_000);
  expect(view().observed).toMatchObject({ state: 'unknown', value: null });
});
