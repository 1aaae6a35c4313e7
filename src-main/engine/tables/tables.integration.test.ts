import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { Table, TableQuery } from '../../../contract/frames';
import { workspaceSchema } from '../../../contract/workspace';
import { createEngine } from '../engine';
import { startRealPrometheus, type RealPrometheus } from '../testing/realPrometheus';
import { WindowStandIn } from '../testing/windowStandIn';
import { systemTimers } from '../timers';

const name = { zh: '单', en: 'orders' };
const daySeconds = 86_400;
const vectorSchema = z.object({ data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }) });
let server: RealPrometheus;

/** Orders a second. Channel C is not there today: its counter vanished with its exporter. */
function rate(city: string, channel: string, daysBack: number): number | null {
  if (channel === 'C' && daysBack === 0) return null;
  const base = { A: 60, B: 40, C: 10 }[channel] ?? 0;
  return (city === 'wuhan' ? base / 2 : base) * (channel === 'B' && daysBack === 0 ? 0.1 : 1);
}

/** Ten minutes around this time of day, today and on each day a table looks back at; OpenMetrics wants each series in order of time. */
function counters(nowSeconds: number): string {
  const lines = ['# TYPE orders counter'];
  for (const city of ['wuhan', 'nanjing'])
    for (const channel of ['A', 'B', 'C'])
      for (const daysBack of [28, 21, 14, 7, 1, 0]) {
        const each = rate(city, channel, daysBack);
        if (each === null) continue;
        for (let second = -420; second < 180; second += 2)
          lines.push(
            `orders_total{city="${city}",pay_channel="${channel}"} ${Math.round(each * (second + 420))} ${nowSeconds - daysBack * daySeconds + second}`,
          );
      }
  return `${lines.join('\n')}\n# EOF\n`;
}

beforeAll(async () => {
  server = await startRealPrometheus({ backfill: counters(Math.floor(Date.now() / 1_000)) });
}, 60_000);
afterAll(() => server.close());

it('a table on a real Prometheus has the rows that its own queries have, today and on every day back', async () => {
  const engine = createEngine({
    post: () => undefined,
    timers: systemTimers,
    random: Math.random,
    openHistory: async () => null,
  });
  const window = new WindowStandIn();
  const workspace = workspaceSchema.parse({
    version: 1,
    name,
    timeZone: 'Asia/Shanghai',
    backends: { prom: { kind: 'prometheus', url: server.url, poll: '500ms', settle: '0s' } },
    source: 'prom',
    dimensions: { city: { name }, channel: { name, label: 'pay_channel' } },
    metrics: { paid: { name, query: { prometheus: 'sum(rate(orders_total{$slice}[$window]))' } } },
    funnel: [{ metric: 'paid' }],
  });
  engine.handle(
    { type: 'workspace', revision: 1, workspace, demoCityUrl: null, dataFolder: '', secrets: {}, folder: null },
    undefined,
  );
  engine.handle({ type: 'connectWindow', windowId: 'w' }, window.port);
  const query: TableQuery = {
    tableId: 't',
    metricId: 'paid',
    traffic: 'real',
    slice: {},
    by: ['channel', 'city'],
    at: null,
    spanMs: 60_000,
    rowsMax: 100,
  };
  window.send({ type: 'panels', panels: [], tables: [query] });
  const newest = (): Table | undefined => window.batches.flatMap(({ tables }) => tables).at(-1);
  await expect.poll(() => newest()?.status.phase, { timeout: 10_000 }).toBe('live');
  const table = newest();
  await engine.close();
  if (table === undefined) throw new Error('the table was polled for');

  expect(table.keys).toEqual([
    ['B', 'nanjing'],
    ['B', 'wuhan'],
    ['C', 'nanjing'],
    ['C', 'wuhan'],
    ['A', 'nanjing'],
    ['A', 'wuhan'],
  ]);
  expect([...table.expected].map((value) => Math.round(value))).toEqual([40, 20, 10, 5, 60, 30]);
  expect([...table.now].map((value) => Math.round(value))).toEqual([4, 2, Number.NaN, Number.NaN, 60, 30]);
  const said = await server.query('query', {
    query: 'sum(rate(orders_total{pay_channel="B",city="wuhan"}[60s]))',
    time: String(table.to / 1_000 - daySeconds),
  });
  expect(table.yesterday[1]).toBe(Number(vectorSchema.parse(said).data.result[0]?.value[1]));
});
