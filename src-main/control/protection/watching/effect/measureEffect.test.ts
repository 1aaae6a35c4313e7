import { expect, test } from 'vitest';
import { measureEffect, type MeasuredEffect } from './measureEffect';

const stepMs = 10_000;
const beforeCount = 60;
const clickedAt = beforeCount * stepMs;
const question = { clickedAt, writtenAt: clickedAt + stepMs, better: 'up', by: 0.03 } as const;

interface Story {
  /** Orders without anything, per second; the day's shape. */
  readonly usual?: (i: number) => number;
  /** Share of them that comes through. */
  readonly level: (i: number) => number;
  readonly after?: number;
  readonly noise?: (i: number) => number;
  readonly expects?: boolean;
}

/** Buckets before the click, one while it is written, `after` buckets since. */
function tell({ usual = () => 100, level, after = 6, noise = () => 0, expects = true }: Story, ask = {}): MeasuredEffect {
  const count = beforeCount + 1 + after;
  const buckets = Array.from({ length: count }, (_, i) => i);
  const actual = Float64Array.from(buckets, (i) => usual(i) * level(i) * (1 + noise(i)));
  const expected = Float64Array.from(buckets, (i) => (expects ? usual(i) : Number.NaN));
  return measureEffect({ firstAt: 0, stepMs, actual, expected, to: count * stepMs }, { ...question, ...ask });
}

/** Numbers that are the same in every run (mulberry32), and noise with a memory made from them. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
function noiseWith(memory: number, size: number, seed: number): (i: number) => number {
  const next = random(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  let value = normal() * size;
  const values = Array.from({ length: 200 }, () => (value = memory * value + Math.sqrt(1 - memory ** 2) * normal() * size));
  return (i) => values[i] ?? 0;
}

const broken = (i: number): number => (i < beforeCount - 9 ? 1 : 0.7);
const mended = (i: number): number => (i <= beforeCount ? broken(i) : 0.95);
const rising = (i: number): number => 100 + 2 * i;

test('orders that come back are counted against what would have been without, on a rising noon', () => {
  const effect = tell({ usual: rising, level: mended, noise: noiseWith(0.5, 0.02, 1) });
  const without = 0.7 * (100 + 2 * (beforeCount + 3.5));
  expect(effect.without).toBeGreaterThan(without * 0.97);
  expect(effect.without).toBeLessThan(without * 1.03);
  expect(effect.share).toBeGreaterThan(0.25);
  expect(effect.verdict).toBe('better');
});

test('a noon that rises by itself is no effect', () => {
  const effect = tell({ usual: rising, level: broken, noise: noiseWith(0.5, 0.02, 2) });
  expect(effect.after).toBeGreaterThan((effect.before ?? 0) * 1.05);
  expect(effect.verdict).toBe('same');
});

test('without an expectation it is compared with the mean before the click', () => {
  const effect = tell({ level: mended, expects: false, noise: noiseWith(0.5, 0.02, 3) });
  expect(effect.without).toBe(effect.before);
  expect(effect.verdict).toBe('better');
});

test('what grows worse is said to be worse; for latency, less is better', () => {
  const worse = (i: number): number => (i <= beforeCount ? 1 : 0.8);
  expect(tell({ level: worse, noise: noiseWith(0.5, 0.02, 4) }).verdict).toBe('worse');
  expect(tell({ level: worse, noise: noiseWith(0.5, 0.02, 4) }, { better: 'down' }).verdict).toBe('better');
});

test('a change that is real and smaller than wanted is not what was wanted', () => {
  const little = (i: number): number => (i <= beforeCount ? 1 : 1.02);
  const effect = tell({ level: little, after: 30, noise: noiseWith(0, 0.01, 5) });
  expect(effect.low).toBeGreaterThan(0);
  expect(effect.verdict).toBe('same');
});

test('with one bucket since, or hardly any before, nothing is said yet', () => {
  expect(tell({ level: mended, after: 1 })).toMatchObject({ verdict: 'waiting', change: null });
  const gaps = tell({ level: (i) => (i < beforeCount - 5 ? Number.NaN : mended(i)) });
  expect(gaps).toMatchObject({ verdict: 'waiting', change: null });
});

test('gaps are left out, not counted as nothing', () => {
  const holed = tell({ level: (i) => (i % 7 === 0 ? Number.NaN : mended(i)), noise: noiseWith(0.5, 0.02, 6) });
  expect(holed.after).toBeGreaterThan(90);
  expect(holed.verdict).toBe('better');
});

const tries = 400;
const shareOf = (story: (seed: number) => MeasuredEffect, holds: (effect: MeasuredEffect) => boolean): number =>
  Array.from({ length: tries }, (_, seed) => holds(story(seed + 1))).filter(Boolean).length / tries;
const coversNothing = ({ low, high }: MeasuredEffect): boolean => low !== null && high !== null && low <= 0 && high >= 0;

test.each([
  ['white', 0, 6],
  ['with a minute’s memory', 0.7, 6],
  ['sluggish', 0.9, 6],
  ['white, long after', 0, 30],
  ['sluggish, long after', 0.9, 30],
])('where nothing was changed the interval says so in 9 of 10 cases at least: noise %s', (_name, memory, after) => {
  const nothing = (seed: number): MeasuredEffect =>
    tell({ usual: rising, level: () => 1, after, noise: noiseWith(memory, 0.03, seed) });
  expect(shareOf(nothing, coversNothing)).toBeGreaterThanOrEqual(0.9);
  const lasting = (seed: number): MeasuredEffect =>
    tell({ usual: rising, level: broken, after, noise: noiseWith(memory, 0.03, seed) });
  expect(shareOf(lasting, ({ verdict }) => verdict !== 'better')).toBeGreaterThanOrEqual(0.95);
});

test('a recovery of a quarter is seen within a minute in 9 of 10 cases, also in the scatter of few orders', () => {
  const seen = (size: number, memory: number): number =>
    shareOf(
      (seed) => tell({ usual: rising, level: mended, noise: noiseWith(memory, size, seed) }),
      ({ verdict }) => verdict === 'better',
    );
  expect(seen(0.03, 0.5)).toBeGreaterThanOrEqual(0.9);
  expect(seen(0.1, 0)).toBeGreaterThanOrEqual(0.9);
});
