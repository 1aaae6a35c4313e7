import { expect, test } from 'vitest';
import type { Effect } from '../../../contract/protection';
import { effectScale } from './effectScale';

const effect: Effect = {
  metricId: 'paid',
  slice: {},
  better: 'up',
  before: 768,
  after: 1_120,
  without: 780,
  change: 340,
  low: 310,
  high: 370,
  share: 0.436,
  by: 0.05,
  from: 0,
  to: 1,
  verdict: 'better',
  left: null,
};

test('nothing, what was wanted, and the interval stand on one axis in their order', () => {
  const scale = effectScale(effect);
  expect(scale).not.toBeNull();
  const { zero = 0, wanted = 0, low = 0, change = 0, high = 0 } = scale ?? {};
  expect([zero, wanted ?? 0, low, change, high]).toEqual([zero, wanted ?? 0, low, change, high].sort((a, b) => a - b));
  expect(zero).toBeGreaterThan(0);
  expect(high).toBeLessThan(100);
});

test('where less is better the wanted change lies below nothing; without an interval there is no axis', () => {
  const less = effectScale({ ...effect, better: 'down', change: -100, low: -130, high: -70 });
  expect(less?.wanted ?? 100).toBeLessThan(less?.zero ?? 0);
  expect(effectScale({ ...effect, low: null, high: null, change: null })).toBeNull();
});
