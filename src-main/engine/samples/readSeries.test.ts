import { beforeEach, describe, expect, it } from 'vitest';
import { BackendFailure, type SampleSource, type Backend, type SeriesRequest } from '../backends/backend';
import { SeriesReader, type KeptSamples, type SampleHistory } from './readSeries';
import { SampleStore } from './sampleStore';
import { FakeTimers } from '../testing/fakeTimers';
import { seriesFor } from '../testing/seriesFor';

const stepMs = 10_000;
const orders = seriesFor('orders');
const now = 1_000 * stepMs + 4_000;

interface World {
  readonly reader: SeriesReader;
  readonly store: SampleStore;
  readonly timers: FakeTimers;
  readonly asked: SeriesRequest[];
  readonly appended: number[];
  atOnce: number;
  down: boolean;
  hold: Promise<void>;
  kept: KeptSamples[];
  rate: (slot: number) => number;
}

let world: World;

beforeEach(() => {
  const timers = new FakeTimers();
  const store = new SampleStore();
  let underWay = 0;
  const samples: SampleSource = {
    breakdown: () => Promise.reject(new BackendFailure('refused', 'not asked')),
    query: async (request) => {
      world.asked.push(request);
      underWay += 1;
      world.atOnce = Math.max(world.atOnce, underWay);
      await world.hold;
      underWay -= 1;
      if (world.down) throw new BackendFailure('refused', 'It is down.');
      const first = request.from / stepMs;
      const column = Float64Array.from({ length: (request.to - request.from) / stepMs }, (_, i) => world.rate(first + i));
      return { seenTo: now, columns: request.series.map(() => column), partial: null, reporting: null };
    },
  };
  const backend: Backend = {
    check: () => Promise.reject(new BackendFailure('refused', 'not asked')),
    samples,
    events: null,
    silences: null,
    topology: null,
    close: () => undefined,
  };
  const history: SampleHistory = {
    read: async () => world.kept,
    append: (_, firstSlot) => void world.appended.push(firstSlot),
  };
  const traits = { simulated: false, ownTime: false, durable: true, settleMs: 0, seriesMax: 64, bucketsMax: 400 };
  const reader = new SeriesReader(
    store,
    () => history,
    new Map([['city', { backend, traits, readableTo: () => now }]]),
    timers,
    new AbortController().signal,
    () => undefined,
  );
  const asked: SeriesRequest[] = [];
  world = {
    reader,
    store,
    timers,
    asked,
    appended: [],
    atOnce: 0,
    down: false,
    hold: Promise.resolve(),
    kept: [],
    rate: (slot) => slot,
  };
});

const ranges = (): [number, number][] => world.asked.map(({ from, to }) => [from / stepMs, to / stepMs]);

describe('reading samples of any moment', () => {
  it('asks the backend only for what memory lacks, and then never again', async () => {
    world.store.write(orders, 110, new Float64Array(10).fill(7), 120);
    const values = await world.reader.read(orders, 100, 30);
    expect([values[0], values[9], values[10], values[20], values[29]]).toEqual([100, 109, 7, 120, 129]);
    expect(ranges().sort()).toEqual([
      [100, 110],
      [120, 130],
    ]);
    await world.reader.read(orders, 100, 30);
    expect(world.asked.length).toBe(2);
    expect(world.appended.sort()).toEqual([100, 120]);
  });

  it('takes from disk what is there', async () => {
    world.kept = [{ firstSlot: 100, values: new Float64Array(30).fill(3) }];
    expect([...(await world.reader.read(orders, 100, 30))]).toEqual(new Array(30).fill(3));
    expect(world.asked).toEqual([]);
  });

  it('does not ask for what has not happened yet', async () => {
    const values = await world.reader.read(orders, 995, 20);
    expect(ranges()).toEqual([[995, 1_000]]);
    expect([...values.subarray(5)]).toEqual(new Array(15).fill(Number.NaN));
  });

  it('asks for many series at once when they lack the same slots, and twice at a time at most', async () => {
    const many = Array.from({ length: 100 }, (_, i) => seriesFor(`series ${i}`));
    await Promise.all(many.map((series) => world.reader.read(series, 0, 1_000)));
    // 100 series in lots of 64 (of 200,000 numbers at most), 1,000 slots in thirds of 400.
    expect(world.asked.length).toBeLessThanOrEqual(2 + 3 * 3);
    expect(world.atOnce).toBe(2);
  });

  it('fetches ahead of a window on the past that slides, so that its edge never has to be waited for', async () => {
    const out = new Float64Array(100);
    world.reader.peek(orders, 100, 100, out, 0);
    world.reader.flush();
    await world.timers.advance(1);
    for (let moved = 1; moved < 200; moved += 1) {
      expect(world.reader.peek(orders, 100 + moved, 100, out, 0)).toBe(true);
      world.reader.flush();
      await world.timers.advance(1);
    }
    expect(world.asked.length).toBeLessThan(10);
  });

  it('fetches the newest first', async () => {
    await world.reader.read(orders, 0, 1_000);
    expect(ranges()[0]).toEqual([600, 1_000]);
  });

  it('believes a gap for a minute', async () => {
    world.rate = () => Number.NaN;
    await world.reader.read(orders, 100, 10);
    await world.timers.advance(50_000);
    await world.reader.read(orders, 100, 10);
    expect(world.asked.length).toBe(1);
    await world.timers.advance(11_000);
    world.rate = () => 5;
    world.reader.flush();
    expect([...(await world.reader.read(orders, 100, 10))]).toEqual(new Array(10).fill(5));
  });

  it('leaves a backend alone that failed, says why, and asks again later', async () => {
    world.down = true;
    await expect(world.reader.read(orders, 100, 10)).rejects.toThrow('It is down.');
    await expect(world.reader.read(orders, 100, 10)).rejects.toThrow('It is down.');
    expect(world.asked.length).toBe(1);
    world.down = false;
    await world.timers.advance(5_000);
    expect((await world.reader.read(orders, 100, 10))[0]).toBe(100);
  });
});
