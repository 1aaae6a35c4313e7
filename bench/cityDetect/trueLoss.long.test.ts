import { describe, expect, it, vi } from 'vitest';
import { livedCity } from './caseSamples';
import { drawCase, type CityCase } from './drawCase';
import { healthyCells, measureLoss } from './trueLoss';

// Simulated minutes, not waiting; machines that do other things at the same time need room.
vi.setConfig({ testTimeout: 60_000 });

const minute = 60_000;
/** Wednesday 2026-11-25 in the city. */
const noon = Date.UTC(2026, 10, 25, 4);
const lunch: CityCase = {
  ...{ seed: 3, variant: 0, day: 'workday', promotions: [], wetDates: [] },
  ...{ liveFrom: noon, judgedFrom: noon, to: noon + 6 * minute, fault: null },
};
const withFault = (fault: NonNullable<CityCase['fault']>): CityCase => ({ ...lunch, fault });

describe('what a fault cost', () => {
  it('is nothing in a healthy city: it lives as the flow equations of its seed say, to half a percent', () => {
    const city = livedCity(lunch);
    expect(measureLoss(city, withFault({ kind: 'errors', at: noon + minute }))).toMatchObject({
      shape: 'none',
      size: 0,
      stage: null,
    });
    const expected = healthyCells(lunch)[1]?.reduce((sum, orders) => sum + orders, 0) ?? 0;
    const { from, to } = { from: noon, to: noon + 6 * minute };
    const [paid] = city.query({ series: [{ metric: 'orders.pay', slice: {} }], from, to, stepMs: 6 * minute }).results;
    expect(((paid?.values[0] ?? 0) * 360) / expected).toBeCloseTo(1, 2);
  });

  it('is a cliff when a payment channel goes, and says at which stage and when a tenth was missing', () => {
    const drawn = withFault({ kind: 'paymentOutage', channel: 'B', share: 0.95, at: noon + 2 * minute });
    const loss = measureLoss(livedCity(drawn), drawn);
    expect(loss.shape).toBe('cliff');
    expect(loss.size).toBeGreaterThan(0.2);
    expect(loss.size).toBeLessThan(0.4);
    expect((loss.tenthAt ?? 0) - noon).toBeGreaterThan(2 * minute);
    expect((loss.tenthAt ?? 0) - noon).toBeLessThan(3 * minute);
  });

  it('is a decline when it creeps', () => {
    const drawn = withFault({ kind: 'slowDecline', node: 'order-submit', share: 0.6, rampSeconds: 1_200, at: noon + minute });
    expect(measureLoss(livedCity(drawn), drawn).shape).toBe('decline');
  });
});

it('a case follows from its seed, and the seeds hold every kind of day', () => {
  const cases = Array.from({ length: 200 }, (_, i) => drawCase(i + 1));
  expect(cases[6]).toEqual(drawCase(7));
  expect(new Set(cases.map(({ day }) => day)).size).toBe(5);
  const kinds = new Set(cases.map(({ fault }) => fault?.kind ?? 'healthy'));
  expect(kinds.size).toBe(13);
});
