import { beforeEach, describe, expect, it } from 'vitest';
import type { BacktestAlarm, BacktestRequest } from '../../../contract/detection';
import { BackendFailure } from '../backends/backend';
import { createLevelDetector } from '../detection/levelDetector';
import { createSeriesCatalog } from '../samples/series';
import { pastStandIn, smallShop, usualRate, type PastStandIn } from '../testing/pastStandIn';
import { systemTimers, type Timers } from '../timers';
import { dayNotes } from '../watch/dayNotes';
import { localClock } from '../watch/localTime';
import { SeriesWatch } from '../watch/seriesWatch';
import { watchedSeriesOf } from '../watch/watchedSeries';
import { replay, type Replayed } from './replay';
import { planLimits, planReplay } from './replayPlan';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const midnight = Date.parse('2026-11-24T00:00:00+08:00');
const noon = midnight + 12 * 3_600_000;
const request: BacktestRequest = {
  from: midnight,
  to: midnight + dayMs,
  metricIds: ['paid'],
  slices: false,
  runs: [{ detector: 'level', sensitivity: 1 }],
};
let past: PastStandIn;

beforeEach(() => {
  past = pastStandIn(midnight + dayMs);
});

function run(changes: Partial<BacktestRequest> = {}, timers: Timers = systemTimers): Promise<Replayed> {
  const asked = { ...request, ...changes };
  return replay({
    request: asked,
    plan: planReplay(asked, past.workspace),
    source: past,
    timers,
    signal: new AbortController().signal,
    alarmsMax: 100,
    onProgress: () => undefined,
  });
}

/** Of what was usual, a share is left from `from` on for so many minutes. */
function outage(from: number, minutes: number, left: number): void {
  const before = past.rate;
  past.rate = (metric, slice, at) => before(metric, slice, at) * (at >= from && at < from + minutes * minuteMs ? left : 1);
}

const spans = (alarms: readonly BacktestAlarm[] | undefined): [number, number][] =>
  (alarms ?? []).map(({ startedAt, endedAt }) => [startedAt, endedAt]);

describe('a replay', () => {
  it('fires what the console would have fired: the same detector and watch, stepped by hand through the same buckets', async () => {
    outage(noon, 12, 0.6);
    outage(noon + 2 * 3_600_000, 20, 0.2);
    const { runs, points, unread } = await run();

    const watched = watchedSeriesOf(smallShop, createSeriesCatalog(smallShop)).find(({ series }) => series.metricId === 'paid');
    if (watched === undefined) throw new Error('paid is watched');
    const localAt = localClock('Asia/Shanghai');
    const watch: SeriesWatch = new SeriesWatch({
      watched: { ...watched, limit: null },
      traffic: 'real',
      detector: createLevelDetector(10_000),
      localAt,
      calendar: dayNotes(smallShop),
      totalExpected: () => watch.expected,
      demanded: () => 0,
      ringSlots: 1,
    });
    const learnedFrom = midnight - dayMs;
    for (let at = Math.floor((midnight - 28 * dayMs) / 300_000) * 300_000; at < learnedFrom; at += 300_000)
      watch.detector.teach(localAt(at), past.rate('paid', {}, at), 300_000, 'ordinary');
    const byHand = new Map<string, [number, number | null]>();
    for (let at = learnedFrom; at < request.to; at += 10_000) {
      watch.feed(at / 10_000, past.rate('paid', {}, at));
      // What it says of the day that it learns from is nobody's question.
      for (const { id, raisedAt, startedAt, endedAt } of watch.alarms())
        if (raisedAt > request.from) byHand.set(id, [startedAt, endedAt]);
    }
    expect(spans(runs[0]?.alarms)).toEqual([...byHand.values()]);
    expect([...byHand.values()].map(([startedAt]) => startedAt)).toEqual([noon, noon + 2 * 3_600_000]);
    expect([points, unread]).toEqual([8_640, []]);
  });

  it('says what was lost, what was there and what was expected', async () => {
    outage(noon, 10, 0.6);
    const [alarm] = (await run()).runs[0]?.alarms ?? [];
    const usual = usualRate({}, noon + 5 * minuteMs);
    expect(alarm).toMatchObject({ metricId: 'paid', slice: {}, direction: 'below' });
    expect(Math.abs((alarm?.value ?? 0) / usual - 0.6)).toBeLessThan(0.02);
    expect(Math.abs((alarm?.expected ?? 0) / usual - 1)).toBeLessThan(0.02);
    // Two fifths of ten minutes' orders, give or take a tenth.
    expect(Math.abs((alarm?.lost ?? 0) / (0.4 * usual * 600) - 1)).toBeLessThan(0.1);
  });

  it('is causal: whatever happens later changes nothing that was said before', async () => {
    outage(noon, 20, 0.1);
    const three = { runs: (['level', 'classicRule', 'threeSigma'] as const).map((detector) => ({ detector, sensitivity: 1.5 })) };
    const before = await run(three);
    const changedAt = noon + 2 * 3_600_000;
    const usual = past.rate;
    past.rate = (metric, slice, at) => (at < changedAt ? usual(metric, slice, at) : 70 + 30 * Math.sin(at));
    const after = await run(three);
    const early = ({ runs }: Replayed) =>
      runs.map(({ alarms }) => alarms.filter(({ endedAt }) => endedAt < changedAt - 1_800_000));
    expect(early(after)).toEqual(early(before));
    expect(spans(early(before)[0])).toEqual([[noon, noon + 20 * minuteMs]]);
    expect(after.runs[0]?.alarms.some(({ startedAt }) => startedAt >= changedAt)).toBe(true);
  });

  it('learns from the days before and does not tell their alarms', async () => {
    outage(noon - dayMs, 12, 0.5);
    outage(midnight - 3_600_000, 12, 0);
    const spell = { from: midnight - dayMs / 2, to: midnight };
    const found = (await run(spell)).runs[0]?.alarms ?? [];
    expect(found.map(({ startedAt }) => Math.floor(startedAt / minuteMs) * minuteMs)).toEqual([
      noon - dayMs,
      midnight - 3_600_000,
    ]);
    expect((await run()).runs[0]?.alarms).toEqual([]);
  });

  it('never says less when it is more sensitive', async () => {
    for (const [hour, left] of [
      [10, 0.97],
      [12, 0.9],
      [14, 0.5],
    ] as const)
      outage(midnight + hour * 3_600_000, 8, left);
    const sensitivities = [0.25, 1, 4];
    const { runs } = await run({ runs: sensitivities.map((sensitivity) => ({ detector: 'level', sensitivity })) });
    const counts = runs.map(({ alarms, more }) => alarms.length + more);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(counts[0]).toBeLessThan(counts[2] ?? 0);
  });

  it('names a slice by the series that the console watches, also at a wider step', async () => {
    past.seenTo = midnight + 20 * dayMs;
    outage(midnight + 9.5 * dayMs, 30, 0.2);
    const longer = { to: midnight + 10 * dayMs, slices: true };
    expect(planReplay({ ...request, ...longer }, past.workspace).stepMs).toBe(60_000);
    const { runs } = await run(longer);
    expect(runs[0]?.alarms.map(({ seriesKey }) => seriesKey).toSorted()).toEqual([
      'paid|"channel"="A"|real|10000',
      'paid|"channel"="B"|real|10000',
      'paid||real|10000',
    ]);
  });

  it('tells a series that cannot be read or has nothing, and replays the others', async () => {
    outage(noon, 12, 0.6);
    const usual = past.rate;
    past.rate = (metric, slice, at) => (slice['channel'] === 'A' ? Number.NaN : usual(metric, slice, at));
    past.failure = ({ series }) =>
      series.some(({ query }) => query === 'submitted') ? new BackendFailure('bad-query', 'No such query.') : null;
    const { unread, runs } = await run({ metricIds: [], slices: true });
    expect(unread.map(({ series, reason }) => [series.metricId, series.slice, reason])).toEqual([
      ['submitted', {}, 'it has no samples in that time'],
      ['submitted', { channel: 'A' }, 'it has no samples in that time'],
      ['paid', { channel: 'A' }, 'it has no samples in that time'],
      ['submitted', { channel: 'B' }, 'it has no samples in that time'],
    ]);
    expect(runs[0]?.alarms.map(({ slice }) => slice)).toEqual([{}, { channel: 'B' }]);
  });

  it('lets others work at least every 20 ms', async () => {
    let now = 0;
    let resumedAt = 0;
    let longest = 0;
    // Time that passes by being looked at, as work would make it pass: a millisecond per look, and there is one each 128 buckets.
    const timers: Timers = {
      monoNow: () => (now += 1),
      wallNow: () => 0,
      after: (_delayMs, work) => {
        longest = Math.max(longest, now - resumedAt);
        const immediate = setImmediate(() => {
          resumedAt = now;
          work();
        });
        return () => clearImmediate(immediate);
      },
    };
    await run({}, timers);
    expect(longest).toBeGreaterThan(0);
    expect(longest).toBeLessThanOrEqual(20);
  });

  it('leaves a server that is polled too as much time as it takes', async () => {
    let now = 0;
    const waited: number[] = [];
    const timers: Timers = {
      monoNow: () => now,
      wallNow: () => 0,
      after: (delayMs, work) => {
        const immediate = setImmediate(() => {
          if (delayMs > 0) waited.push(delayMs);
          now += delayMs;
          work();
        });
        return () => clearImmediate(immediate);
      },
    };
    past.failure = () => {
      now += 200;
      return null;
    };
    await run({ metricIds: [], slices: true }, timers);
    const questions = past.asked.length;
    expect([waited, now]).toEqual([[], questions * 200]);
    past.live = true;
    await run({ metricIds: [], slices: true }, timers);
    expect(waited).toEqual([(questions / 2) * 200]);
  });

  it('asks in memory of its own, a bounded number of buckets for each series', async () => {
    past.seenTo = midnight + 28 * dayMs;
    await run({ to: midnight + 28 * dayMs });
    const buckets = past.asked.reduce((sum, { from, to, stepMs, series }) => sum + ((to - from) / stepMs) * series.length, 0);
    expect(buckets).toBeLessThanOrEqual(8_064 + 720 + planLimits.bucketsMax);
  });
});
