import { describe, expect, it } from 'vitest';
import { missingRun } from './missingRun';

const expected = (count: number, rate = 1_000): Float64Array => new Float64Array(count).fill(rate);
const gap = Number.NaN;

describe('missing orders', () => {
  it('are the sum of expected − actual since the first low bucket', () => {
    const actual = Float64Array.of(1_000, 1_000, 500, 600, 700);
    expect(missingRun(actual, expected(5), 60_000, 10_000)).toEqual({ orders: (500 + 400 + 300) * 10, since: 80_000 });
  });

  it('are none after two low buckets, nor for what is within three per cent or within chance', () => {
    expect(missingRun(Float64Array.of(1_000, 1_000, 1_000, 500, 500), expected(5), 0, 10_000)).toBeNull();
    expect(missingRun(Float64Array.of(975, 975, 975, 975, 975), expected(5), 0, 10_000)).toBeNull();
    // 20 orders a bucket at night scatter by ±4.5.
    expect(missingRun(Float64Array.of(1.4, 1.3, 1.4, 1.3), expected(4, 2), 0, 10_000)).toBeNull();
  });

  it('go on over a lucky bucket and end after three that are not low', () => {
    const run = [500, 500, 500, 1_100, 500, 500];
    expect(missingRun(Float64Array.from(run), expected(6), 0, 10_000)).toEqual({ orders: (5 * 500 - 100) * 10, since: 0 });
    const over = Float64Array.from([...run, 1_000, 1_000, 1_000]);
    expect(missingRun(over, expected(9), 0, 10_000)).toBeNull();
  });

  it('are not counted where a sample is missing', () => {
    const actual = Float64Array.of(500, 500, gap, 500);
    expect(missingRun(actual, expected(4), 0, 10_000)).toEqual({ orders: 15_000, since: 0 });
  });

  it('are unknown while nothing is expected', () => {
    expect(missingRun(Float64Array.of(1, 1, 1, 1), expected(4, gap), 0, 10_000)).toBeNull();
  });
});
