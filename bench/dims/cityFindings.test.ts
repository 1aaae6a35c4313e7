import { expect, test } from 'vitest';
import type { DimensionFinding, DimensionPart, IncidentCase } from '../../contract/diagnosis';
import { createCity, type City } from '../../src-main/demoCity/city';
import type { FaultRequest } from '../../src-main/demoCity/faults/faultStage';
import { homeZone } from '../../src-main/demoCity/time/cityZone';
import { BackendFailure, type BreakdownRequest, type SampleSource } from '../../src-main/engine/backends/backend';
import { DimensionReader } from '../../src-main/engine/diagnosis/dimensionReader';
import { createSeriesCatalog } from '../../src-main/engine/samples/series';
import { createTableCatalog } from '../../src-main/engine/tables/tableCut';
import { builtInWorkspace } from '../cityDetect/caseWorkspace';

const minuteMs = 60_000;
const faultAt = Date.parse('2026-11-24T12:05:00+08:00');
const liveFrom = faultAt - 2 * minuteMs;
const catalog = createTableCatalog(builtInWorkspace, createSeriesCatalog(builtInWorkspace));

test('a release that fails on iOS 7.2: that combination, nearly all of the loss, and nothing else', async () => {
  const city = cityWith({ kind: 'badRelease', version: '7.2', platform: 'ios', share: 0.4 });
  const [orders] = await read(city, 'orders.submit');
  expect(orders).toMatchObject({ comparedWith: 'days', measure: 'orders', leaves: 2_160, leavesLeftOut: 0, everywhere: 0 });
  expect(slicesOf(orders)).toEqual([{ version: '7.2', platform: 'ios' }]);
  expect(orders?.parts[0]?.explained).toBeLessThan(0.75 * lossOf(orders));
  expect(sumOf(orders)).toBeCloseTo(lossOf(orders), 6);
});

test('a payment channel that fails: the channel, in orders per minute and as conversion, also where combinations are not counted', async () => {
  const city = cityWith({ kind: 'paymentOutage', channel: 'B' });
  const [orders, ratio] = await read(city, 'orders.pay');
  expect(slicesOf(orders)).toEqual([{ channel: 'B' }]);
  expect(orders?.parts[0]?.explained).toBeLessThan(0.95 * lossOf(orders));
  expect(ratio).toMatchObject({ measure: 'ratio', ofMetricId: 'orders.submit', comparedWith: 'before', mixShift: null });
  expect(slicesOf(ratio)).toEqual([{ channel: 'B' }]);
  expect(ratio?.actual).toBeLessThan(0.75);
  expect(ratio?.expected).toBeGreaterThan(0.94);
  expect(sumOf(ratio)).toBeCloseTo(lossOf(ratio), 9);

  const asked: BreakdownRequest[] = [];
  const [single] = await read(city, 'orders.pay', (request) => {
    asked.push(request);
    if (request.by.length > 1) throw new BackendFailure('bad-query', 'combinations are not counted');
  });
  expect(slicesOf(single)).toEqual([{ channel: 'B' }]);
  expect(single?.by).toEqual(['channel']);
  expect(single?.leavesLeftOut).toBe(2_157);
  expect(asked.filter(({ by }) => by.length > 1).map(({ by }) => by.length)).toEqual([5, 4, 3, 2]);
});

test('a promotion doubles everybody: everywhere, and no combination to blame', async () => {
  const [orders] = await read(cityWith({ kind: 'promotionBurst', factor: 2, rampSeconds: 20 }), 'orders.submit');
  expect(orders?.everywhere).toBeGreaterThan(0.97 * lossOf(orders));
  expect(partsOf(orders).reduce((sum, { explained }) => sum + Math.abs(explained), 0)).toBeLessThan(0.03 * lossOf(orders));
});

/** A city in this process, two minutes into a fault at the lunch peak. */
function cityWith(fault: FaultRequest): City {
  const city = createCity({ seed: 7, variant: 0, startAt: liveFrom, zone: homeZone, historyDays: 29 });
  city.faults.start({ ...fault, at: faultAt });
  city.advance((faultAt - liveFrom) / 1_000 + 120);
  return city;
}

function read(
  city: City,
  metricId: string,
  onAsk: (request: BreakdownRequest) => void = () => undefined,
): Promise<readonly DimensionFinding[]> {
  const samples: SampleSource = {
    query: () => Promise.reject(new Error('findings are read from cuts')),
    breakdown: async (request) => {
      onAsk(request);
      const { query, slice, by, spans, rowsMax } = request;
      const answer = city.breakdown({ metric: query, slice, by: [...by], spans: [...spans], rowsMax });
      const rows = answer.rows.map(({ key, values }) => ({
        key,
        values: Float64Array.from(values, (value) => value ?? Number.NaN),
      }));
      return { seenTo: answer.now, rows, partial: null, reporting: null };
    },
  };
  const reader = new DimensionReader({ workspace: builtInWorkspace, catalog, samples: () => samples });
  const incident: IncidentCase = {
    id: '1124-01',
    traffic: 'real',
    startedAt: faultAt + 20_000,
    raisedAt: faultAt + 40_000,
    alarms: [],
    cost: { metricId, since: faultAt + 20_000, perMinute: 400 },
    answers: [],
  };
  return reader.read(incident, { from: faultAt + 30_000, to: city.now() }, new AbortController().signal);
}

function partsOf(finding: DimensionFinding | undefined): readonly DimensionPart[] {
  return finding?.parts ?? [];
}

function slicesOf(finding: DimensionFinding | undefined): unknown[] {
  return partsOf(finding).map(({ slice }) => slice);
}

function lossOf(finding: DimensionFinding | undefined): number {
  return finding === undefined ? Number.NaN : finding.actual - finding.expected;
}

function sumOf(finding: DimensionFinding | undefined): number {
  if (finding === undefined) return Number.NaN;
  const { everywhere, mix, residual } = finding;
  return partsOf(finding).reduce((sum, { explained }) => sum + explained, everywhere + mix + residual);
}
