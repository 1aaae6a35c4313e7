import { expect, test } from 'vitest';
import type { DayShift, LineStatus } from '../../contract/frames';
import { createPanelBuffer, type PanelBuffer } from '../frames/panelBuffer';
import { dayTotals } from './dayTotals';
import { fillingPoint, newestComplete } from './reading';

const stepMs = 60_000;

function day(today: number[], yesterday: number[], filling: LineStatus['filling'] = null): PanelBuffer {
  const days: DayShift[] = ['today', 'yesterday'];
  const buffer = createPanelBuffer({
    panelId: 'day',
    lines: days.map((each) => ({ metricId: 'paid', slice: {}, traffic: 'real', day: each })),
    at: null,
    beforeMs: 1,
    afterMs: 0,
    axis: 'day',
    pointsMax: 10,
  });
  const status: LineStatus = {
    sampleAt: 0,
    intervalMs: stepMs,
    filling,
    backendId: 'c',
    reporting: null,
    phase: 'live',
    reason: null,
  };
  const columns = [Float64Array.from(today), Float64Array.from(yesterday)];
  buffer.apply(
    { panelId: 'day', mode: 'snapshot', axisFrom: 0, axisTo: 5 * stepMs, firstAt: 0, stepMs, columns, lines: [status, status] },
    0,
  );
  return buffer;
}

test('the total counts rates per second over whole buckets, and compares only what both days have', () => {
  const totals = dayTotals(day([10, 20, NaN, NaN], [10, 10, 50, 50]), 1);
  expect(totals).toEqual({ today: 1_800, covered: 1, change: 0.5 });
});

test('a bucket that still fills has no part in the total nor in the newest complete value', () => {
  const buffer = day([10, 20, 3, NaN], [10, 10, 10, 10], { at: 2 * stepMs, share: 0.15 });
  expect(dayTotals(buffer, 1).today).toBe(1_800);
  expect(newestComplete(buffer, 0)).toEqual({ at: stepMs, value: 20, index: 1 });
  expect(fillingPoint(buffer, 0)).toEqual({ at: 2 * stepMs, value: 3, index: 2, share: 0.15 });
});

test('a gap makes the total a lower bound and says which share is there', () => {
  expect(dayTotals(day([10, NaN, NaN, 10], [10, 10, 10, 20]), 1)).toMatchObject({ today: 1_200, covered: 0.5 });
});
