import { describe, expect, it } from 'vitest';
import { feedColumn, feedRows } from './askFeed';
import { FeedRing } from './feedRing';

const { NaN: gap } = Number;
const axis = { from: 0, count: 3, stepMs: 10_000 };

function count(metric: string, labels: Record<string, string>, points: (number | null)[]) {
  return { metric, kind: 'count' as const, labels, points };
}

describe('what a push feed answers', () => {
  it('counts are per second, in the bucket that still fills too; later ones are gaps, and silence under the watermark is zero', () => {
    const ring = new FeedRing();
    ring.beginAt(0);
    ring.take(count('orders', {}, [0, 30, 5_000, 20, 21_000, 7]));
    ring.advance(22_000);
    expect([...feedColumn(ring, { query: 'orders', slice: {} }, { ...axis, count: 4 })]).toEqual([5, 0, 0.7, gap]);
    expect([...feedColumn(ring, { query: 'increase(orders)', slice: {} }, { ...axis, count: 4 })]).toEqual([50, 0, 7, gap]);
  });

  it('a bucket that what was lost touches is a gap, and so is one before the feed knew anything', () => {
    const ring = new FeedRing();
    ring.beginAt(4_000);
    ring.take(count('orders', {}, [5_000, 1, 15_000, 1, 25_000, 1]));
    ring.advance(30_000);
    ring.lose(29_000, 29_500);
    expect([...feedColumn(ring, { query: 'orders', slice: {} }, axis)]).toEqual([gap, 0.1, gap]);
  });

  it('the same sample again changes nothing, a corrected one replaces it, a late one goes to its place; each is noticed', () => {
    const ring = new FeedRing();
    ring.beginAt(0);
    expect(ring.take(count('orders', {}, [1_000, 5, 12_000, 5]))).toMatchObject({ duplicate: false, late: false });
    ring.advance(30_000);
    expect(ring.take(count('orders', {}, [1_000, 5]))).toMatchObject({ duplicate: true });
    expect(ring.take(count('orders', {}, [12_000, 9]))).toMatchObject({ duplicate: true });
    expect(ring.take(count('orders', {}, [8_000, 2]))).toMatchObject({ duplicate: false, late: true });
    expect([...feedColumn(ring, { query: 'increase(orders)', slice: {} }, axis)]).toEqual([7, 9, 0]);
  });

  it('a count below zero is a total that was reset: its bucket is a gap', () => {
    const ring = new FeedRing();
    ring.beginAt(0);
    expect(ring.take(count('orders', {}, [1_000, -400, 11_000, 4]))).toMatchObject({ reset: true });
    ring.advance(30_000);
    expect([...feedColumn(ring, { query: 'increase(orders)', slice: {} }, axis)]).toEqual([gap, 4, 0]);
  });

  it('a slice reads the smallest cut that has its labels, so that totals and cuts are never added up', () => {
    const ring = new FeedRing();
    ring.beginAt(0);
    ring.take(count('orders', {}, [0, 100]));
    for (const [city, platform, n] of [
      ['shanghai', 'ios', 40],
      ['shanghai', 'web', 30],
      ['beijing', 'ios', 30],
    ] as const)
      ring.take(count('orders', { city, platform }, [0, n]));
    ring.advance(10_000);
    const total = (slice: Record<string, string>) => feedColumn(ring, { query: 'increase(orders)', slice }, axis)[0];
    expect([total({}), total({ city: 'shanghai' }), total({ platform: 'ios' })]).toEqual([100, 70, 70]);
    const spans = [{ from: 0, to: 10_000 }];
    const rows = feedRows(ring, { query: 'increase(orders)', slice: { platform: 'ios' }, by: ['city'], spans, rowsMax: 10 });
    expect(rows.map(({ key, values }) => [...key, ...values])).toEqual([
      ['shanghai', 40],
      ['beijing', 30],
    ]);
    expect(() => total({ channel: 'A' })).toThrow('pushes no "orders" by channel');
    expect(() => feedRows(ring, { query: 'orders', slice: {}, by: ['city'], spans, rowsMax: 1 })).toThrow('cut by less');
  });

  it('gauges are the mean over the bucket, and over series as the query says', () => {
    const ring = new FeedRing();
    for (const [instance, points] of [
      ['a', [0, 10, 5_000, 20]],
      ['b', [0, 5, 12_000, null]],
    ] as const)
      ring.take({ metric: 'queue', kind: 'gauge', labels: { instance }, points: [...points] });
    ring.advance(30_000);
    const of = (query: string): number[] => [...feedColumn(ring, { query, slice: {} }, axis)];
    expect(of('queue')).toEqual([10, gap, gap]);
    expect(of('sum(queue)')).toEqual([20, gap, gap]);
    expect(of('max(queue)')).toEqual([15, gap, gap]);
    expect(() => of('increase(queue)')).toThrow('does not fit');
    expect(ring.take(count('queue', {}, [0, 1])).refusal).toContain('a metric is one of both');
  });

  it('holds no more series, samples and time than its limits', () => {
    const ring = new FeedRing({ seriesMax: 3, samplesMax: 1_000, keptMs: 3_600_000 });
    ring.beginAt(0);
    for (let second = 0; second < 5_000; second += 1) {
      for (const city of ['a', 'b', 'c', 'd']) ring.take(count('orders', { city }, [second * 1_000, 1]));
      ring.advance((second + 1) * 1_000);
    }
    expect(ring.sampleCount).toBeLessThanOrEqual(1_000);
    expect(ring.take(count('orders', { city: 'e' }, [0, 1])).refusal).toContain('a series too many');
    // What had to be given up is a gap, not a zero.
    expect(feedColumn(ring, { query: 'orders', slice: {} }, { ...axis, count: 1 })[0]).toBeNaN();
    expect(feedColumn(ring, { query: 'orders', slice: {} }, { from: 4_980_000, count: 1, stepMs: 10_000 })[0]).toBe(3);
  });
});
