import { expect, test } from 'vitest';
import type { BacktestAlarm, BacktestRun } from '../../../contract/detection';
import { saidToo } from './saidToo';

const minuteMs = 60_000;
const alarm = (seriesKey: string, startedMinute: number): BacktestAlarm => ({
  id: `${seriesKey} ${startedMinute}`,
  seriesKey,
  metricId: 'paid',
  slice: {},
  startedAt: startedMinute * minuteMs,
  endedAt: (startedMinute + 5) * minuteMs,
  direction: 'below',
  shape: 'cliff',
  peakScore: 2,
  value: null,
  expected: null,
  lost: null,
});
const run = (alarms: readonly BacktestAlarm[]): BacktestRun => ({
  detector: 'level',
  sensitivity: 1,
  alarms,
  more: 0,
  perDay: 1,
});

test('others said so too when they spoke of the same series within ten minutes', () => {
  const own = alarm('paid', 100);
  const runs = [run([own]), run([alarm('paid', 112)]), run([alarm('paid', 130)]), run([alarm('submit', 100)])];
  expect(saidToo(own, 0, runs)).toEqual([1]);
});
