import { describe, expect, it, vi } from 'vitest';
import type { City } from '../city';
import { testCity, testTime } from '../testCity';

// Simulated minutes, not waiting; machines that do other things at the same time need room.
vi.setConfig({ testTimeout: 40_000 });

const minuteMs = 60_000;

function valuesOf(city: City, metric: string, node: string, stepMs: number, from: number, to: number): number[] {
  const [result] = city.query({ series: [{ metric, slice: { node } }], from, to, stepMs }).results;
  return (result?.values ?? []).map((value) => value ?? Number.NaN);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the machines’ past', () => {
  const city = testCity('11:50');
  const to = testTime('11:50');
  const from = to - 30 * minuteMs;

  it.each([
    ['many requests', 'node.qps', 'api-gateway'],
    ['few failures', 'node.errors', 'mysql-order'],
  ])('reads the same at every step: %s', (_, metric, node) => {
    const minutes = valuesOf(city, metric, node, minuteMs, from, to);
    for (const stepMs of [10_000, 300_000]) {
      const other = valuesOf(city, metric, node, stepMs, from, to);
      expect(mean(other) / mean(minutes), `${stepMs} ms`).toBeCloseTo(1, 2);
    }
  });

  it('fails as seldom as the live machines do', () => {
    city.advance(300);
    for (const node of ['mysql-order', 'order-submit', 'channel-c']) {
      const past = valuesOf(city, 'node.errors', node, 1_000, from, to);
      const live = valuesOf(city, 'node.errors', node, 1_000, to, city.now());
      expect(past.every(Number.isInteger), `${node} fails whole requests`).toBe(true);
      // The load still climbs a little from the one span to the other; the rest is counting noise.
      const counted = mean(live) * live.length;
      expect(mean(past) / mean(live), node).toBeGreaterThan(0.7 - 3 / Math.sqrt(counted));
      expect(mean(past) / mean(live), node).toBeLessThan(1.1 + 3 / Math.sqrt(counted));
    }
  });

  it.each(['03:30', '11:50', '21:00'])(
    'meets the live load at %s: no machine has more or less to do because the city begins to live',
    (time) => {
      const startAt = testTime(time);
      const live = testCity(time);
      live.advance(180);
      const twin = testCity(time, { startAt: startAt + 180_000 });
      for (const node of [
        'cashier',
        'pay-gateway',
        'order-push',
        'accept',
        'dispatch',
        'rider-track',
        'redis-geo',
        'home-feed',
      ]) {
        const [lived, told] = [live, twin].map((each) =>
          mean(valuesOf(each, 'node.qps', node, 10_000, startAt, startAt + 180_000)),
        );
        // Three standard deviations of counting at night, and a hundredth for the moods of the crowd.
        expect(lived! / told!, node).toBeGreaterThan(1 - 0.015 - 4 / Math.sqrt(lived! * 180));
        expect(lived! / told!, node).toBeLessThan(1 + 0.015 + 4 / Math.sqrt(lived! * 180));
      }
    },
  );
});
