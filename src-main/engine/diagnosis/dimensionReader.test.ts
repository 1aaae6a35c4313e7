import { beforeEach, expect, test } from 'vitest';
import type { CaseAlarm, DimensionFinding, IncidentCase } from '../../../contract/diagnosis';
import { workspaceSchema } from '../../../contract/workspace';
import { BackendFailure, type BreakdownRequest, type SampleSource } from '../backends/backend';
import { createSeriesCatalog } from '../samples/series';
import { createTableCatalog } from '../tables/tableCut';
import { DimensionReader } from './dimensionReader';

const noon = Date.parse('2026-11-24T12:00:00+08:00');
const dayMs = 86_400_000;
const name = { zh: '单', en: 'orders' };
const query = (demoCity: string) => ({ name, query: { demoCity } });
const workspace = workspaceSchema.parse({
  version: 1,
  name,
  timeZone: 'Asia/Shanghai',
  backends: { shop: { kind: 'demoCity', url: 'embedded' } },
  source: 'shop',
  dimensions: { city: { name }, device: { name }, country: { name } },
  metrics: { submit: query('submit'), pay: query('pay') },
  funnel: [{ metric: 'submit' }, { metric: 'pay', lag: '5s' }],
});
const catalog = createTableCatalog(workspace, createSeriesCatalog(workspace));
const span = { from: noon, to: noon + 120_000 };

/** A shop of these cities and devices in one country; orders per second of one combination. */
let cities: readonly string[];
let devices: readonly string[];
let rate: (where: { readonly city: string; readonly device: string }, metric: string, at: number) => number;
let historyFrom: number;
let asked: BreakdownRequest[];
let failure: BackendFailure | null;
let reader: DimensionReader;

beforeEach(() => {
  cities = ['wuhan', 'nanjing', 'xian', 'suzhou'];
  devices = ['phone', 'tablet', 'web'];
  rate = () => 5;
  historyFrom = 0;
  asked = [];
  failure = null;
  reader = new DimensionReader({ workspace, catalog, samples: () => shop });
});

test('a city that stopped on one device is the part; a busier day explains nothing, nor does a city that was busy before', async () => {
  rate = ({ city, device }, _metric, at) => {
    const isToday = at > noon - dayMs / 2;
    const broken = at >= noon && city === 'wuhan' && device === 'phone';
    return 5 * (isToday ? 1.4 : 1) * (isToday && city === 'xian' ? 1.5 : 1) * (broken ? 0.2 : 1);
  };
  const [orders] = await read();
  expect(slicesOf(orders)).toEqual([{ city: 'wuhan', device: 'phone' }]);
  expect(orders?.parts[0]?.explained).toBeCloseTo(-0.8 * 7 * 60, -1);
  expect(orders?.expected).toBeCloseTo(7 * (9 + 3 * 1.5) * 60, -2);
  expect(orders).toMatchObject({ by: ['city', 'device'], comparedWith: 'days', everywhere: 0, leaves: 12, leavesLeftOut: 0 });
});

test('a shop without a past is compared with the minutes before it began', async () => {
  historyFrom = noon - dayMs / 4;
  rate = ({ device }, _metric, at) => (at >= noon && device === 'web' ? 1 : 5);
  const [orders] = await read();
  expect(orders?.comparedWith).toBe('before');
  expect(slicesOf(orders)).toEqual([{ device: 'web' }]);
  historyFrom = noon - 30_000;
  reader.forget('1124-01');
  expect(await read()).toEqual([]);
});

test('one former week with an incident of its own is no yardstick', async () => {
  rate = ({ city }, _metric, at) => (city === 'wuhan' && (at >= noon || Math.abs(at - noon + 7 * dayMs) < 60_000) ? 0.5 : 5);
  const [orders] = await read();
  expect(slicesOf(orders)).toEqual([{ city: 'wuhan' }]);
  expect(orders?.expected).toBeCloseTo(12 * 5 * 60, -1);
});

test('orders so rare that most combinations have none: still the one device, and the sum stays exact', async () => {
  cities = Array.from({ length: 60 }, (_, i) => `city-${i}`);
  rate = ({ city, device }, _metric, at) =>
    sparse(`${city}${device}${Math.floor(at / 60_000)}`, at >= noon && device === 'web' ? 0.002 : 0.01);
  const [orders] = await read();
  expect(slicesOf(orders)).toEqual([{ device: 'web' }]);
  expect(orders?.parts.reduce((sum, part) => sum + part.explained, orders.everywhere + orders.residual)).toBeCloseTo(
    (orders?.actual ?? 0) - (orders?.expected ?? 0),
    9,
  );
});

test('where all combinations would be too many, those that the alarms point at come first, and the rest is said to be left out', async () => {
  cities = Array.from({ length: 400 }, (_, i) => `city-${i}`);
  devices = Array.from({ length: 40 }, (_, i) => `device-${i}`);
  rate = ({ device }, _metric, at) => (at >= noon && device === 'device-7' ? 0.02 : 0.2);
  const [orders] = await read([alarm({ device: 'device-7' })]);
  expect(orders).toMatchObject({ by: ['device'], leaves: 40, leavesLeftOut: 400 * 40 - 40 });
  expect(slicesOf(orders)).toEqual([{ device: 'device-7' }]);
});

test('conversion is cut beside it, aligned by the time an order takes', async () => {
  rate = ({ device }, metric, at) =>
    metric === 'submit' ? (at >= noon ? 10 : 5) : at - 5_000 >= noon ? (device === 'web' ? 1 : 9.8) : 4.9;
  const [, ratio] = await read();
  expect(ratio).toMatchObject({ measure: 'ratio', ofMetricId: 'submit', by: ['device', 'city'] });
  expect(slicesOf(ratio)).toEqual([{ device: 'web' }]);
  expect(asked.filter((request) => request.query === 'submit').map(({ spans }) => spans.at(-1))).toContainEqual({
    from: span.from - 5_000,
    to: span.to - 5_000,
  });
});

test('within a minute the same is said again without a question; a failure is told and nothing is remembered of it', async () => {
  failure = new BackendFailure('timeout', 'shop does not answer');
  await expect(read()).rejects.toThrow('shop does not answer');
  failure = null;
  const first = await read();
  const questions = asked.length;
  expect(await read()).toBe(first);
  expect(asked).toHaveLength(questions);
  reader.forget('1124-01');
  await read();
  expect(asked.length).toBeGreaterThan(questions);
});

function read(alarms: readonly CaseAlarm[] = []): Promise<readonly DimensionFinding[]> {
  const incident: IncidentCase = {
    id: '1124-01',
    traffic: 'real',
    startedAt: noon,
    raisedAt: noon + 30_000,
    alarms,
    cost: { metricId: 'pay', since: noon, perMinute: 100 },
    answers: [],
  };
  return reader.read(incident, span, new AbortController().signal);
}

function alarm(slice: CaseAlarm['slice']): CaseAlarm {
  return { metricId: 'pay', slice, direction: 'below', startedAt: noon, peakScore: 0.9, stage: 1 };
}

function slicesOf(finding: DimensionFinding | undefined): unknown[] {
  return (finding?.parts ?? []).map(({ slice }) => slice);
}

/** Whole orders in a minute, as rare as `mean` per second; the same for the same seed. */
function sparse(seed: string, mean: number): number {
  const wanted = mean * 60;
  let state = [...seed].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 0x01000193), 0x811c9dc5);
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  state = Math.imul(state ^ (state >>> 12), 0x297a2d39);
  const chance = ((state ^ (state >>> 15)) >>> 0) / 2 ** 32;
  let [count, probability] = [0, Math.exp(-wanted)];
  for (let below = probability; below < chance && count < 50; below += probability) probability *= wanted / ++count;
  return count / 60;
}

/** Answers every cut by adding its combinations up, each span minute by minute. */
const shop: SampleSource = {
  query: () => Promise.reject(new Error('findings are read from cuts')),
  breakdown: async (request) => {
    if (failure !== null) throw failure;
    asked.push(request);
    const rows = new Map<string, { key: string[]; values: Float64Array }>();
    for (const city of cities)
      for (const device of devices) {
        const where = { city, device, country: 'cn' };
        const key = request.by.map((label) => (label === 'city' ? city : label === 'device' ? device : 'cn'));
        const row = rows.get(key.join(' ')) ?? { key, values: new Float64Array(request.spans.length).fill(Number.NaN) };
        rows.set(key.join(' '), row);
        request.spans.forEach(({ from, to }, i) => {
          if (from < historyFrom) return;
          let sum = 0;
          for (let at = from; at < to; at += 60_000) sum += rate(where, request.query, at) * (Math.min(to, at + 60_000) - at);
          row.values[i] = (Number.isNaN(row.values[i] ?? 0) ? 0 : (row.values[i] ?? 0)) + sum / (to - from);
        });
      }
    return { seenTo: span.to, rows: [...rows.values()], partial: null, reporting: null };
  },
};
