import { expect, test } from 'vitest';
import type { DimensionFinding } from '../../contract/diagnosis';
import { storyDiagnosis } from '../incidents/diagnosisStory';
import { whereRows, whereScale } from './whereRows';

const [story] = storyDiagnosis.dimensions;
const rowsOf = (change: Partial<DimensionFinding>, partsMax = 3): string[] =>
  story === undefined ? [] : whereRows({ ...story, ...change }, partsMax).map(({ kind, value }) => `${kind} ${value}`);

test('the rows fall from zero to the whole change, and the residual always has its own', () => {
  expect(rowsOf({})).toEqual(['part -23000', 'everywhere -300', 'residual -500', 'total -23800']);
});

test('each bar begins where the one before it ended, the total at zero', () => {
  const rows = story === undefined ? [] : whereRows(story, 3);
  expect(rows.map(({ from, to }) => [from, to])).toEqual([
    [0, -23_000],
    [-23_000, -23_300],
    [-23_300, -23_800],
    [0, -23_800],
  ]);
  const scale = whereScale(rows);
  expect([scale(0), scale(-23_800)]).toEqual([1, 0]);
});

test('what has no room or is too small for a row is not lost: the rows still add up', () => {
  const parts = [-10_000, -6_000, -5_000, -2_000].map((explained, i) => ({
    slice: { city: String(i) },
    explained,
    expected: 20_000,
    confidence: 0.9,
  }));
  expect(rowsOf({ parts, everywhere: -40, residual: -760 }, 2)).toEqual([
    'part -10000',
    'part -6000',
    'more -7000',
    'residual -800',
    'total -23800',
  ]);
});

test('a ratio has its mix as a row, and rows that rise again stay within the scale', () => {
  const ratio = { measure: 'ratio', actual: 0.9, expected: 0.95, parts: [], everywhere: -0.07, mix: 0.02, residual: 0 } as const;
  const rows = story === undefined ? [] : whereRows({ ...story, ...ratio }, 3);
  expect(rows.map(({ kind }) => kind)).toEqual(['everywhere', 'mix', 'residual', 'total']);
  const scale = whereScale(rows);
  for (const { from, to } of rows) expect(Math.min(scale(from), scale(to))).toBeGreaterThanOrEqual(0);
});
