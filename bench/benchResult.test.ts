import { expect, test } from 'vitest';
import { goalAtMost, median, quantile, rounded, wholeOption } from './benchResult';

test('the median of an even count lies between the middle two', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test('a benchmark that measured nothing has no median', () => {
  expect(median([])).toBeNaN();
});

test('quantiles interpolate between ranks', () => {
  expect(quantile([10, 20, 30, 40, 50], 0.9)).toBeCloseTo(46);
});

test('table numbers keep three significant digits and no exponent', () => {
  expect(rounded(0.00123456)).toBe(0.00123);
  expect(rounded(1234.567)).toBe(1235);
});

test('a goal holds at its limit and not above it', () => {
  expect(goalAtMost('cold start', 1.8, '×', 1.8).holds).toBe(true);
  expect(goalAtMost('cold start', 1.81, '×', 1.8)).toMatchObject({ goal: '≤ 1.8', holds: false });
});

test('a benchmark option that is no whole number is refused in a sentence', () => {
  expect(wholeOption({ rounds: '9' }, 'rounds', 7)).toBe(9);
  expect(wholeOption({}, 'rounds', 7)).toBe(7);
  expect(() => wholeOption({ rounds: 'many' }, 'rounds', 7)).toThrow('--rounds takes a whole number, not "many".');
});
