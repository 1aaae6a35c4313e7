import { beforeEach, expect, test } from 'vitest';
import type { Guard, TrafficReading } from '../../../../contract/protectionSettings';
import type { Slice } from '../../../../contract/words';
import { createFakeEngine, type FakeEngine } from './testing/fakeEngine';
import { smallShop } from './testing/smallShop';
import { createTraffic, type LiveTraffic } from './traffic';

const noon = Date.parse('2026-11-26T12:00:00+08:00');
const workspace = smallShop();
let engine: FakeEngine;
let traffic: LiveTraffic;
let room: { now: number | null };

beforeEach(() => {
  engine = createFakeEngine(noon + 4_000);
  room = { now: null };
  traffic = createTraffic({ ...engine, workspace: () => workspace, roomNow: () => room.now ?? engine.now });
});

const reading = (change: Partial<TrafficReading> = {}): TrafficReading => ({
  ...{ metric: 'paid', slice: {}, perSlice: {}, over: 30_000 },
  ...change,
});

test('a reading is the mean of the newest complete buckets; the one that still fills does not pull it down', async () => {
  engine.value = (_metric, _slice, at) => (at >= noon - 30_000 ? 90 : 500);
  expect(await traffic.read(reading())).toEqual({ value: 90, unit: '/s', at: noon });
});

test('a bucket whose end the backend has not seen yet still fills, although its time is over', async () => {
  engine.now = noon + 14_000;
  engine.seenTo = noon + 8_000;
  expect(await traffic.read(reading({ over: 10_000 }))).toEqual({ value: 100, unit: '/s', at: noon });
});

test('a quotient is of one span, also when one side is a bucket ahead', async () => {
  engine.value = (metric, _slice, at) => {
    if (metric === 'failed') return at >= noon - 10_000 ? Number.NaN : 5;
    return at >= noon - 10_000 ? 1_000 : 100;
  };
  expect(await traffic.read(reading({ metric: 'failed', per: 'paid' }))).toEqual({
    value: 0.05,
    unit: 'share',
    at: noon - 10_000,
  });
});

test('nothing is divided by nothing', async () => {
  engine.value = (metric) => (metric === 'failed' ? 5 : 0);
  expect(await traffic.read(reading({ metric: 'failed', per: 'paid' }))).toMatchObject({ value: null, at: null });
});

test('what is older than three intervals, mostly gaps, failing or not answered is no reading', async () => {
  engine.seenTo = noon - 20_000;
  expect((await traffic.read(reading())).value).toBe(100);
  engine.seenTo = noon - 30_000;
  expect((await traffic.read(reading())).value).toBeNull();
  engine.seenTo = null;
  engine.value = (_metric, _slice, at) => (at === noon - 10_000 ? 100 : Number.NaN);
  expect((await traffic.read(reading())).value).toBeNull();
  engine.value = () => 100;
  engine.failure = 'it does not answer';
  expect((await traffic.read(reading())).value).toBeNull();
  engine.failure = null;
  engine.down = 'the engine restarted';
  expect((await traffic.read(reading())).value).toBeNull();
});

test('what was before a moment does not know what came after it', async () => {
  engine.value = (_metric, _slice, at) => (at >= noon - 60_000 ? 10 : 200);
  expect(await traffic.readAt(reading(), noon - 60_000)).toEqual({ value: 200, unit: '/s', at: noon - 60_000 });
});

test('a guard that cannot be read does not pass', async () => {
  const guard: Guard = { ...reading(), name: { zh: '量', en: 'load' }, is: { above: 50 } };
  expect(await traffic.guard(guard)).toMatchObject({ value: 100, above: 50, below: null, passes: true });
  expect((await traffic.guard({ ...guard, is: { above: 50, below: 90 } })).passes).toBe(false);
  engine.failure = 'down';
  expect(await traffic.guard(guard)).toMatchObject({ value: null, passes: false });
});

/** 10 cities × 3 platforms × 2 channels; city i has 10 + i orders a second in each cell. */
const cells = Array.from({ length: 60 }, (_, i) => ({
  cut: { city: `c${i % 10}`, platform: `p${Math.floor(i / 10) % 3}`, channel: i < 30 ? 'A' : 'B' } satisfies Slice,
  value: 10 + (i % 10),
}));
const totalOf = (slice: Slice): number =>
  cells
    .filter(({ cut }) =>
      Object.entries(slice).every(([dimension, value]) => Object.entries(cut).some(([d, v]) => d === dimension && v === value)),
    )
    .reduce((sum, { value }) => sum + value, 0);

function fillShop(): void {
  engine.rows = () => cells;
  engine.value = (metric, slice) => totalOf(slice) * (metric === 'submitted' ? 2 : 1);
}

test('orders a minute of a slice: its share, the four largest cities and the rest, and each platform', async () => {
  fillShop();
  const blast = await traffic.blast([{ metric: 'paid', slice: { channel: 'B' } }]);
  const perMinute = totalOf({ channel: 'B' }) * 60;
  expect(blast).toMatchObject({ perMinute, share: 0.5, metricId: 'paid', slice: { channel: 'B' }, at: noon });
  const [cities, platforms] = blast.by;
  expect(cities?.dimension).toBe('city');
  expect(cities?.rows.map(({ value, count }) => [value, count])).toEqual([
    ['c9', 1],
    ['c8', 1],
    ['c7', 1],
    ['c6', 1],
    [null, 6],
  ]);
  expect(cities?.rows.reduce((sum, row) => sum + row.perMinute, 0)).toBeCloseTo(perMinute, 6);
  expect(platforms?.rows.map(({ value }) => value)).toEqual(['p0', 'p1', 'p2']);
});

test('slices that overlap are counted once', async () => {
  fillShop();
  const both = await traffic.blast([
    { metric: 'paid', slice: { channel: 'B' } },
    { metric: 'paid', slice: { platform: 'p0' } },
    { metric: 'paid', slice: { platform: 'p0', channel: 'A' } },
  ]);
  const union = totalOf({ channel: 'B' }) + totalOf({ channel: 'A', platform: 'p0' });
  expect(both.perMinute).toBeCloseTo(union * 60, 6);
  expect(both.slice).toEqual({});
  expect(both.by[1]?.rows.reduce((sum, row) => sum + row.perMinute, 0)).toBeCloseTo(union * 60, 6);
});

test('of several metrics, which count the same orders, the largest counts', async () => {
  fillShop();
  const blast = await traffic.blast([
    { metric: 'paid', slice: {} },
    { metric: 'submitted', slice: {} },
  ]);
  expect(blast).toMatchObject({ metricId: 'submitted', perMinute: totalOf({}) * 120, share: 1 });
});

test('counts of a bucket become orders a minute as well', async () => {
  fillShop();
  expect((await traffic.blast([{ metric: 'counted', slice: {} }])).perMinute).toBe(totalOf({}) * 6);
});

test('what cannot be counted is not called small', async () => {
  fillShop();
  expect((await traffic.blast([])).perMinute).toBeNull();
  expect((await traffic.blast([{ metric: 'latency', slice: {} }])).perMinute).toBeNull();
  const mixed = [
    { metric: 'paid', slice: {} },
    { metric: 'latency', slice: {} },
  ];
  expect((await traffic.blast(mixed)).perMinute).toBeNull();
  engine.failure = 'down';
  expect((await traffic.blast([{ metric: 'paid', slice: {} }])).perMinute).toBeNull();
});

test('a cut with more rows than are answered is left out: what is missing may be large', async () => {
  fillShop();
  engine.rows = () => Array.from({ length: 1_200 }, (_, i) => ({ cut: { city: `c${i}`, platform: 'p0' }, value: 1 }));
  const blast = await traffic.blast([{ metric: 'paid', slice: {} }]);
  expect(blast.by.map(({ dimension }) => dimension)).toEqual(['platform']);
});
