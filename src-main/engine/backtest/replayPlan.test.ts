import { expect, it } from 'vitest';
import type { BacktestRequest } from '../../../contract/detection';
import { smallShop } from '../testing/pastStandIn';
import { planLimits, planReplay, replayStepMs } from './replayPlan';

const dayMs = 86_400_000;
const from = Date.parse('2026-11-24T00:00:00+08:00');
const request: BacktestRequest = {
  from,
  to: from + dayMs,
  metricIds: [],
  slices: true,
  runs: [{ detector: 'level', sensitivity: 1 }],
};

it.each([
  [10_000, 2, 10_000],
  [10_000, 4.5, 20_000],
  [10_000, 7, 30_000],
  [10_000, 28, 120_000],
  [5_000, 2, 10_000],
  [15_000, 28, 120_000],
  [60_000, 14, 60_000],
  [300_000, 28, 300_000],
])('a step of %i ms over %d days is replayed at %i ms', (ownStepMs, days, stepMs) => {
  expect(replayStepMs(ownStepMs, days * dayMs, planLimits.bucketsMax)).toBe(stepMs);
});

it('coarse history ends where the fine one begins, a day before anything is judged, and totals come first', () => {
  const { parts, seriesCount, leftOut } = planReplay({ ...request, from: from + 12_345 }, smallShop);
  expect([seriesCount, leftOut]).toEqual([6, 0]);
  expect(parts[0]?.series.slice(0, 2).map(({ fine }) => fine.slice)).toEqual([{}, {}]);
  for (const { coarse, fine, judgedFrom } of parts) {
    expect(coarse.to * 300_000).toBe(fine.from * 10_000);
    expect(judgedFrom * 10_000).toBe(from + 20_000);
    expect(judgedFrom - fine.from).toBeGreaterThanOrEqual(8_640);
    expect((fine.from - 8_640) * 10_000 - coarse.from * 300_000).toBeLessThanOrEqual(28 * dayMs);
  }
});

it('takes the metrics that are named, without their slices when asked for totals, and no more series than one replay may', () => {
  expect(planReplay({ ...request, metricIds: ['paid'] }, smallShop).seriesCount).toBe(3);
  expect(planReplay({ ...request, slices: false }, smallShop).seriesCount).toBe(2);
  expect(planReplay(request, smallShop, { ...planLimits, seriesMax: 4 })).toMatchObject({ seriesCount: 4, leftOut: 2 });
});
