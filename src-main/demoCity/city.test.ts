import { describe, expect, it, vi } from 'vitest';
import { dimensions } from './dimensions/dimensions';
import { stageIds } from './orders/stages';
import { meanOf, newest, testCity, testTime } from './testCity';

// Simulated minutes, not waiting; machines that do other things at the same time need room.
vi.setConfig({ testTimeout: 40_000 });

const minute = 60_000;

describe('a city', () => {
  it('is the same city for the same seed, and another for another', () => {
    const runs = [1, 1, 2].map((seed) => {
      const city = testCity('11:56', { seed });
      city.advance(30);
      const series = [
        { metric: 'orders.pay', slice: { city: 'wuhan' } },
        { metric: 'node.latencyP99', slice: { node: 'order-core' } },
      ];
      const from = city.now() - 20 * minute;
      return JSON.stringify([city.query({ series, from, to: city.now(), stepMs: 10_000 }).results, city.events(0)]);
    });
    expect(runs[0]).toBe(runs[1]);
    expect(runs[0]).not.toBe(runs[2]);
  });

  it('loses no order: those that entered are delivered, lost or on their way', () => {
    const city = testCity('12:00');
    city.faults.start({ kind: 'paymentOutage', at: '12:00:30', forSeconds: 30 });
    city.faults.start({ kind: 'messageBacklog', at: '12:00:20', forSeconds: 30 });
    city.advance(120);
    const { inFlightAtStart, submitted, delivered, lost, inFlight } = city.balance();
    expect(submitted).toBeGreaterThan(100_000);
    expect(inFlightAtStart + submitted).toBeCloseTo(delivered + lost + inFlight, 3);
  });

  it('joins history and live without a step, in every stage and for machines', () => {
    const city = testCity('11:50');
    city.advance(120);
    const seam = testTime('11:50');
    for (const stage of stageIds) {
      const before = meanOf(city, `orders.${stage}`, seam - 2 * minute, seam);
      const after = meanOf(city, `orders.${stage}`, seam, seam + 2 * minute);
      const growth = meanOf(city, `orders.${stage}`, seam - 4 * minute, seam - 2 * minute) / before;
      // Two minutes further up the morning's slope, and counting noise.
      expect(after / before, stage).toBeGreaterThan(0.985 * growth);
      expect(after / before, stage).toBeLessThan(1.02 / growth);
    }
    for (const node of ['order-core', 'rider-track', 'channel-b', 'mysql-order', 'redis-feed'])
      for (const metric of ['node.qps', 'node.latencyP50', 'node.latencyP99', 'node.saturation']) {
        const before = meanOf(city, metric, seam - minute, seam, { node });
        const after = meanOf(city, metric, seam, seam + minute, { node });
        expect(after / before, `${metric} ${node}`).toBeGreaterThan(0.93);
        expect(after / before, `${metric} ${node}`).toBeLessThan(1.09);
      }
  });

  it('has dimensions that add up to the total, before and after the seam', () => {
    const city = testCity('11:50');
    city.advance(60);
    const from = testTime('11:40');
    for (const [stepMs, metric] of [
      [minute, 'orders.pay'],
      [10_000, 'orders.accept'],
      [minute, 'pages.menu'],
    ] as const) {
      const total = city.query({ series: [{ metric, slice: {} }], from, to: city.now(), stepMs }).results[0]?.values ?? [];
      for (const { id } of dimensions) {
        const parts = city.query({ series: [{ metric, slice: {}, by: id }], from, to: city.now(), stepMs }).results;
        total.forEach((whole, i) => {
          const sum = parts.reduce((all, part) => all + (part.values[i] ?? 0), 0);
          expect(sum, `${metric} by ${id}`).toBeCloseTo(whole ?? 0, 1);
        });
      }
    }
    const leaves = city.query({
      series: [
        { metric: 'orders.submit', slice: { city: 'xian', platform: 'ios' }, by: 'channel' },
        { metric: 'orders.submit', slice: { city: 'xian', platform: 'ios' } },
      ],
      ...{ from: testTime('11:48'), to: city.now(), stepMs: minute },
    }).results;
    const whole = leaves.at(-1)?.values ?? [];
    whole.forEach((value, i) => {
      const sum = leaves.slice(0, -1).reduce((all, part) => all + (part.values[i] ?? 0), 0);
      expect(sum).toBeCloseTo(value ?? 0, 1);
    });
  });

  it('is noisy like real orders: one to one and a half percent in ten seconds at the peak, never jagged', () => {
    const city = testCity('12:14');
    city.advance(480);
    const values =
      city
        .query({ series: [{ metric: 'orders.submit', slice: {} }], from: testTime('12:14'), to: city.now(), stepMs: 10_000 })
        .results[0]?.values.map((value) => value ?? 0) ?? [];
    const steps = values.slice(1).map((value, i) => (value - (values[i] ?? 0)) / value);
    const spread = Math.sqrt(steps.reduce((sum, step) => sum + step * step, 0) / steps.length / 2);
    expect(spread).toBeGreaterThan(0.005);
    expect(spread).toBeLessThan(0.018);
  });

  it('shows the newest bucket as a part of the whole step, and nothing after now', () => {
    const city = testCity('11:50');
    city.advance(14);
    const from = testTime('11:50');
    const values =
      city.query({ series: [{ metric: 'orders.submit', slice: {} }], from, to: from + 30_000, stepMs: 10_000 }).results[0]
        ?.values ?? [];
    expect((values[1] ?? 0) / (values[0] ?? 1)).toBeCloseTo(0.4, 1);
    expect(values[2]).toBeNull();
  });
});

describe('the funnel', () => {
  it('delivers at 12:04 what was submitted half an hour ago', () => {
    const city = testCity('12:03');
    city.advance(90);
    const ratio = newest(city, 'orders.deliver', 30) / newest(city, 'orders.submit', 30);
    expect(ratio).toBeGreaterThan(0.45);
    expect(ratio).toBeLessThan(0.75);
    expect(newest(city, 'orders.pay', 30) / newest(city, 'orders.submit', 30)).toBeCloseTo(0.976, 1);
  });

  it('feels a payment outage within ten seconds, passes it down with each stage’s delay, and recovers', () => {
    const city = testCity('12:00');
    city.faults.start({ kind: 'certReload', at: '12:02:00', forSeconds: 300 });
    city.advance(110);
    const paidBefore = newest(city, 'orders.pay', 30);
    const acceptedBefore = newest(city, 'orders.accept', 30);
    city.advance(20);
    expect(newest(city, 'orders.pay', 2) / paidBefore).toBeLessThan(0.85);
    expect(newest(city, 'orders.accept', 5) / acceptedBefore).toBeGreaterThan(0.93);
    city.advance(120);
    expect(newest(city, 'orders.pay', 30) / paidBefore).toBeCloseTo(0.68, 1);
    expect(newest(city, 'orders.accept', 20) / acceptedBefore).toBeLessThan(0.8);
    expect(newest(city, 'orders.submit', 30) / paidBefore).toBeGreaterThan(1);
    city.advance(240);
    expect(newest(city, 'orders.pay', 30) / newest(city, 'orders.submit', 30)).toBeGreaterThan(0.95);
  });

  it('gives back a backlog after a message queue stalls: fewer pushed, then more than came in', () => {
    const city = testCity('12:10');
    city.faults.start({ kind: 'messageBacklog', at: '12:10:10', forSeconds: 60 });
    city.advance(65);
    const during = newest(city, 'orders.push', 10);
    expect(during / newest(city, 'orders.pay', 10)).toBeLessThan(0.6);
    city.advance(20);
    expect(newest(city, 'orders.push', 8) / newest(city, 'orders.pay', 8)).toBeGreaterThan(1.2);
  });
});
