import { expect, test } from 'vitest';
import { dimensionReading } from './dimensionReading';
import type { SliceReading } from './dimensionReading';

const slice = (valueId: string, now: number | null, expected: number | null): SliceReading => ({
  valueId,
  name: { zh: valueId, en: valueId },
  now,
  expected,
  bucketMs: 60_000,
});
const channel = { zh: '渠道', en: 'Channel' };

test('the channel that lost its orders is named, with its share of the gap', () => {
  const found = dimensionReading('channel', channel, [slice('A', 600, 605), slice('B', 20, 415), slice('C', 139, 140)]);
  expect([found?.worst.valueId, found?.health]).toEqual(['B', 'broken']);
  expect(found?.gapShare).toBeCloseTo(395 / 401, 3);
});

test('a small value that is short by chance does not hide a large one that is short in earnest', () => {
  const found = dimensionReading('city', channel, [slice('tiny', 0.5, 0.8), slice('large', 200, 260)]);
  expect([found?.worst.valueId, found?.health]).toEqual(['large', 'degraded']);
});

test('values without history take no part, and without any there is no answer', () => {
  expect(dimensionReading('city', channel, [slice('a', 3, null), slice('b', null, 4)])).toBeNull();
});

test('when all is well nothing is said about a gap', () => {
  const found = dimensionReading('city', channel, [slice('a', 100, 101), slice('b', 50, 50)]);
  expect([found?.health, found?.gapShare]).toEqual(['ok', null]);
});

test('when every value is short alike, the trouble is not in this dimension', () => {
  const even = dimensionReading('idc', channel, [slice('a', 260, 400), slice('b', 258, 400), slice('c', 262, 400)]);
  expect([even?.even, even?.change.toFixed(3)]).toEqual([true, '-0.350']);
  const uneven = dimensionReading('idc', channel, [slice('a', 400, 400), slice('b', 20, 400), slice('c', 400, 400)]);
  expect([uneven?.even, uneven?.worst.valueId]).toEqual([false, 'b']);
});
