import { expect, test } from 'vitest';
import type { Frame, LineStatus, PanelQuery } from '../../contract/frames';
import { createPanelBuffer } from './panelBuffer';

const status: LineStatus = {
  sampleAt: 0,
  intervalMs: 10,
  filling: null,
  backendId: 'city',
  reporting: null,
  phase: 'live',
  reason: null,
};
const query: PanelQuery = {
  panelId: 'p',
  lines: (['today', 'yesterday'] as const).map((day) => ({ metricId: 'paid', slice: {}, traffic: 'real', day })),
  at: null,
  beforeMs: 60,
  afterMs: 0,
  axis: 'sliding',
  pointsMax: 6,
};

function frame(mode: Frame['mode'], firstAt: number, first: number[], second = first, axisFrom = 0): Frame {
  return {
    panelId: 'p',
    mode,
    axisFrom,
    axisTo: axisFrom + 60,
    firstAt,
    stepMs: 10,
    columns: [Float64Array.from(first), Float64Array.from(second)],
    lines: [status, status],
  };
}

test('a snapshot replaces whatever was there', () => {
  const buffer = createPanelBuffer(query);
  buffer.apply(frame('snapshot', 0, [1, 2, 3, 4]), 100);
  expect(buffer.apply(frame('snapshot', 20, [7, 8]), 120)).toBe(true);
  expect([...buffer.times()]).toEqual([20, 30]);
  expect([...buffer.column(0)]).toEqual([7, 8]);
  expect([buffer.version, buffer.roomAt]).toEqual([2, 120]);
});

test('an append overwrites from its first point, keeps what lies behind it and drops what left the axis', () => {
  const buffer = createPanelBuffer(query);
  buffer.apply(frame('snapshot', 0, [1, 2, 3, NaN, NaN], [5, 6, 7, 8, 9]), 0);
  expect(buffer.apply(frame('append', 20, [30, 40], [70, 80], 15), 0)).toBe(true);
  // The bucket [10, 20) still reaches into the axis that begins at 15.
  expect([...buffer.times()]).toEqual([10, 20, 30, 40]);
  expect([...buffer.column(0)]).toEqual([2, 30, 40, NaN]);
  expect([...buffer.column(1)]).toEqual([6, 70, 80, 9]);
});

test('buckets that nobody sent between two appends are gaps, never zero and never joined', () => {
  const buffer = createPanelBuffer(query);
  buffer.apply(frame('snapshot', 0, [1]), 0);
  buffer.apply(frame('append', 30, [4]), 0);
  expect([...buffer.column(0)]).toEqual([1, NaN, NaN, 4]);
});

test('hours of appends stay within the capacity that was allotted once', () => {
  const buffer = createPanelBuffer(query);
  buffer.apply(frame('snapshot', 0, [0, 1, 2, 3, 4, 5]), 0);
  const memory = buffer.column(0).buffer;
  for (let i = 6; i < 1_000; i += 1) expect(buffer.apply(frame('append', i * 10, [i], [i], (i - 5) * 10), 0)).toBe(true);
  expect([...buffer.column(0)]).toEqual([994, 995, 996, 997, 998, 999]);
  expect(buffer.column(0).buffer).toBe(memory);
});

test('a frame that cannot be right is refused, so that the panel is asked for again', () => {
  const buffer = createPanelBuffer(query);
  expect(buffer.apply(frame('append', 0, [1]), 0), 'an append before any snapshot').toBe(false);
  buffer.apply(frame('snapshot', 0, [1, 2]), 0);
  expect(buffer.apply({ ...frame('append', 10, [1]), stepMs: 20 }, 0), 'another step').toBe(false);
  expect(buffer.apply(frame('append', 15, [1]), 0), 'off the slots').toBe(false);
  expect(buffer.apply({ ...frame('append', 10, [1]), columns: [new Float64Array(1)] }, 0), 'a line short').toBe(false);
  expect(buffer.apply(frame('snapshot', 0, new Array<number>(20).fill(1)), 0), 'more points than asked for').toBe(false);
  expect([...buffer.column(0)]).toEqual([1, 2]);
});
