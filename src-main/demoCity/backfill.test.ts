import { describe, expect, it, vi } from 'vitest';
import { backfill } from './backfill';
import { createCity } from './city';
import { parseCityArguments, startOf } from './cityOptions';
import { counterOrigin } from './metrics/orderCounters';
import { homeZone } from './time/cityZone';
import { testTime } from './testCity';

// Simulated minutes, not waiting; machines that do other things at the same time need room.
vi.setConfig({ testTimeout: 40_000 });

const endAt = testTime('11:50');

function valueOf(text: string, series: string): number {
  const line = text.split('\n').find((each) => each.startsWith(`${series} `));
  if (line === undefined) throw new Error(`there is no ${series}`);
  return Number(line.split(' ')[1]);
}

describe('a backfill', () => {
  it('ends where the live counters begin, also when the city starts a minute later', () => {
    const text = [...backfill({ seed: 3, zone: homeZone, endAt, days: 1, stepSeconds: 3600 })].join('');
    const last =
      text
        .split('\n')
        .filter((line) => line.startsWith('highnoon_orders_total{stage="pay"}'))
        .at(-1) ?? '';
    const [, value, at] = last.split(' ').map(Number);
    expect(at).toBe(endAt / 1000);
    const pay = 'highnoon_orders_total{stage="pay"}';
    const started = createCity({ seed: 3, variant: 0, startAt: endAt, zone: homeZone });
    expect(valueOf(started.exposition(), pay)).toBe(value);
    const later = createCity({ seed: 3, variant: 0, startAt: endAt + 60_000, zone: homeZone });
    const grown = valueOf(later.exposition(), pay) - (value ?? 0);
    expect(grown / 60).toBeGreaterThan(850);
    expect(grown / 60).toBeLessThan(1_250);
  });

  it('is OpenMetrics: families without _total, ascending times, an end mark', () => {
    const text = [...backfill({ seed: 3, zone: homeZone, endAt, days: 1, stepSeconds: 7200 })].join('');
    expect(text.endsWith('# EOF\n')).toBe(true);
    expect(text).toContain('# TYPE highnoon_orders counter\n');
    expect(text.match(/# TYPE/g)).toHaveLength(6);
    const times = text
      .split('\n')
      .filter((line) => line.startsWith('highnoon_orders_total{stage="submit"}'))
      .map((line) => Number(line.split(' ')[2]));
    expect(times).toHaveLength((1440 + 1) * 12);
    expect([...times].sort((a, b) => a - b)).toEqual(times);
  });

  it('has two samples of every total in each ten seconds, so that a rate over one bucket of a curve is there', () => {
    const text = [...backfill({ seed: 3, zone: homeZone, endAt, days: 1, stepSeconds: 7200 })].join('');
    const pays = text.split('\n').filter((line) => line.startsWith('highnoon_orders_total{stage="pay"}'));
    const counts = pays.map((line) => Number(line.split(' ')[1]));
    const steps = counts.slice(1).map((count, i) => count - (counts[i] ?? 0));
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
    const lastMinute = steps.slice(-12);
    expect(Math.min(...lastMinute)).toBeGreaterThan(5 * 700);
    expect(Math.max(...lastMinute)).toBeLessThan(5 * 1_300);
  });

  it('counts from the same origin for every start within nine days', () => {
    const origin = counterOrigin(endAt);
    expect(origin).toBeLessThanOrEqual(endAt - 9 * 86_400_000);
    expect(counterOrigin(origin + 9 * 86_400_000)).toBe(origin);
    expect(counterOrigin(origin + 18 * 86_400_000 - 1)).toBe(origin);
  });
});

describe('the start of a city', () => {
  it('with a real epoch lies in a zone where noon is near, at every hour of the day', () => {
    for (let hour = 0; hour < 24; hour += 1) {
      const now = Date.UTC(2026, 10, 25, hour, 37, 12);
      const { zone, startAt } = startOf(parseCityArguments(['--epoch', 'real']), now);
      expect(now - startAt).toBeLessThan(60_000);
      const local = new Date(now + zone.offsetMs);
      expect(local.getUTCHours() * 60 + local.getUTCMinutes()).toBeGreaterThan(11 * 60);
      expect(local.getUTCHours() * 60 + local.getUTCMinutes()).toBeLessThan(12 * 60 + 10);
      const shown = new Intl.DateTimeFormat('en-GB', { timeZone: zone.timeZone, hour: '2-digit', minute: '2-digit' }).format(now);
      expect(shown).toBe(local.toISOString().slice(11, 16));
    }
  });

  it('refuses an option it does not know, and a value that cannot be, by name', () => {
    expect(() => parseCityArguments(['--speed', '601'])).toThrow(/--speed: a speed from 1 to 600/);
    expect(() => parseCityArguments(['--colour', 'red'])).toThrow(/colour/);
    expect(() => startOf(parseCityArguments(['--time-zone', 'Mars/Base']), 0)).toThrow(/--time-zone/);
  });
});
