import { expect, test } from 'vitest';
import type { DayShift } from '../../contract/frames';
import { createPanelBuffer } from '../frames/panelBuffer';
import { bandRuns } from './drawBand';
import { highestOf } from './reading';

const nan = Number.NaN;

test('the band is filled where both its edges are known, and a gap in either stays open', () => {
  const low = Float64Array.of(nan, 1, 2, nan, 3, 4, 5);
  const high = Float64Array.of(9, 9, 9, 9, nan, 9, 9);
  expect(bandRuns(low, high)).toEqual([
    { from: 1, to: 3 },
    { from: 5, to: 7 },
  ]);
});

test('a band far wider than its lines does not press them down: it runs out of the picture', () => {
  const line = (day: DayShift) => ({ metricId: 'paid', slice: {}, traffic: 'real' as const, day });
  const buffer = createPanelBuffer({
    panelId: 'p',
    lines: [line('today'), line('low'), line('high')],
    at: null,
    beforeMs: 20_000,
    afterMs: 0,
    axis: 'sliding',
    pointsMax: 4,
  });
  const fill = (high: number): void =>
    void buffer.apply(
      {
        panelId: 'p',
        mode: 'snapshot',
        axisFrom: 0,
        axisTo: 20_000,
        firstAt: 0,
        stepMs: 10_000,
        columns: [Float64Array.of(100, 80), Float64Array.of(70, 60), Float64Array.of(high, nan)],
        lines: [],
      },
      0,
    );
  fill(110);
  expect(highestOf(buffer)).toBe(110);
  fill(900);
  expect(highestOf(buffer)).toBe(125);
});
