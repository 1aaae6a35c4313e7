import { beforeEach, describe, expect, it } from 'vitest';
import type { BacktestReport, BacktestRequest } from '../../../contract/detection';
import { BackendFailure } from '../backends/backend';
import { FakeTimers } from '../testing/fakeTimers';
import { pastStandIn, type PastStandIn } from '../testing/pastStandIn';
import { systemTimers, type Timers } from '../timers';
import { createReplayDesk, type ReplayDesk } from './replayDesk';

const dayMs = 86_400_000;
const midnight = Date.parse('2026-11-24T00:00:00+08:00');
const request: BacktestRequest = {
  from: midnight,
  to: midnight + dayMs,
  metricIds: [],
  slices: true,
  runs: [{ detector: 'level', sensitivity: 1 }],
};
let past: PastStandIn;
let timers: FakeTimers;
let told: BacktestReport[];
let desk: ReplayDesk;
let onTold: () => void;

beforeEach(() => {
  past = pastStandIn(midnight + dayMs);
  timers = new FakeTimers();
  told = [];
  onTold = () => undefined;
  desk = createReplayDesk((report) => {
    told.push(report);
    onTold();
  }, timers);
});

/** Resolves with the last report of a replay. */
function ended(id: string): Promise<BacktestReport> {
  return new Promise((resolve) => {
    onTold = () => {
      const last = told.findLast((report) => report.id === id);
      if (last !== undefined && last.phase !== 'reading' && last.phase !== 'replaying') resolve(last);
    };
    onTold();
  });
}

/** Answers are held back until the returned function is called. */
function hold(): () => void {
  let release = (): void => undefined;
  past.hold = new Promise((resolve) => (release = resolve));
  return release;
}

describe('the replay desk', () => {
  it('tells at once that it reads, and at the end what would have fired', async () => {
    const { id } = desk.start(request, past);
    expect(told).toEqual([expect.objectContaining({ id, phase: 'reading', progress: 0, series: 6, stepMs: 10_000, runs: [] })]);
    const last = await ended(id);
    expect(last).toMatchObject({ phase: 'done', progress: 1, reason: null, unread: 0, points: 6 * 8_640 });
    expect(last.timesRealTime).toBeGreaterThan(0);
    expect(last.runs).toEqual([{ detector: 'level', sensitivity: 1, alarms: [], more: 0, perDay: 0 }]);
  });

  it('tells how far it is twice a second at most, and never backwards', async () => {
    let now = 0;
    const looked: Timers = { monoNow: () => (now += 10), wallNow: () => 0, after: (_ms, work) => systemTimers.after(0, work) };
    desk = createReplayDesk((report) => {
      told.push(report);
      onTold();
    }, looked);
    const { id } = desk.start(request, past);
    await ended(id);
    expect(told.length).toBeGreaterThan(3);
    expect(told.length).toBeLessThanOrEqual(2 + now / 500);
    const progress = told.map((report) => report.progress);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  });

  it('stops when it is cancelled: nothing more is asked, and its last report says so', async () => {
    const release = hold();
    const { id } = desk.start(request, past);
    await timers.advance(0);
    const asked = past.asked.length;
    expect(asked).toBeGreaterThan(0);
    desk.cancel('another');
    desk.cancel(id);
    release();
    expect(await ended(id)).toMatchObject({ phase: 'cancelled', points: 0, timesRealTime: null });
    await timers.advance(60_000);
    expect(past.asked).toHaveLength(asked);
  });

  it('begins a new one in place of the one that runs', async () => {
    const release = hold();
    const first = desk.start(request, past);
    const second = desk.start({ ...request, slices: false }, past);
    release();
    expect((await ended(first.id)).phase).toBe('cancelled');
    expect(await ended(second.id)).toMatchObject({ phase: 'done', series: 2 });
    expect(told.filter(({ phase }) => phase === 'done')).toHaveLength(1);
  });

  it('waits out a backend that is away for a moment', async () => {
    let failures = 1;
    past.failure = () => (failures-- > 0 ? new BackendFailure('refused', 'It is down; start it.') : null);
    const { id } = desk.start(request, past);
    for (let i = 0; i < 10; i += 1) await timers.advance(1_000);
    expect(await ended(id)).toMatchObject({ phase: 'done', unread: 0 });
  });

  it('fails with the sentence when nothing can be read', async () => {
    past.failure = () => new BackendFailure('refused', 'It is down; start it.');
    const { id } = desk.start(request, past);
    for (let i = 0; i < 40; i += 1) await timers.advance(1_000);
    expect(await ended(id)).toMatchObject({
      phase: 'failed',
      unread: 6,
      reason: 'Nothing could be replayed: It is down; start it.',
      timesRealTime: null,
    });
  });

  it('tells what could not be replayed beside what was', async () => {
    const usual = past.rate;
    past.rate = (metric, slice, at) => (metric === 'paid' ? Number.NaN : usual(metric, slice, at));
    const { id } = desk.start(request, past);
    expect(await ended(id)).toMatchObject({
      phase: 'done',
      unread: 3,
      reason: '3 of 6 series could not be replayed, paid for one: it has no samples in that time.',
    });
  });

  it.each([
    [{ to: midnight }, 'The replay ends before it begins: choose a later end.'],
    [{ from: midnight - 28 * dayMs }, 'A replay is 28 days long at most: choose a shorter time.'],
    [{ metricIds: ['nothing'] }, 'None of these metrics is watched in this workspace: nothing.'],
  ])('refuses what cannot be replayed: %o', (changes, sentence) => {
    expect(() => desk.start({ ...request, ...changes }, past)).toThrow(new BackendFailure('bad-query', sentence));
    expect(told).toEqual([]);
  });
});
