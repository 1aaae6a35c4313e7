import { expect, test } from 'vitest';
import { scaleFor } from './pageScale';

test('a 4K wall is twice as large, a 4K desk a quarter larger, everything else as it is', () => {
  expect(scaleFor(3_840, 2_160, true)).toBe(2);
  expect(scaleFor(3_840, 2_100, false)).toBe(1.25);
  for (const [width, height] of [
    [1_366, 768],
    [1_920, 1_080],
    [2_560, 1_440],
    [3_840, 1_080],
  ] as const)
    expect([scaleFor(width, height, true), scaleFor(width, height, false)]).toEqual([1, 1]);
});
