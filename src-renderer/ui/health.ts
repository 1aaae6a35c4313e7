/** What a thing's shape and word say. `unknown` is never drawn as if it were well. */
export const healthStates = ['ok', 'watch', 'degraded', 'broken', 'unknown'] as const;
export type Health = (typeof healthStates)[number];

/** Shares below what was expected at which a stage or slice is no longer well. */
const watchBelow = -0.05;
const degradedBelow = -0.15;
const brokenBelow = -0.3;

/**
 * Orders arrive one by one: a bucket of n expected orders scatters by √n. A shortfall within three of these is chance,
 * whatever its share (a night bucket of 120 orders is often 15 % short with nothing wrong).
 */
const chanceSpreads = 3;

/** `change` is the share by which a value differs from what was expected; null when either is not known. */
export function healthOfChange(change: number | null): Health {
  if (change === null) return 'unknown';
  if (change >= watchBelow) return 'ok';
  if (change >= degradedBelow) return 'watch';
  return change >= brokenBelow ? 'degraded' : 'broken';
}

/** Health of a rate: values are per second, `bucketMs` is how long the bucket they come from is. */
export function healthOfRate(value: number | null, expected: number | null, bucketMs: number): Health {
  if (value === null || expected === null || expected <= 0) return 'unknown';
  const expectedCount = (expected * bucketMs) / 1_000;
  const missingCount = expectedCount - (value * bucketMs) / 1_000;
  if (missingCount <= chanceSpreads * Math.sqrt(expectedCount)) return 'ok';
  return healthOfChange(value / expected - 1);
}
