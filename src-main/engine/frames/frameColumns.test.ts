import { describe, expect, it } from 'vitest';
import type { LineStatus, PanelQuery } from '../../../contract/frames';
import { frameBetween, type DrawnPanel } from './frameColumns';
import { panelAxis, readStepMsOf } from './panelAxis';

const panel: PanelQuery = {
  panelId: 'p',
  lines: [{ metricId: 'orders', slice: {}, traffic: 'real', day: 'today' }],
  at: null,
  beforeMs: 600_000,
  afterMs: 0,
  axis: 'sliding',
  pointsMax: 600,
};
const noon = Date.parse('2026-11-22T12:00:00+08:00');
const zone = 'Asia/Shanghai';
const gap = Number.NaN;
const line: LineStatus = {
  sampleAt: 1,
  intervalMs: 1_000,
  filling: null,
  backendId: 'city',
  reporting: null,
  phase: 'live',
  reason: null,
};

function drawn(from: number, values: readonly number[], status: LineStatus = line): DrawnPanel {
  const axis = { from, to: from + values.length * 10, stepMs: 10, count: values.length };
  return { axis, columns: [Float64Array.from(values)], lines: [status], settled: [false], world: 0 };
}

describe("a panel's axis", () => {
  it('covers what was asked for and moves a whole bucket at a time', () => {
    const axis = panelAxis(panel, noon + 3_000, 10_000, zone);
    expect([axis.from, axis.to, axis.stepMs, axis.count]).toEqual([noon - 600_000, noon + 10_000, 10_000, 61]);
    expect(panelAxis(panel, noon + 9_999, 10_000, zone)).toEqual(axis);
  });

  it('widens the step to a whole multiple until the points fit', () => {
    for (const pointsMax of [2, 7, 10, 59, 61, 62, 400])
      for (const beforeMs of [60_000, 600_000, 86_400_000, 14 * 86_400_000]) {
        const axis = panelAxis({ ...panel, pointsMax, beforeMs }, noon + 1_234, 10_000, zone);
        expect(axis.count).toBeLessThanOrEqual(pointsMax + 1);
        expect(axis.stepMs % 10_000).toBe(0);
      }
  });

  it('of a day is the local day, 25 hours long where clocks go back', () => {
    const october = Date.parse('2026-10-25T12:00:00Z');
    const axis = panelAxis({ ...panel, axis: 'day', pointsMax: 2_000 }, october, 60_000, 'Europe/Berlin');
    expect([axis.to - axis.from, new Date(axis.from).toISOString()]).toEqual([25 * 3_600_000, '2026-10-24T22:00:00.000Z']);
  });

  it('of a fortnight is read in its own step, of an hour in the base step', () => {
    const fortnight = panelAxis({ ...panel, beforeMs: 14 * 86_400_000 }, noon, 10_000, zone);
    expect(readStepMsOf(fortnight, 10_000)).toBe(fortnight.stepMs);
    expect(readStepMsOf(panelAxis({ ...panel, pointsMax: 10 }, noon, 10_000, zone), 10_000)).toBe(10_000);
  });
});

describe('what a window is sent', () => {
  it('is a snapshot first, then only what changed and what came to it', () => {
    const first = drawn(0, [1, 2, 3, gap]);
    expect(frameBetween('p', null, first)).toMatchObject({
      mode: 'snapshot',
      firstAt: 0,
      columns: [Float64Array.of(1, 2, 3, gap)],
    });
    expect(frameBetween('p', first, drawn(0, [1, 2, 4, gap]))).toMatchObject({
      mode: 'append',
      firstAt: 20,
      columns: [Float64Array.of(4, gap)],
    });
    expect(frameBetween('p', first, drawn(10, [2, 3, gap, gap]))).toMatchObject({
      mode: 'append',
      axisFrom: 10,
      firstAt: 40,
      columns: [Float64Array.of(gap)],
    });
  });

  it('is nothing when nothing changed', () => {
    expect(frameBetween('p', drawn(0, [1, gap]), drawn(0, [1, gap]))).toBeNull();
  });

  it("is the newest point again when only a line's state changed", () => {
    const frame = frameBetween('p', drawn(0, [1, 2]), drawn(0, [1, 2], { ...line, phase: 'failed', reason: 'It is down.' }));
    expect(frame).toMatchObject({ mode: 'append', firstAt: 10, lines: [{ phase: 'failed' }] });
  });

  it('is a snapshot again when the axis jumped, went back or changed its step', () => {
    const before = drawn(100, [1, 2, 3]);
    for (const after of [
      drawn(90, [0, 1, 2]),
      drawn(130, [4, 5, 6]),
      { ...drawn(100, [1, 2, 3]), axis: { ...before.axis, stepMs: 20 } },
    ])
      expect(frameBetween('p', before, after)?.mode).toBe('snapshot');
  });

  it('is a snapshot when the past changed from its first point on', () => {
    expect(frameBetween('p', drawn(0, [gap, gap, 3]), drawn(0, [1, 2, 3]))?.mode).toBe('snapshot');
  });
});
