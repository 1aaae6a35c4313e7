import { beforeEach, describe, expect, it } from 'vitest';
import type { Alarm } from '../../../contract/detection';
import { workspaceSchema } from '../../../contract/workspace';
import { BackendFailure } from '../backends/backend';
import type { LiveStatus } from '../polling/liveEnds';
import { SampleStore } from '../samples/sampleStore';
import { createSeriesCatalog, type Series } from '../samples/series';
import { FakeTimers } from '../testing/fakeTimers';
import type { Learned } from './learnedFile';
import { Watch } from './watch';

const stepMs = 10_000;
const dayMs = 86_400_000;
const name = { zh: '单', en: 'orders' };
const noon = Date.parse('2026-11-26T12:00:00+08:00');

const workspace = workspaceSchema.parse({
  version: 1,
  name,
  timeZone: 'Asia/Shanghai',
  backends: { shop: { kind: 'demoCity', url: 'embedded' } },
  source: 'shop',
  dimensions: { channel: { name, values: { A: name, B: name } } },
  metrics: { paid: { name, query: { demoCity: 'paid' } } },
  funnel: [{ metric: 'paid' }],
});
const catalog = createSeriesCatalog(workspace);

/** The shop's world: rate per second of a slice at a moment; tests bend it. */
let world: (slice: Series['slice'], at: number) => number;
let seenTo: number;
let store: SampleStore;
let timers: FakeTimers;
let asked: { readonly stepMs: number; readonly from: number; readonly count: number }[];
let failing: boolean;
let peopleWait: boolean;
let kept: ReadonlyMap<string, Learned> | null;
let told: Map<string, Alarm>;
let watch: Watch;

const usual = (slice: Series['slice'], at: number): number => {
  const hour = ((at + 8 * 3_600_000) % dayMs) / 3_600_000;
  const whole = 20 + 1_000 * Math.exp(-((hour - 12.3) ** 2) / 3);
  const part = slice['channel'] === undefined ? 1 : slice['channel'] === 'B' ? 0.4 : 0.6;
  return whole * part * (1 + 0.008 * Math.sin(at * 12.9898) * Math.cos(at * 78.233));
};

beforeEach(() => {
  world = usual;
  seenTo = noon;
  store = new SampleStore();
  timers = new FakeTimers();
  asked = [];
  failing = false;
  peopleWait = false;
  kept = null;
  told = new Map();
  watch = openWatch();
});

function openWatch(): Watch {
  return new Watch({
    workspace,
    catalog,
    store,
    timers,
    liveStatus: (): LiveStatus => ({ seenTo, sampleAt: seenTo, reporting: null, refusal: null, polledMono: 0 }),
    answers: () => !failing,
    read: async (series, firstSlot, count) => {
      asked.push({ stepMs: series.stepMs, from: firstSlot * series.stepMs, count });
      if (failing) throw new BackendFailure('refused', 'It is down.');
      return Float64Array.from({ length: count }, (_, i) => world(series.slice, (firstSlot + i) * series.stepMs));
    },
    durable: () => true,
    file: {
      read: async () => kept ?? new Map(),
      write: async (learned) => void (kept = learned),
    },
    peopleWait: () => peopleWait,
    log: () => undefined,
  });
}

/** Lets the shop live on, as polls would bring it. */
function live(buckets: number): void {
  for (let i = 0; i < buckets; i += 1) {
    const slot = seenTo / stepMs;
    for (const series of watch.series()) store.write(series, slot, Float64Array.of(world(series.slice, slot * stepMs)), slot + 1);
    seenTo += stepMs;
    watch.round();
    for (const alarm of watch.news().alarms) told.set(alarm.id, alarm);
  }
}

/** Until history is read and judged. */
async function learn(): Promise<void> {
  watch.round();
  const judged = (): boolean =>
    watch.series().every(({ key }) => watch.watchOf(key)?.judgedTo === seenTo / stepMs) && watch.news().status.warm === 3;
  for (let i = 0; i < 200 && !judged(); i += 1) {
    await timers.advance(10_000);
    watch.round();
  }
  for (const alarm of watch.news().alarms) told.set(alarm.id, alarm);
}

describe('the watch', () => {
  it('learns from four weeks in five-minute buckets and six hours in its own, and then says nothing of an ordinary noon', async () => {
    await learn();
    expect(watch.news().status).toMatchObject({ watched: 3, warm: 3, judging: true });
    expect(asked.filter(({ stepMs: step }) => step === 300_000)).toHaveLength(3);
    expect(asked.find(({ stepMs: step }) => step === 300_000)?.from).toBeLessThanOrEqual(noon - 28 * dayMs + 300_000);
    live(60);
    expect([...told.values()]).toEqual([]);
  });

  it('finds what is missing within a minute, in the total and in the slice, and counts it against all orders', async () => {
    await learn();
    world = (slice, at) => usual(slice, at) * (slice['channel'] === 'B' ? 0.1 : slice['channel'] === 'A' ? 1 : 0.64);
    live(6);
    const alarms = [...told.values()];
    expect(alarms.map(({ slice, direction }) => [slice, direction])).toEqual([
      [{}, 'below'],
      [{ channel: 'B' }, 'below'],
    ]);
    for (const { loss, startedAt, stage } of alarms) {
      expect(startedAt).toBe(noon);
      expect(stage).toBe(0);
      expect(loss?.share).toBeCloseTo(0.36, 1);
    }
    world = usual;
    live(15);
    expect([...told.values()].every(({ phase }) => phase === 'ended')).toBe(true);
  });

  it('tells of an outage that was under way when the console opened, and not of one that was over', async () => {
    world = (slice, at) =>
      usual(slice, at) * (at >= noon - 600_000 || (at >= noon - 7_200_000 && at < noon - 6_600_000) ? 0.6 : 1);
    await learn();
    live(1);
    expect([...told.values()].filter(({ slice }) => Object.keys(slice).length === 0)).toMatchObject([
      { phase: 'active', startedAt: noon - 600_000 },
    ]);
  });

  it('guesses nothing while the backend is away, and judges what it missed afterwards', async () => {
    await learn();
    live(3);
    failing = true;
    expect(watch.news().status.judging).toBe(false);
    world = (slice, at) => usual(slice, at) * (at >= noon + 300_000 ? 0.5 : 1);
    seenTo += 900_000;
    failing = false;
    await learn();
    live(1);
    const missed = asked.at(-1);
    expect(missed).toMatchObject({ stepMs, from: noon + 30_000, count: 90 });
    expect([...told.values()].find(({ slice }) => Object.keys(slice).length === 0)).toMatchObject({ startedAt: noon + 300_000 });
  });

  it('judges from nothing when history cannot be had, instead of never', async () => {
    failing = true;
    watch.round();
    for (let i = 0; i < 20; i += 1) {
      await timers.advance(20_000);
      watch.round();
    }
    expect(watch.news().status.watched).toBe(3);
    expect(watch.watchOf('paid||real|10000')?.judgedTo).toBe(noon / stepMs);
    failing = false;
    live(3);
    expect(watch.watchOf('paid||real|10000')?.judgedTo).toBe(noon / stepMs + 3);
  });

  it('goes on after a restart with what it had learned, reading only what it missed', async () => {
    await learn();
    live(2);
    await watch.close();
    asked = [];
    store = new SampleStore();
    seenTo += 600_000;
    watch = openWatch();
    await learn();
    expect(asked.map(({ count }) => count)).toEqual([60, 60, 60]);
    world = (slice, at) => usual(slice, at) * 0.6;
    live(6);
    expect(told.size).toBe(3);
  });

  it('forgets a world that is no more, and ends its alarms', async () => {
    await learn();
    world = (slice, at) => usual(slice, at) * 0.5;
    live(6);
    expect([...told.values()].map(({ phase }) => phase)).toEqual(['active', 'active', 'active']);
    store.dropBackend('shop');
    watch.round();
    expect(watch.news().alarms.map(({ phase }) => phase)).toEqual(['ended', 'ended', 'ended']);
  });

  it('asks for more before it alarms again like what people called a false alarm', async () => {
    await learn();
    const judgement = { seriesKey: 'paid||real|10000', direction: 'below', peakScore: 50, verdict: 'false', at: noon } as const;
    watch.use([judgement], noon);
    world = (slice, at) => usual(slice, at) * 0.965;
    live(12);
    const whole = (): Alarm[] => [...told.values()].filter(({ slice }) => Object.keys(slice).length === 0);
    expect(whole()).toEqual([]);
    world = (slice, at) => usual(slice, at) * 0.4;
    live(12);
    expect(whole()).toHaveLength(1);
  });
});

it('history lets people who wait for a first answer go first, but not for ever', async () => {
  peopleWait = true;
  for (let seconds = 0; seconds < 9; seconds += 1) {
    watch.round();
    await timers.advance(1_000);
  }
  expect(asked).toEqual([]);
  await timers.advance(1_000);
  watch.round();
  await timers.advance(0);
  expect(asked.length).toBeGreaterThan(0);
});
