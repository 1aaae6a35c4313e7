import { expect, test } from 'vitest';
import { healthOfChange, healthOfRate } from './health';

test.each([
  [0.4, 'ok'],
  [-0.05, 'ok'],
  [-0.051, 'watch'],
  [-0.15, 'watch'],
  [-0.151, 'degraded'],
  [-0.3, 'degraded'],
  [-0.301, 'broken'],
  [null, 'unknown'],
] as const)('%s against what was expected is %s', (change, health) => {
  expect(healthOfChange(change)).toBe(health);
});

test('a quiet night bucket scatters by chance and is not called trouble', () => {
  expect(healthOfRate(9.6, 12, 10_000)).toBe('ok');
  expect(healthOfRate(4, 12, 10_000)).toBe('broken');
});

test('a busy bucket is judged by its share', () => {
  expect(healthOfRate(768, 1_160, 10_000)).toBe('broken');
  expect(healthOfRate(1_090, 1_160, 10_000)).toBe('watch');
  expect(healthOfRate(1_155, 1_160, 10_000)).toBe('ok');
});

test('without a base there is no verdict', () => {
  expect(healthOfRate(768, null, 10_000)).toBe('unknown');
  expect(healthOfRate(null, 1_160, 10_000)).toBe('unknown');
  expect(healthOfRate(1, 0, 10_000)).toBe('unknown');
});
