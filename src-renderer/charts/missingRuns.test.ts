import { expect, test } from 'vitest';
import { innerGaps } from './gaps';
import { missingRuns } from './missingRuns';

const expected = new Float64Array(60).fill(1_000);
const wiggle = (i: number): number => 1_000 + 15 * Math.sin(i * 1.7);
const day = (valueOf: (i: number) => number): Float64Array => Float64Array.from(expected, (_, i) => valueOf(i));

test('an ordinary day is not hatched anywhere', () => {
  expect(missingRuns(day(wiggle), expected, null)).toEqual([]);
});

test('a drop of a third is hatched from where it begins to where it ends', () => {
  expect(
    missingRuns(
      day((i) => wiggle(i) * (i >= 40 && i < 55 ? 0.66 : 1)),
      expected,
      null,
    ),
  ).toEqual([{ from: 40, to: 55 }]);
});

test('one bad bucket is noise', () => {
  expect(
    missingRuns(
      day((i) => (i === 30 ? 500 : wiggle(i))),
      expected,
      null,
    ),
  ).toEqual([]);
});

test('a day that runs four percent low as a whole is not a loss, and a real drop in it still is', () => {
  expect(
    missingRuns(
      day((i) => wiggle(i) * 0.96),
      expected,
      null,
    ),
  ).toEqual([]);
  expect(
    missingRuns(
      day((i) => wiggle(i) * (i >= 50 ? 0.6 : 0.96)),
      expected,
      null,
    ),
  ).toEqual([{ from: 50, to: 60 }]);
});

test('a loss the engine already knows of is hatched from its start, however small', () => {
  expect(
    missingRuns(
      day((i) => (i >= 57 ? 980 : 1_000)),
      expected,
      57,
    ),
  ).toEqual([{ from: 57, to: 60 }]);
});

test('a gap is no loss', () => {
  expect(
    missingRuns(
      day((i) => (i >= 40 ? NaN : wiggle(i))),
      expected,
      null,
    ),
  ).toEqual([]);
  expect(innerGaps(Float64Array.of(NaN, 1, NaN, NaN, 2, NaN))).toEqual([{ from: 2, to: 4 }]);
});
