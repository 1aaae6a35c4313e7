import { beforeAll, describe, expect, it } from 'vitest';
import type { SignalShape } from '../../../contract/detection';
import type { DayNote, LearningDetector, Outlook } from './detector';
import { createLevelDetector } from './levelDetector';
import { mondayAt, ordersAt, usualOrders } from './testOrders';
import { watchOrders, type Watch, type WatchedAlarm } from './watchOrders';

const stepMs = 10_000;
const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
const learnedDays = 16;
/** A Wednesday. */
const todayAt = mondayAt + learnedDays * dayMs;

const watch = (detector: LearningDetector, of: Partial<Watch> & Pick<Watch, 'hours'>): WatchedAlarm[] =>
  watchOrders(detector, { stepMs, fromAt: todayAt, ...of });

describe('the level detector on sixteen days of orders at ten seconds', () => {
  let learned: Uint8Array = new Uint8Array();
  const detectorOfToday = (): LearningDetector => createLevelDetector(stepMs, undefined, learned);
  /** Fed up to this hour of today. */
  const detectorAt = (hour: number): LearningDetector => {
    const detector = detectorOfToday();
    watch(detector, { hours: hour });
    return detector;
  };

  beforeAll(() => {
    const detector = createLevelDetector(stepMs);
    watch(detector, { fromAt: mondayAt, hours: 24 * learnedDays });
    learned = detector.save();
    expect(detector.warm).toBe(true);
    expect(detector.kind).toBe('periodic');
  });

  it('says nothing for three ordinary days, a hundredfold peak each, and expects what the day asks for', () => {
    const detector = detectorOfToday();
    const alarms = watch(detector, { hours: 3 * 24 });
    expect(alarms).toEqual([]);
    const at = todayAt + 3 * dayMs + 12 * hourMs;
    watch(detector, { fromAt: todayAt + 3 * dayMs, hours: 12 });
    expect(detector.expected / usualOrders(at)).toBeCloseTo(1, 1);
  });

  it('finds a cliff of six percent at noon within a minute', () => {
    const alarms = watch(detectorAt(12), {
      fromAt: todayAt + 12 * hourMs,
      hours: 0.5,
      change: (v, m) => (m >= 5 ? v * 0.94 : v),
    });
    expect(alarms[0]?.minute).toBeGreaterThanOrEqual(5);
    expect(alarms[0]?.minute).toBeLessThanOrEqual(6);
    expect(alarms[0]).toMatchObject({ direction: 'below' });
  });

  it('finds a slow decline of ten percent in ten minutes before it is over, and calls it one', () => {
    for (const hour of [12, 15, 18, 20]) {
      const fromAt = todayAt + hour * hourMs;
      const change = (v: number, m: number): number => v * (1 - 0.1 * Math.min(1, Math.max(0, (m - 10) / 10)));
      const alarms = watch(detectorAt(hour), { fromAt, hours: 0.5, change });
      expect(alarms[0]?.minute, `at ${hour}`).toBeGreaterThan(10);
      expect(alarms[0]?.minute, `at ${hour}`).toBeLessThanOrEqual(20);
      expect(alarms[0]).toMatchObject({ shape: 'decline', direction: 'below' });
    }
  });

  it('goes on expecting what would have been, for as long as an outage of forty minutes lasts', () => {
    const detector = detectorAt(12);
    const fromAt = todayAt + 12 * hourMs;
    watch(detector, { fromAt, hours: 0.75, change: (v, m) => (m >= 5 ? v * 0.6 : v) });
    const usual = usualOrders(fromAt + 0.75 * hourMs);
    expect(detector.expected / usual).toBeGreaterThan(0.94);
    expect(detector.bandLow).toBeGreaterThan(usual * 0.6);
    expect(detector.shape).toBe('shift');
  });

  it('an outage that ends is not an alarm in the other direction', () => {
    const alarms = watch(detectorAt(12), {
      fromAt: todayAt + 12 * hourMs,
      hours: 1.5,
      change: (v, m) => (m >= 5 && m < 30 ? v * 0.6 : v),
    });
    expect(alarms.filter(({ direction }) => direction === 'above')).toEqual([]);
    expect(alarms.filter(({ minute }) => minute > 32)).toEqual([]);
  });

  it('an outage that lasted until it was accepted ends without an alarm too', () => {
    const alarms = watch(detectorAt(12), {
      fromAt: todayAt + 12 * hourMs,
      hours: 3,
      change: (v, m) => (m >= 5 && m < 100 ? v * 0.6 : v),
    });
    expect(alarms.some(({ minute }) => minute > 60)).toBe(true);
    expect(alarms.filter(({ minute }) => minute > 75)).toEqual([]);
  });

  it('tells a fall to nothing and a spike from a cliff', () => {
    const shapeOf = (factor: number, minutes: number): SignalShape | undefined =>
      watch(detectorAt(15), {
        fromAt: todayAt + 15 * hourMs,
        hours: 0.3,
        change: (v, m) => (m >= 5 && m < 5 + minutes ? v * factor : v),
      })[0]?.shape;
    expect(shapeOf(0, 5)).toBe('zero');
    expect(shapeOf(0.6, 5)).toBe('cliff');
    expect(shapeOf(3, 0.3)).toBe('spike');
  });

  it('one sample lost or gone wild in a row of ten-second steps is nobody’s business', () => {
    const change = (v: number, m: number): number =>
      m === 20 ? 0 : m === 40 ? -5e6 : m === 60 ? Number.NaN : m === 80 ? v * 4 : v;
    expect(watch(detectorAt(10), { fromAt: todayAt + 10 * hourMs, hours: 2, change })).toEqual([]);
  });

  it('a rainy day that lifts everything by a sixth says it once, and finds a decline within it', () => {
    const rainy = (v: number, m: number): number => v * (1 + 0.16 * Math.min(1, Math.max(0, (m - 60) / 20)));
    const detector = detectorAt(6);
    const alarms = watch(detector, { fromAt: todayAt + 6 * hourMs, hours: 6, change: rainy });
    expect(alarms.filter(({ direction }) => direction === 'below')).toEqual([]);
    expect(alarms.filter(({ minute }) => minute > 60 + 20 + 75)).toEqual([]);
    const decline = watch(detector, {
      fromAt: todayAt + 12 * hourMs,
      hours: 0.5,
      change: (v, m) => v * 1.16 * (1 - 0.1 * Math.min(1, Math.max(0, (m - 10) / 10))),
    });
    expect(decline[0]?.minute).toBeGreaterThan(10);
    expect(decline[0]?.minute).toBeLessThanOrEqual(20);
  });

  it('a noted promotion of three times the orders is quiet on both flanks, and a cliff within it is found', () => {
    const boost = (m: number): number =>
      1 + 2 * Math.min(Math.min(1, Math.max(0, (m - 30) / 2)), Math.min(1, Math.max(0, (90 - m) / 6)));
    const note = (m: number): DayNote => (m >= 28 && m < 100 ? 'promotion' : 'ordinary');
    const fromAt = todayAt + 14 * hourMs;
    const calm = watch(detectorAt(14), { fromAt, hours: 3, change: (v, m) => v * boost(m), note });
    expect(calm).toEqual([]);
    const broken = watch(detectorAt(14), { fromAt, hours: 1.25, change: (v, m) => v * boost(m) * (m >= 60 ? 0.6 : 1), note });
    expect(broken[0]?.minute).toBeGreaterThanOrEqual(60);
    expect(broken[0]?.minute).toBeLessThanOrEqual(61);
  });

  it('a holiday on a Wednesday that looks like a day of rest is quiet when it is noted', () => {
    const rest = (at: number): number => usualOrders(at + 4 * dayMs) / usualOrders(at);
    const change = (v: number, m: number): number => v * rest(todayAt + m * minuteMs);
    expect(watch(detectorOfToday(), { hours: 24, change, note: () => 'holiday' })).toEqual([]);
    expect(watch(detectorOfToday(), { hours: 24, change }).length).toBeGreaterThan(0);
  });

  it('looks ahead: the usual day, a band that widens, and no part of a decline that is under way', () => {
    const detector = detectorAt(10);
    const out: Outlook = { expected: 0, low: 0, high: 0 };
    const at = todayAt + 11 * hourMs;
    detector.lookAhead(at, out);
    expect(out.expected / usualOrders(at)).toBeCloseTo(1, 1);
    const near = (out.high - out.low) / out.expected;
    detector.lookAhead(todayAt + 30 * hourMs, out);
    expect((out.high - out.low) / out.expected).toBeGreaterThan(near);
    const evening = detectorAt(18);
    watch(evening, { fromAt: todayAt + 18 * hourMs, hours: 0.25, change: (v, m) => v * (1 - 0.01 * m) });
    evening.lookAhead(todayAt + 18.5 * hourMs, out);
    expect(out.expected / usualOrders(todayAt + 18.5 * hourMs)).toBeGreaterThan(0.94);
  });

  it('saved and restored it goes on exactly as if it had never stopped', () => {
    const kept = detectorAt(12);
    const restored = createLevelDetector(stepMs, undefined, kept.save());
    const change = (v: number, m: number): number => (m > 20 && m < 50 ? v * 0.8 : v);
    const fromAt = todayAt + 12 * hourMs;
    expect(watch(restored, { fromAt, hours: 6, change })).toEqual(watch(kept, { fromAt, hours: 6, change }));
    expect(restored.save()).toEqual(kept.save());
    expect(createLevelDetector(60_000, undefined, kept.save()).warm).toBe(false);
  });

  it('series that take turns are judged as each would be alone', () => {
    const [first, second, alone] = [detectorAt(12), detectorOfToday(), detectorAt(12)];
    const out: Outlook = { expected: 0, low: 0, high: 0 };
    const outAlone: Outlook = { expected: 0, low: 0, high: 0 };
    for (let at = todayAt + 12 * hourMs; at < todayAt + 14 * hourMs; at += stepMs) {
      const minute = (at - todayAt) / minuteMs;
      const value = minute % 7 === 0 ? Number.NaN : ordersAt(at, stepMs) * (minute > 750 && minute < 790 ? 0.8 : 1);
      second.step(at, 5 * ordersAt(at + hourMs, stepMs));
      const alarms = first.step(at, value);
      const { expected, bandLow, score } = first;
      second.lookAhead(at + hourMs, out);
      first.lookAhead(at + hourMs, out);
      expect([alone.step(at, value), alone.expected, alone.bandLow, alone.score]).toEqual([alarms, expected, bandLow, score]);
      alone.lookAhead(at + hourMs, outAlone);
      expect(outAlone).toEqual(out);
    }
  });

  it('holds a series in less than six kilobytes, and one without its daily tables', () => {
    const dailyTables = 4 * (3 * 288 + 3 * 48 + 4 * 24);
    expect(learned.byteLength).toBeLessThan(6 * 1_024);
    expect(learned.byteLength - dailyTables).toBeLessThanOrEqual(1_024);
  });
});
