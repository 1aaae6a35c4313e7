import { expect, test } from 'vitest';
import type { Health } from '../../ui/health';
import type { DrillRow } from './drillRows';
import { steadyTop } from './steadyTop';

const row = (id: string, health: Health = 'ok'): DrillRow => ({
  id,
  slice: {},
  values: [id],
  now: 1,
  expected: 1,
  yesterday: 1,
  lastWeek: 1,
  difference: 0,
  change: 0,
  vsYesterday: 0,
  vsLastWeek: 0,
  gapShare: undefined,
  health,
});
const ranked = (...ids: string[]) => ids.map((id) => row(id));

test('pictures of healthy rows keep their places while chance reorders the table', () => {
  expect(steadyTop(['a', 'b'], ranked('c', 'b', 'a', 'd'), 2)).toEqual(['a', 'b']);
});

test('a row in trouble gets its picture at once, and one that fell far behind loses it', () => {
  expect(steadyTop(['a', 'b'], [row('c', 'broken'), ...ranked('b', 'a', 'd')], 2)).toEqual(['c', 'b']);
  expect(steadyTop(['a', 'b'], ranked('c', 'b', 'd', 'e', 'a'), 2)).toEqual(['c', 'b']);
});

test('what gets into trouble moves to the front, and keeps its place among its like', () => {
  const trouble = [row('b', 'broken'), row('c', 'watch'), row('a')];
  expect(steadyTop(['a', 'b', 'c'], trouble, 3)).toEqual(['b', 'c', 'a']);
  expect(steadyTop(['c', 'b', 'a'], trouble, 3)).toEqual(['c', 'b', 'a']);
});

test('as many as there are', () => {
  expect(steadyTop([], ranked('a'), 2)).toEqual(['a']);
  expect(steadyTop(['a'], ranked('a', 'b'), 2)).toEqual(['a', 'b']);
  expect(steadyTop(['a', 'b'], ranked('b'), 2)).toEqual(['b']);
});
