import { describe, expect, it } from 'vitest';
import type { Detector } from './detector';
import { createLevelDetector } from './levelDetector';
import { detectors, type DetectorName } from './registry';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** A repeatable scatter in [−1, 1]. */
const scatter = (i: number): number => Math.sin(i * 12.9898) * Math.cos(i * 78.233);
/** A shop's minute: quiet nights, a lunch peak twenty times as high. */
const shop = (i: number): number => {
  const hour = ((i * minuteMs) % dayMs) / 3_600_000;
  return 50 + 1_000 * Math.exp(-((hour - 12) ** 2) / 4) + 12 * scatter(i);
};

interface Run {
  readonly alarms: number[];
  readonly detector: Detector;
}

/** Minutes [0, days), with what `change` makes of them; alarms of the last day only. */
function watch(detector: Detector, days: number, change: (i: number, value: number) => number = (_, value) => value): Run {
  const minutes = days * 1_440;
  const alarms: number[] = [];
  for (let i = 0; i < minutes; i += 1)
    if (detector.step(i * minuteMs, change(i, shop(i))) && i >= minutes - 1_440) alarms.push(i - (minutes - 1_440));
  return { alarms, detector };
}
const lastDay = (days: number, minute: number): number => (days - 1) * 1_440 + minute;

describe('the level detector on a shop with a sharp peak', () => {
  it('says nothing on an ordinary day, and its band holds the peak', () => {
    const { alarms, detector } = watch(createLevelDetector(minuteMs), 8);
    expect(alarms).toEqual([]);
    expect(detector.bandHigh).toBeGreaterThan(detector.expected);
  });

  it('finds a cliff within two minutes, at noon and at night, and both directions', () => {
    for (const [minute, factor] of [
      [720, 0.7],
      [180, 0.2],
      [780, 1.4],
    ] as const) {
      const from = lastDay(8, minute);
      const { alarms } = watch(createLevelDetector(minuteMs), 8, (i, value) =>
        i >= from && i < from + 15 ? value * factor : value,
      );
      expect(alarms[0], `×${factor} at minute ${minute}`).toBeGreaterThanOrEqual(minute);
      expect(alarms[0]).toBeLessThanOrEqual(minute + 2);
    }
  });

  it('accepts a level that stays: no alarm an hour after a shift, and none the next day', () => {
    const from = lastDay(8, 600);
    const { alarms } = watch(createLevelDetector(minuteMs), 8, (i, value) => (i >= from ? value + 400 : value));
    expect(alarms[0]).toBeLessThanOrEqual(602);
    expect(alarms.filter((minute) => minute > 660)).toEqual([]);
  });

  it('is not taught by an outage: the same outage a day later is found as soon', () => {
    const outage = (i: number): boolean => i % 1_440 >= 720 && i % 1_440 < 740 && i >= lastDay(9, 0) - 1_440;
    const { alarms } = watch(createLevelDetector(minuteMs), 9, (i, value) => (outage(i) ? value * 0.6 : value));
    expect(alarms[0]).toBeLessThanOrEqual(722);
  });

  it('takes a promotion day of twice the orders without more than its onset', () => {
    const { alarms } = watch(createLevelDetector(minuteMs), 8, (i, value) => (i >= lastDay(8, 0) ? value * 2 : value));
    expect(alarms.filter((minute) => minute > 60)).toEqual([]);
  });

  it('a gap says nothing and teaches nothing', () => {
    const from = lastDay(8, 700);
    const detector = createLevelDetector(minuteMs);
    const { alarms } = watch(detector, 8, (i, value) => (i >= from && i < from + 30 ? Number.NaN : value));
    expect(alarms).toEqual([]);
  });

  it('a series that is silent and bursts by nature alarms only for a burst of another size', () => {
    const detector = createLevelDetector(minuteMs);
    const alarms: number[] = [];
    for (let i = 0; i < 8 * 1_440; i += 1) {
      const burst = i % 97 === 0 ? 3 + 2 * Math.abs(scatter(i)) : 0;
      if (detector.step(i * minuteMs, i === 11_000 ? 900 : burst) && i > 3 * 1_440) alarms.push(i);
    }
    expect(alarms).toEqual([11_000]);
  });

  it('keeps to its budget on pure heavy-tailed noise: about one alarm a day at most', () => {
    const detector = createLevelDetector(minuteMs);
    let alarms = 0;
    let alarmedAt = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < 30 * 1_440; i += 1) {
      const wild = i % 211 === 0 ? 40 * scatter(i * 7) ** 3 : 0;
      if (!detector.step(i * minuteMs, 100 + scatter(i) + wild) || i < 2 * 1_440) continue;
      if (i - alarmedAt > 10) alarms += 1;
      alarmedAt = i;
    }
    expect(alarms).toBeLessThanOrEqual(28 * 2);
  });
});

describe.each(Object.keys(detectors) as DetectorName[])('every detector: %s', (name) => {
  it('starts from nothing, bears gaps and constants, and its score is a number', () => {
    const detector = detectors[name](minuteMs);
    for (let i = 0; i < 3_000; i += 1) {
      detector.step(i * minuteMs, i % 50 === 7 ? Number.NaN : 5);
      expect(detector.score).toBeGreaterThanOrEqual(0);
    }
    expect(detector.expected === 5 || Number.isNaN(detector.expected)).toBe(true);
  });
});

it('half the orders gone at noon: the classic rule needs minutes, three sigma of a whole day never see it', () => {
  const from = lastDay(29, 720);
  // The classic rule wants a fall that goes on.
  const fall = (i: number, value: number): number => (i >= from ? value * Math.max(0.1, 0.5 * 0.7 ** (i - from)) : value);
  const first = (name: DetectorName): number | undefined =>
    watch(detectors[name](minuteMs), 29, fall).alarms.find((minute) => minute >= 720);
  expect(first('level')).toBe(720);
  expect(first('classicRule')).toBeGreaterThan(720);
  expect(first('classicRule')).toBeLessThanOrEqual(726);
  expect(first('threeSigma')).toBeUndefined();
});

it('the classic rule taught in coarse buckets says the same as one that saw their means at its own step', () => {
  const coarseMs = 5 * minuteMs;
  const weeks = 28 * dayMs;
  const mean = (at: number): number => shop(Math.floor(at / coarseMs) * 5);
  const taught = detectors.classicRule(minuteMs);
  const lived = detectors.classicRule(minuteMs);
  for (let at = 0; at < weeks; at += coarseMs) taught.teach?.(at, mean(at), coarseMs);
  for (let at = 0; at < weeks; at += minuteMs) lived.step(at, mean(at));
  for (let at = weeks; at < weeks + dayMs; at += minuteMs) {
    expect(taught.step(at, 5)).toBe(lived.step(at, 5));
    expect(taught.expected).toBe(lived.expected);
  }
});
