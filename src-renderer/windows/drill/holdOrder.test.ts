import { expect, test } from 'vitest';
import type { DrillRow } from './drillRows';
import { holdOrder } from './holdOrder';

const row = (id: string, now: number): DrillRow => ({
  id,
  slice: {},
  values: [id],
  now,
  expected: 1,
  yesterday: 1,
  lastWeek: 1,
  difference: now - 1,
  change: 0,
  vsYesterday: 0,
  vsLastWeek: 0,
  gapShare: undefined,
  health: 'ok',
});

test('rows stay where they are under the pointer, with their new numbers; new ones come behind, vanished ones go', () => {
  const sorted = [row('c', 3), row('b', 2), row('new', 9)];
  expect(holdOrder(sorted, ['a', 'b', 'c']).map(({ id, now }) => [id, now])).toEqual([
    ['b', 2],
    ['c', 3],
    ['new', 9],
  ]);
  expect(holdOrder(sorted, null)).toBe(sorted);
});
