import { describe, expect, it } from 'vitest';
import type { DayNote } from '../detection/detector';
import { fitTrend } from './fitTrend';
import { TrendForecast, type TrendWarning } from './trendForecast';

const stepMs = 10_000;
const minuteMs = 60_000;
const scatter = (i: number): number => 0.006 * Math.sin(i * 12.9898) * Math.cos(i * 78.233);
const fifthLost = { below: { kind: 'share', size: 0.8 }, above: null } as const;

interface Course {
  /** Share of what is expected, by minute. */
  readonly ratio: (minute: number) => number;
  readonly note?: DayNote;
  readonly minutes?: number;
  /** What such a day usually has, as a share of what is expected of this one. */
  readonly ofOrdinary?: number;
  /** Half the width of the normal band, as a share of what is expected. */
  readonly band?: number;
}

/** Every warning that was newly raised, and the forecast at the end. */
function follow({ ratio, note = 'ordinary', minutes = 60, ofOrdinary = 1, band = 0.1 }: Course): {
  raised: TrendWarning[];
  forecast: TrendForecast;
} {
  const forecast = new TrendForecast(stepMs, fifthLost);
  const raised: TrendWarning[] = [];
  for (let i = 0; i < minutes * 6; i += 1) {
    const before = forecast.warning;
    const expected = 1_000 + i;
    const value = expected * (ratio(i / 6) + scatter(i));
    const around = { low: expected * (1 - band), high: expected * (1 + band) };
    forecast.step({ at: i * stepMs, value, expected, ordinary: expected * ofOrdinary, ...around, note }, (at, out) => {
      out.expected = 1_000 + at / stepMs;
    });
    const now = forecast.warning;
    if (now !== null && now.startedAt !== before?.startedAt) raised.push(now);
  }
  return { raised, forecast };
}

describe('a trend towards a limit', () => {
  it('is warned of at least ten minutes before it is crossed, with the limit at that time', () => {
    // One and a half percent a minute from minute 30 on: a fifth is gone after 13.3 minutes.
    const decline = (minute: number): number => 1 - Math.max(0, minute - 30) * 0.015;
    const { raised } = follow({ ratio: decline, minutes: 40 });
    expect(raised).toHaveLength(1);
    expect(raised[0]?.raisedAt).toBeLessThanOrEqual(33.4 * minuteMs);
    const crossesAt = raised[0]?.crossesAt ?? 0;
    expect(Math.abs(crossesAt - 43.3 * minuteMs)).toBeLessThan(4 * minuteMs);
    expect(raised[0]?.limit).toBeCloseTo(0.8 * (1_000 + crossesAt / stepMs), 6);
  });

  it('is not seen in an ordinary hour, in a dip that is over, nor in what a promotion does', () => {
    expect(follow({ ratio: () => 1 }).raised).toEqual([]);
    expect(follow({ ratio: (minute) => (minute > 20 && minute < 22 ? 0.9 : 1) }).raised).toEqual([]);
    expect(follow({ ratio: (minute) => 1 - minute * 0.004, note: 'promotion' }).raised).toEqual([]);
  });

  it('is not seen in rain that ends: what is left is still an ordinary day', () => {
    const ends = (minute: number): number => 1 - Math.min(0.14, Math.max(0, minute - 20) * 0.01);
    expect(follow({ ratio: ends, ofOrdinary: 0.84 }).raised).toEqual([]);
    expect(follow({ ratio: ends }).raised).toHaveLength(1);
  });

  it('is not seen at night, where the limit lies within what is normal', () => {
    expect(follow({ ratio: (minute) => 1 - Math.max(0, minute - 30) * 0.015, band: 0.3 }).raised).toEqual([]);
  });

  it('is taken back when the decline stops, and when the limit was met', () => {
    const stops = follow({ ratio: (minute) => 1 - 0.015 * Math.min(6, Math.max(0, minute - 20)), minutes: 60 });
    expect(stops.raised).toHaveLength(1);
    expect(stops.forecast.warning?.endedAt).not.toBeNull();
    const met = follow({ ratio: (minute) => 1 - 0.02 * Math.max(0, minute - 20), minutes: 45 });
    expect(met.forecast.warning?.endedAt).not.toBeNull();
  });
});

describe('a line through points', () => {
  it('does not follow a wild one, and knows how sure it is', () => {
    const points = Array.from({ length: 20 }, (_, x) => ({ x: x - 19, y: 5 - 2 * (x - 19) + scatter(x) }));
    const clean = fitTrend(points);
    const wild = fitTrend(points.map((point, i) => (i === 4 ? { ...point, y: 900 } : point)));
    expect(clean.slope).toBeCloseTo(-2, 2);
    expect(wild.slope).toBeCloseTo(-2, 2);
    expect(wild.last).toBeCloseTo(5, 1);
    expect(clean.slopeError).toBeLessThan(0.001);
  });
});
