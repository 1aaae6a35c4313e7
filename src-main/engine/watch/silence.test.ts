import { expect, it } from 'vitest';
import { Silence } from './silence';

function after(gaps: (i: number) => boolean, buckets: number, stepMs = 10_000): boolean {
  const silence = new Silence(stepMs);
  let silent = false;
  for (let i = 0; i < buckets; i += 1) silent = silence.step(gaps(i));
  return silent;
}

it('a series that never misses a bucket is silent after a minute without one', () => {
  expect(after((i) => i >= 200, 205)).toBe(false);
  expect(after((i) => i >= 200, 206)).toBe(true);
  expect(after((i) => i >= 200 && i < 210, 212)).toBe(false);
});

it('one that misses buckets by nature, or that nobody knows yet, is not', () => {
  expect(after((i) => i % 8 === 0 || i >= 400, 430)).toBe(false);
  expect(after((i) => i >= 50, 90)).toBe(false);
});
