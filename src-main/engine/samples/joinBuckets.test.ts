import { describe, expect, it } from 'vitest';
import { joinBuckets, medianOf } from './joinBuckets';

const gap = Number.NaN;

describe('joining buckets', () => {
  it('takes the mean or the sum of the parts that are known, and is a gap only when all are', () => {
    const parts = Float64Array.of(1, 3, gap, 5, gap, gap);
    expect([...joinBuckets(parts, 2, 'mean', 6)]).toEqual([2, 5, gap]);
    expect([...joinBuckets(parts, 2, 'sum', 6)]).toEqual([4, 5, gap]);
  });

  it('reads the bucket that still fills as collected so far: parts that have not begun brought nothing', () => {
    expect([...joinBuckets(Float64Array.of(6, 6, gap, gap), 4, 'mean', 2)]).toEqual([3]);
    expect([...joinBuckets(Float64Array.of(6, gap, gap, gap), 4, 'mean', 3)]).toEqual([3]);
  });

  it('leaves what needs no joining as it is', () => {
    const parts = Float64Array.of(1, gap);
    expect(joinBuckets(parts, 1, 'mean', 2)).toBe(parts);
  });
});

describe('the median of several days', () => {
  it('is of the days that know the slot, and a gap where none does', () => {
    const days = [
      Float64Array.of(1, gap, 1, gap),
      Float64Array.of(2, gap, gap, gap),
      Float64Array.of(9, 7, gap, gap),
      Float64Array.of(4, 5, gap, gap),
    ];
    expect([...medianOf(days)]).toEqual([3, 6, 1, gap]);
  });
});
