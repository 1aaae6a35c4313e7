import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Effect } from '../../../../../contract/protection';
import type { PlanSettings } from '../../../../../contract/protectionSettings';
import { execution, plan } from '../testing/executions';
import { createFakeEngine, type FakeEngine } from '../testing/fakeEngine';
import { createFakeExecutions, type FakeExecutions } from '../testing/fakeExecutions';
import { createFakeClock, type FakeClock } from '../../testing/fakeClock';
import { smallShop } from '../testing/smallShop';
import { createTraffic } from '../traffic';
import { createEffectDesk, type EffectDesk } from './effectDesk';

let clock: FakeClock;
let engine: FakeEngine;
let executions: FakeExecutions;
let desk: EffectDesk;
let warned: string[];
const workspace = smallShop();
const now = (): number => clock.roomNow() ?? 0;

beforeEach(() => {
  clock = createFakeClock();
  engine = createFakeEngine(now());
  executions = createFakeExecutions();
  warned = [];
  const traffic = createTraffic({ ...engine, workspace: () => workspace, roomNow: () => (engine.now = now()) });
  desk = createEffectDesk({ executions, traffic, clock, log: (_level, line) => warned.push(line) });
  desk.begin();
});
afterEach(() => desk.close());

const verified = plan({ verify: { metric: 'paid', by: 0.03, within: '60s' } });
const effectNow = (): Effect | null => executions.find('pay-1')?.effect ?? null;
const phaseNow = (): string | undefined => executions.find('pay-1')?.phase;

/** A click a moment ago whose plan is in force now; orders stood at 70 since the trouble began, and are `after` from now on. */
function verify(after: number, its: PlanSettings = verified): void {
  const writtenAt = now();
  engine.value = (_metric, _slice, at) => (at >= writtenAt ? after : 70) + ((at / 10_000) % 3);
  executions.put(execution({ phase: 'verifying', startedAt: writtenAt - 1_000, phaseAt: writtenAt }), its);
}

test('what recovers is in force as soon as it is measurable, with what it changed', async () => {
  verify(95);
  await clock.pass(15_000);
  expect(effectNow()).toMatchObject({ verdict: 'waiting', left: { ofMs: 60_000 } });
  await clock.pass(20_000);
  expect(effectNow()).toMatchObject({ verdict: 'better', metricId: 'paid', better: 'up', by: 0.03 });
  expect(effectNow()?.share).toBeGreaterThan(0.3);
  expect(executions.acts).toEqual(['settleInForce pay-1']);
});

test('without measurable recovery it is taken back at the deadline, not before, and says what was measured', async () => {
  verify(70);
  await clock.pass(59_000);
  expect([phaseNow(), effectNow()?.verdict]).toEqual(['verifying', 'waiting']);
  await clock.pass(1_500);
  expect(executions.acts).toEqual(['revert pay-1 noRecovery']);
  expect(effectNow()?.verdict).toBe('same');
});

test('what grew worse is said at once and taken back at the deadline', async () => {
  verify(40);
  await clock.pass(35_000);
  expect([phaseNow(), effectNow()?.verdict]).toEqual(['verifying', 'worse']);
  await clock.pass(26_000);
  expect(executions.acts).toEqual(['revert pay-1 noRecovery']);
});

test('what could not be measured by the deadline is not guessed: it stays, says so, and is judged when data comes', async () => {
  verify(70);
  await clock.pass(5_000);
  engine.failure = 'the backend is down';
  await clock.pass(120_000);
  expect(executions.acts).toEqual([]);
  expect(effectNow()).toMatchObject({ verdict: 'unmeasured', left: { leftMs: 0 } });
  engine.failure = null;
  await clock.pass(5_000);
  expect(executions.acts).toEqual(['revert pay-1 noRecovery']);
});

test('data that comes late and is good puts it in force', async () => {
  verify(95);
  engine.down = 'the engine restarted';
  await clock.pass(90_000);
  expect(effectNow()?.verdict).toBe('unmeasured');
  engine.down = null;
  await clock.pass(5_000);
  expect(executions.acts).toEqual(['settleInForce pay-1']);
});

test('a deadline that passed while the console was away, or asleep, has passed', async () => {
  verify(70);
  await clock.pass(30_000);
  clock.sleep(60_000);
  desk.woke(60_000);
  await clock.pass(1_000);
  expect(executions.acts).toEqual(['revert pay-1 noRecovery']);
  executions.acts.length = 0;
  const writtenAt = now() - 300_000;
  executions.put(execution({ id: 'pay-2', phase: 'verifying', startedAt: writtenAt - 1_000, phaseAt: writtenAt }), verified);
  await clock.pass(1_000);
  expect(executions.acts).toEqual(['revert pay-2 noRecovery']);
});

test('a plan with nothing to verify is in force at once', async () => {
  verify(70, plan());
  await clock.pass(100);
  expect(executions.acts).toEqual(['settleInForce pay-1']);
});

test('what cannot be taken back is tried again, and said once', async () => {
  verify(70);
  executions.refusal = 'Another act on it is under way.';
  await clock.pass(70_000);
  expect(executions.acts.length).toBeGreaterThan(2);
  expect(warned).toEqual(['pay-1 was not taken back: Another act on it is under way.']);
  executions.refusal = null;
  await clock.pass(4_000);
  expect(phaseNow()).toBe('reverted');
});

const guarded = plan({
  unlessHarm: [{ metric: 'failed', per: 'paid', over: '30s', is: { above: 0.02 }, name: { zh: '错误率', en: 'error rate' } }],
});

test('harm takes it back after two fresh readings beyond the bound, and not for what was there before the click', async () => {
  const clickedAt = now();
  engine.value = (metric) => (metric === 'failed' ? 5 : 100);
  executions.put(execution({ startedAt: clickedAt, phaseAt: clickedAt }), guarded);
  await clock.pass(33_000);
  expect(executions.acts).toEqual([]);
  await clock.pass(12_000);
  expect(executions.acts).toEqual(['revert pay-1 harm']);
});

test('one reading beyond the bound is scatter; what cannot be read is no harm', async () => {
  const clickedAt = now();
  engine.value = (metric, _slice, at) => (metric === 'failed' && at === clickedAt + 60_000 ? 7 : metric === 'failed' ? 0 : 100);
  executions.put(
    execution({ startedAt: clickedAt, phaseAt: clickedAt }),
    plan({ unlessHarm: [{ ...guarded.unlessHarm[0], over: '10s' }] }),
  );
  await clock.pass(200_000);
  engine.value = (metric) => (metric === 'failed' ? 50 : 100);
  engine.failure = 'down';
  await clock.pass(60_000);
  expect(executions.acts).toEqual([]);
});
