import { expect, test } from 'vitest';
import { emptyState, type SharedState } from '../../contract/state';
import { samplePlanSheet } from '../protection/testing/sampleSheet';
import { ageKeyOf } from '../../contract/patch';
import { leftOf, noteAges, noteArrivals } from './arrivals';

test('a countdown goes on from when its record came, and stops at zero; another record of the same key begins anew', () => {
  const left = { leftMs: 5_000, ofMs: 5_000 };
  const first = { ...samplePlanSheet, undo: left };
  const withFirst: SharedState = { ...emptyState, sheets: { a: first } };
  noteArrivals(withFirst, emptyState, 1_000);
  expect([leftOf(left, first, 1_000), leftOf(left, first, 3_200), leftOf(left, first, 9_000)]).toEqual([5_000, 2_800, 0]);

  const other = { ...samplePlanSheet };
  noteArrivals({ ...withFirst, sheets: { a: first, b: other } }, withFirst, 2_000);
  expect(leftOf(left, first, 3_200), 'what did not change keeps its time').toBe(2_800);
  expect(leftOf(left, other, 3_000)).toBe(4_000);
});

test('a window that opens late counts on from when the record was made, not from when it came', () => {
  const left = { leftMs: 60_000, ofMs: 60_000 };
  const sheet = { ...samplePlanSheet };
  const state: SharedState = { ...emptyState, sheets: { a: sheet } };
  noteAges({ revision: 1, state, ages: { [ageKeyOf('sheets', 'a')]: 20_000 } }, 100_000);
  noteArrivals(state, emptyState, 100_001);
  expect(leftOf(left, sheet, 105_000)).toBe(35_000);
});
