import { describe, expect, it } from 'vitest';
import { SampleStore } from './sampleStore';
import { addRange, subtractRanges } from './slotRanges';
import { seriesFor } from '../testing/seriesFor';

const orders = seriesFor('orders');
const paid = seriesFor('paid', 10_000, 'prom');
const gap = Number.NaN;

function read(store: SampleStore, from: number, count: number, series = orders): number[] {
  const out = new Float64Array(count);
  store.read(series, from, count, out);
  return [...out];
}

describe('samples in memory', () => {
  it('are read as they were written, across pages, with gaps where nothing is known', () => {
    const store = new SampleStore();
    store.write(orders, 510, Float64Array.of(1, 2, 3, gap), 514);
    expect(read(store, 508, 8)).toEqual([gap, gap, 1, 2, 3, gap, gap, gap]);
  });

  it('tell what is still to be asked: unknown and filling slots, but not a gap that was answered', () => {
    const store = new SampleStore();
    store.write(orders, 100, Float64Array.of(1, gap, 3, 4), 103);
    expect(store.missing(orders, 98, 8)).toEqual([
      { from: 98, to: 100 },
      { from: 103, to: 106 },
    ]);
    store.forgetGaps(orders, { from: 100, to: 104 });
    expect(store.missing(orders, 100, 3)).toEqual([{ from: 101, to: 102 }]);
  });

  it('let a complete bucket replace a filling one, and no late answer spoil it', () => {
    const store = new SampleStore();
    store.write(orders, 7, Float64Array.of(3), 7);
    store.write(orders, 7, Float64Array.of(9), 8);
    store.write(orders, 7, Float64Array.of(4), 7);
    expect(read(store, 7, 1)).toEqual([9]);
  });

  it('stay within their limit: what was not used longest goes first', () => {
    const store = new SampleStore(3 * 512);
    for (const page of [0, 1, 2]) store.write(orders, page * 512, Float64Array.of(page + 1), page * 512 + 1);
    read(store, 0, 1);
    store.write(orders, 3 * 512, Float64Array.of(4), 3 * 512 + 1);
    expect(store.pageCount).toBe(3);
    expect([0, 1, 2, 3].map((page) => read(store, page * 512, 1)[0])).toEqual([1, gap, 3, 4]);
  });

  it('of one backend are forgotten without touching another', () => {
    const store = new SampleStore();
    store.write(orders, 0, Float64Array.of(1), 1);
    store.write(paid, 0, Float64Array.of(2), 1);
    store.dropBackend('city');
    expect([read(store, 0, 1)[0], read(store, 0, 1, paid)[0]]).toEqual([gap, 2]);
  });

  it('of 5,000 series at 600 slots each are written and read whole', () => {
    const store = new SampleStore();
    const many = Array.from({ length: 5_000 }, (_, i) => seriesFor(`series ${i}`));
    many.forEach((series, i) => store.write(series, 1_000, new Float64Array(600).fill(i), 1_600));
    const out = new Float64Array(600);
    many.forEach((series, i) => {
      store.read(series, 1_000, 600, out);
      if (!out.every((value) => value === i)) throw new Error(`series ${i} is not whole`);
      if (store.missing(series, 1_000, 600).length > 0) throw new Error(`series ${i} lacks something`);
    });
    expect(store.pageCount).toBe(5_000 * 3);
  });
});

describe('ranges of slots', () => {
  it('join what touches and cut what is taken', () => {
    const ranges = [
      { from: 0, to: 5 },
      { from: 10, to: 15 },
    ];
    expect(addRange(ranges, { from: 5, to: 10 })).toEqual([{ from: 0, to: 15 }]);
    expect(addRange(ranges, { from: 7, to: 7 })).toEqual(ranges);
    expect(subtractRanges(ranges, [{ from: 3, to: 12 }])).toEqual([
      { from: 0, to: 3 },
      { from: 12, to: 15 },
    ]);
  });
});
