import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Backend, SampleSource } from './backends/backend';
import { openBackend } from './backends/registry';
import { startRealVictoriaMetrics, type RealVictoriaMetrics } from './testing/realVictoriaMetrics';

const never = new AbortController().signal;
const query = 'sum(rate(orders_total{stage="paid"$slice}[$window]))';
const stepMs = 10_000;
/** The default of -search.latencyOffset, which this version takes from nobody. */
const offsetMs = 30_000;
const cities = ['shanghai', 'say "cheese" \\ now', 'a.b|c'];

let server: RealVictoriaMetrics;
let backend: Backend;
let samples: SampleSource;

/** Counters of three cities, one sample a second for the last 20 minutes and the next two. */
beforeAll(async () => {
  server = await startRealVictoriaMetrics();
  const now = Math.floor(Date.now() / 1_000);
  const lines: string[] = [];
  cities.forEach((city, i) => {
    let count = 0;
    for (let second = now - 1_200; second < now + 120; second += 1) {
      count += 10 * (i + 1) + (second % 7);
      lines.push(`orders_total{stage="paid",city=${JSON.stringify(city)}} ${count} ${second * 1_000}`);
    }
  });
  await server.import(`${lines.join('\n')}\n`);
  const settings = { kind: 'victoriaMetrics', url: server.url, poll: 1_000, settle: 1_000 } as const;
  const context = { demoCityUrl: null, backendId: 'vm', secrets: {}, folder: null, monoNow: () => performance.now() };
  backend = openBackend('victoriaMetrics', settings, context);
  if (backend.samples === null) throw new Error('VictoriaMetrics has samples');
  samples = backend.samples;
}, 30_000);
afterAll(async () => {
  backend.close();
  await server.close();
});

function tail(): { from: number; to: number; stepMs: number } {
  const to = (Math.floor(Date.now() / stepMs) + 1) * stepMs;
  return { from: to - 60 * stepMs, to, stepMs };
}

describe('the backend on a real VictoriaMetrics with its default flags', () => {
  it('finds out by itself that the newest 30 s are repainted, and says so', async () => {
    const check = await backend.check(never);
    expect(check.notes).toEqual(['repaints-newest']);
    // To the second, and a second may begin between the two questions.
    expect([offsetMs - 2_000, offsetMs - 1_000]).toContain(check.behindMs);
    // The package was built without a version.
    expect(check.version).toBeNull();
  });

  it('reads the server clock to the millisecond although its instant queries are shifted', async () => {
    const before = Date.now();
    const { clock } = await backend.check(never);
    expect(clock.at).toBeGreaterThanOrEqual(before - 50);
    expect(clock.at).toBeLessThanOrEqual(Date.now() + 50);
  });

  it('answers for every complete bucket exactly what the server answers, each city alone and all in one question', async () => {
    const request = tail();
    const series = [{ query, slice: {} }, ...cities.map((city) => ({ query, slice: { city } }))];
    const answer = await samples.query({ series, ...request }, never);
    const complete = Math.floor((answer.seenTo - request.from) / stepMs);
    expect(complete).toBeGreaterThan(50);
    for (const [i, { slice }] of series.entries()) {
      const city = 'city' in slice ? `,city=${JSON.stringify(slice.city)}` : '';
      const said = await saidByServer(`sum(rate(orders_total{stage="paid"${city}}[10s]))`, request.from, complete);
      // The server adds up its series in the order they come to hand: the last bit differs between two answers of its own.
      expect([...(answer.columns[i] ?? [])].slice(0, complete)).toEqual(said.map((value): unknown => expect.closeTo(value, 9)));
    }
  });

  it('has not seen the last 30 s: their first bucket is filling, the others are gaps, and nothing is repainted', async () => {
    const request = tail();
    const before = Date.now();
    const answer = await samples.query({ series: [{ query, slice: {} }], ...request }, never);
    expect(answer.seenTo).toBeGreaterThanOrEqual(before - offsetMs - 50);
    expect(answer.seenTo).toBeLessThanOrEqual(Date.now() - offsetMs + 50);
    const column = answer.columns[0] ?? new Float64Array(0);
    const filling = Math.floor((answer.seenTo - request.from) / stepMs);
    const share = (answer.seenTo - request.from) / stepMs - filling;
    expect([...column.subarray(filling + 1)].every(Number.isNaN)).toBe(true);
    // 78 orders a second, give or take the wave of a week of seconds.
    if (share > 0.3) expect((column[filling] ?? 0) / share / (column[filling - 1] ?? 0)).toBeCloseTo(1, 0);
    expect(new Set(column.subarray(filling - 6, filling)).size).toBeGreaterThan(1);
  });

  it('cuts a metric into rows that add up to the whole', async () => {
    const to = Math.floor(Date.now() / 60_000) * 60_000 - 60_000;
    const spans = [{ from: to - 300_000, to }];
    const { rows } = await samples.breakdown({ query, slice: {}, by: ['city'], spans, rowsMax: 10 }, never);
    expect(rows.map(({ key }) => key[0]).sort()).toEqual([...cities].sort());
    const [whole = Number.NaN] = await saidByServer('sum(rate(orders_total[300s]))', to - 300_000, 1, 300_000);
    expect(rows.reduce((sum, { values }) => sum + (values[0] ?? 0), 0)).toBeCloseTo(whole, 6);
  });
});

const matrixSchema = z.object({
  data: z.object({ result: z.array(z.object({ values: z.array(z.tuple([z.number(), z.string()])) })) }),
});

async function saidByServer(expression: string, from: number, count: number, step = stepMs): Promise<number[]> {
  const answer = await server.query('query_range', {
    query: expression,
    start: String((from + step) / 1_000),
    end: String((from + count * step) / 1_000),
    step: String(step / 1_000),
    nocache: '1',
  });
  return matrixSchema.parse(answer).data.result[0]?.values.map(([, value]) => Number(value)) ?? [];
}
