import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Execution, Lease } from '../../../../contract/protection';
import { createTraffic } from '../watching/traffic';
import { execution, lease, plan } from '../watching/testing/executions';
import { createFakeEngine, type FakeEngine } from '../watching/testing/fakeEngine';
import { createFakeExecutions, type FakeExecutions } from '../watching/testing/fakeExecutions';
import { createFakeClock, type FakeClock } from '../testing/fakeClock';
import { smallShop } from '../watching/testing/smallShop';
import { createLeaseDesk, type LeaseDesk } from './leaseDesk';

let clock: FakeClock;
let engine: FakeEngine;
let executions: FakeExecutions;
let desk: LeaseDesk;
let warned: string[];
const workspace = smallShop();
const now = (): number => clock.roomNow() ?? 0;

function open(rate = 1): void {
  clock = createFakeClock({ rate });
  engine = createFakeEngine(now());
  engine.value = (_metric, _slice, at) => 100 + ((at / 10_000) % 3);
  executions = createFakeExecutions();
  warned = [];
  const traffic = createTraffic({ ...engine, workspace: () => workspace, roomNow: () => (engine.now = now()) });
  desk = createLeaseDesk({ executions, traffic, clock, log: (_level, line) => warned.push(line) });
}
beforeEach(() => open());
afterEach(() => desk.close());

const leaseNow = (): Lease | null => executions.find('pay-1')?.lease ?? null;
/** A lease of a minute; released by halves, half a minute apart. */
function put(change: Partial<Execution> = {}, its = plan()): void {
  executions.put(execution({ lease: lease(), ...change }), its);
}

test('a lease that ends is released in the shares of the plan, one after the other, and says when the next is', async () => {
  desk.begin();
  put();
  await clock.pass(59_000);
  expect(executions.acts).toEqual([]);
  executions.change('pay-1', {});
  expect(leaseNow()).toMatchObject({ left: { leftMs: 1_000, ofMs: 60_000 }, next: null, overdue: false, endsAt: now() + 1_000 });
  await clock.pass(1_000);
  expect(executions.acts).toEqual(['release pay-1 0.5 expired']);
  expect(leaseNow()).toMatchObject({ share: 0.5, left: { leftMs: 0 }, next: { leftMs: 30_000, ofMs: 30_000 } });
  await clock.pass(29_000);
  expect(executions.acts).toHaveLength(1);
  await clock.pass(1_000);
  expect(executions.acts).toEqual(['release pay-1 0.5 expired', 'release pay-1 1 expired']);
  expect(executions.find('pay-1')?.phase).toBe('released');
  await clock.pass(600_000);
  expect(executions.acts).toHaveLength(2);
});

test('its end is told in room time, which may go faster than this console', () => {
  open(3);
  desk.begin();
  put();
  expect(leaseNow()?.endsAt).toBe(now() + 180_000);
});

test('renewed in time it goes on; renewed in the middle of a release it stays at that share until then', async () => {
  desk.begin();
  put();
  await clock.pass(50_000);
  await executions.renew('pay-1', 120_000, { kind: 'console' });
  await clock.pass(119_000);
  expect(executions.acts).toEqual(['renew pay-1 120000']);
  await clock.pass(1_000);
  expect(executions.acts.at(-1)).toBe('release pay-1 0.5 expired');
  await executions.renew('pay-1', 120_000, { kind: 'console' });
  await clock.pass(119_000);
  expect(leaseNow()).toMatchObject({ share: 0.5, next: null });
  expect(executions.acts).toHaveLength(3);
  await clock.pass(1_000);
  expect(executions.acts.at(-1)).toBe('release pay-1 1 expired');
});

test('a release that a person began goes on in the same way, as that person’s', async () => {
  desk.begin();
  put();
  await clock.pass(10_000);
  await executions.release('pay-1', 0.5, 'person', { kind: 'console' });
  expect(leaseNow()?.next).toEqual({ leftMs: 30_000, ofMs: 30_000 });
  await clock.pass(30_000);
  expect(executions.acts.at(-1)).toBe('release pay-1 1 person');
});

test('taken back by somebody, nothing is released any more', async () => {
  desk.begin();
  put();
  await executions.revert('pay-1', 'person', 'by hand', { kind: 'console' });
  await clock.pass(300_000);
  expect(executions.acts).toEqual(['revert pay-1 person']);
});

test('what is refused is tried again', async () => {
  desk.begin();
  put();
  executions.refusal = 'Another act on it is under way.';
  await clock.pass(60_000);
  expect(warned[0]).toContain('Another act on it is under way.');
  expect(leaseNow()?.next?.leftMs).toBe(10_000);
  executions.refusal = null;
  await clock.pass(10_000);
  expect(leaseNow()?.share).toBe(0.5);
});

test('what is stopped, unclear or stuck is never released by itself', async () => {
  desk.begin();
  put({ phase: 'unclear' });
  await clock.pass(300_000);
  expect(executions.acts).toEqual([]);
});

test('what ended while the console was away is told as overdue, and nothing is sent for it until a person says so', async () => {
  put({ lease: lease({ left: { leftMs: 0, ofMs: 60_000 } }) });
  executions.put(execution({ id: 'pay-2', phase: 'releasing', lease: lease({ share: 0.5 }) }), plan());
  executions.put(execution({ id: 'pay-3', lease: lease() }), plan());
  desk.begin();
  expect(leaseNow()?.overdue).toBe(true);
  expect(executions.find('pay-2')?.lease?.overdue).toBe(true);
  expect(executions.find('pay-3')?.lease?.overdue).toBe(false);
  await clock.pass(59_000);
  expect(executions.acts).toEqual([]);
  await executions.release('pay-1', 0.5, 'person', { kind: 'console' });
  expect(leaseNow()?.overdue).toBe(false);
  await executions.renew('pay-2', 600_000, { kind: 'console' });
  expect(executions.find('pay-2')?.lease?.overdue).toBe(false);
  await clock.pass(30_000);
  expect(executions.acts).toContain('release pay-1 1 person');
});

test('a lease that ended in the machine’s sleep is released when it wakes', async () => {
  desk.begin();
  put();
  await clock.pass(10_000);
  clock.sleep(3_600_000);
  desk.woke(3_600_000);
  await clock.pass(100);
  expect(executions.acts).toEqual(['release pay-1 0.5 expired']);
});

const verified = plan({ release: [0.25, 0.5, 1], verify: { metric: 'paid', by: 0.03 } });

test('a relapse stops the release where it is, says what fell, and holds it under a new lease', async () => {
  desk.begin();
  put({}, verified);
  await clock.pass(90_000);
  expect(leaseNow()?.share).toBe(0.5);
  const fellAt = now();
  engine.value = (_metric, _slice, at) => (at >= fellAt ? 80 : 100) + ((at / 10_000) % 3);
  await clock.pass(29_000);
  expect(executions.acts).toEqual(['release pay-1 0.25 expired', 'release pay-1 0.5 expired', 'renew pay-1 60000']);
  expect(executions.find('pay-1')?.effect).toMatchObject({ metricId: 'paid', verdict: 'worse' });
  expect(leaseNow()).toMatchObject({ share: 0.5, next: null });
  await clock.pass(60_000);
  // Still down: a lease more, and not a step further.
  expect(executions.acts.slice(2)).toEqual(['renew pay-1 60000', 'renew pay-1 60000']);
  // Orders have come back without it meanwhile: the new lease ends like any other.
  engine.value = (_metric, _slice, at) => 100 + ((at / 10_000) % 3);
  await clock.pass(60_000);
  expect(executions.acts.at(-1)).toBe('release pay-1 1 expired');
});

test('a release is not stopped by what cannot be measured', async () => {
  desk.begin();
  put({}, verified);
  engine.failure = 'the backend is down';
  await clock.pass(60_000 + 2 * 30_000);
  expect(executions.acts).toEqual(['release pay-1 0.25 expired', 'release pay-1 0.5 expired', 'release pay-1 1 expired']);
});

test('orders that scatter are no relapse', async () => {
  desk.begin();
  put({}, verified);
  engine.value = (_metric, _slice, at) => 100 + 8 * Math.sin(at / 7_000) + 5 * Math.cos(at / 3_100);
  await clock.pass(60_000 + 2 * 30_000);
  expect(executions.acts).toHaveLength(3);
  expect(executions.find('pay-1')?.phase).toBe('released');
});
