import { expect, test } from 'vitest';
import { rankRows } from './rankRows';
import type { SpanRows } from '../asking/spanRows';

const rows = (values: Record<string, number>): SpanRows =>
  new Map(Object.entries(values).map(([id, value]) => [id, { key: [id], value }]));
const same = (values: Record<string, number>) => ({
  yesterday: rows(values),
  lastWeek: rows(values),
  weeks: [1, 2, 3, 4].map(() => rows(values)),
});

test('rows rank by how far they are from expected, up or down, and what does not fit is counted', () => {
  const ranked = rankRows({ now: rows({ A: 100, B: 20, C: 190 }), ...same({ A: 101, B: 100, C: 140 }) }, 2);
  expect(ranked.keys).toEqual([['B'], ['C']]);
  expect([[...ranked.now], [...ranked.expected], ranked.more]).toEqual([[20, 190], [100, 140], 1]);
});

test('a combination that vanished ranks as lost whole, and nobody calls it zero', () => {
  const ranked = rankRows({ now: rows({ A: 70 }), ...same({ A: 100, gone: 50 }) }, 10);
  expect(ranked.keys).toEqual([['gone'], ['A']]);
  expect([ranked.now[0], ranked.expected[0]]).toEqual([Number.NaN, 50]);
});

test('a combination without a past has no gap and stands behind, by size', () => {
  const ranked = rankRows({ now: rows({ new: 900, newer: 20, A: 99 }), ...same({ A: 100 }) }, 10);
  expect(ranked.keys).toEqual([['A'], ['new'], ['newer']]);
  expect(ranked.expected[1]).toBeNaN();
});

test('expected is the median of the weeks that have the row', () => {
  const weeks = [rows({ A: 10 }), rows({ A: 90 }), null, rows({ A: 12, B: 7 })];
  const ranked = rankRows({ now: rows({ A: 12, B: 7 }), yesterday: null, lastWeek: rows({}), weeks }, 10);
  expect([[...ranked.expected], [...ranked.yesterday]]).toEqual([
    [12, 7],
    [Number.NaN, Number.NaN],
  ]);
});
