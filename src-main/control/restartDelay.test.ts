import { expect, test } from 'vitest';
import { createRestartDelay } from './restartDelay';

test('each fall waits twice as long as the one before, ten seconds at most', () => {
  const next = createRestartDelay();
  expect([1, 2, 3, 4, 5, 6, 7, 8].map(() => next(100))).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
});

test('a process that was well for a minute is started again at once', () => {
  const next = createRestartDelay();
  for (let falls = 0; falls < 5; falls += 1) next(100);
  expect(next(61_000)).toBe(250);
});
