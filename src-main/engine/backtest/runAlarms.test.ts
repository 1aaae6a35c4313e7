import { describe, expect, it } from 'vitest';
import type { BacktestAlarm } from '../../../contract/detection';
import type { LearningDetector } from '../detection/detector';
import { createSeriesCatalog } from '../samples/series';
import { smallShop } from '../testing/pastStandIn';
import { SeriesWatch } from '../watch/seriesWatch';
import { watchedSeriesOf } from '../watch/watchedSeries';
import { RunAlarms } from './runAlarms';

/** The metric has a step of 10 s. */
const bucketsPerMinute = 6;

/** Expects a hundred, whatever comes; less than half of that is worth an alarm. */
function hundred(): LearningDetector {
  let value = 100;
  return {
    step: (_localAt, newest) => {
      value = newest;
      return value <= 50;
    },
    expected: 100,
    get score() {
      return Math.abs(100 - value) / 50;
    },
    bandLow: 90,
    bandHigh: 110,
    kind: 'stable',
    ordinary: 100,
    get direction() {
      return value < 100 ? ('below' as const) : ('above' as const);
    },
    shape: 'cliff',
    warm: true,
    teach: () => undefined,
    lookAhead: () => undefined,
    save: () => new Uint8Array(0),
  };
}

/** Minutes of a value each, from slot 0 on. */
function told(minutes: readonly (readonly [minutes: number, value: number])[], fromAt = 0): readonly BacktestAlarm[] {
  const watched = watchedSeriesOf(smallShop, createSeriesCatalog(smallShop)).find(({ series }) => series.metricId === 'paid');
  if (watched === undefined) throw new Error('paid is watched');
  const watch = new SeriesWatch({
    watched: { ...watched, limit: null },
    traffic: 'real',
    detector: hundred(),
    localAt: (at) => at,
    calendar: { noteAt: () => 'ordinary', endsPromotion: () => false },
    totalExpected: () => 100,
    demanded: () => 0,
    ringSlots: 1,
  });
  const alarms = new RunAlarms(watch, 'paid', fromAt);
  const values = minutes.flatMap(([count, value]) => Array.from({ length: count * bucketsPerMinute }, () => value));
  values.forEach((value, slot) => alarms.feed(slot, value));
  return alarms.finish();
}

const minute = (minutes: number): number => minutes * 60_000;

describe('the alarms of one run', () => {
  it('last from the first abnormal bucket to the last, with the means of just these and what was lost', () => {
    const [alarm, ...others] = told([
      [10, 100],
      [20, 40],
      [60, 100],
    ]);
    expect(others).toEqual([]);
    expect(alarm).toMatchObject({
      id: `paid ${minute(10)}`,
      seriesKey: 'paid',
      startedAt: minute(10),
      endedAt: minute(30),
      peakScore: 1.2,
      expected: 100,
      lost: 60 * 20 * 60,
    });
    // The buckets until it was believed are not among them; they are like the others here.
    expect(alarm?.value).toBe(40);
  });

  it('that were raised before the judged time are not told, however long they stand', () => {
    const days = [
      [10, 100],
      [20, 40],
      [60, 100],
      [5, 30],
      [20, 100],
    ] as const;
    expect(told(days).map(({ startedAt }) => startedAt)).toEqual([minute(10), minute(90)]);
    expect(told(days, minute(20)).map(({ startedAt, value }) => [startedAt, value])).toEqual([[minute(90), 30]]);
  });

  it('are one when the same comes back within minutes, and end with the replay when they still stand', () => {
    const alarms = told([
      [10, 100],
      [5, 40],
      [5, 100],
      [5, 40],
    ]);
    expect(alarms.map(({ startedAt, endedAt, value }) => [startedAt, endedAt, value])).toEqual([[minute(10), minute(25), 40]]);
  });

  it('have what came late taken off their loss', () => {
    const [alarm] = told([
      [10, 100],
      [10, 40],
      [10, 140],
      [60, 100],
    ]);
    expect(alarm?.lost).toBe(60 * 10 * 60 - 40 * 10 * 60);
  });
});
