import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { parse } from 'yaml';
import { z } from 'zod';
import { startRealPrometheus } from '../src-main/engine/testing/realPrometheus';
import { startScrapedCity } from './sandbox/prometheus';

/** The command as a person runs it, on real servers. */
const script = resolve(import.meta.dirname, '../scripts/workspace.mjs');

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly said: string;
}

function workspace(...words: string[]): Promise<Ended> {
  return new Promise((ended) => {
    execFile(process.execPath, [script, ...words], (error, out, said) =>
      ended({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, out, said }),
    );
  });
}

const proposedSchema = z.object({
  dimensions: z.record(z.string(), z.object({ values: z.record(z.string(), z.unknown()) })),
  metrics: z.record(z.string(), z.object({ query: z.object({ prometheus: z.string() }) })),
  funnel: z.array(z.object({ metric: z.string(), lag: z.string().optional() })),
  coreLink: z.object({
    path: z.array(z.string()),
    nodes: z.record(z.string(), z.object({ kind: z.string() })),
    edges: z.array(z.object({ from: z.string(), to: z.string() })),
  }),
});

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highnoon-proposal-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a real Prometheus that scrapes a city gives a workspace: seven stages in order, five dimensions, services and calls, each with its reason', async () => {
  const scraped = await startScrapedCity({ backfillDays: 1 });
  try {
    const { prometheus, timeZone } = scraped;
    const graph = { query: 'count(rate(traces_service_graph_request_total[1m]) > 0)' };
    await expect.poll(async () => JSON.stringify(await prometheus.query('query', graph)), { timeout: 20_000 }).toMatch(/"value"/);
    const file = join(folder, 'shop.yaml');
    const init = ['init', '--prometheus', prometheus.url, '--time-zone', timeZone, '--out', file, '--language', 'en'];
    const ended = await workspace(...init);
    expect(ended).toMatchObject({ code: 0, out: '' });
    expect(ended.said).toContain('submit → pay → push → accept → dispatch → pickup → deliver');
    expect(ended.said).toContain(`npm run workspace -- check "${file}"`);

    const text = readFileSync(file, 'utf8');
    const proposed = proposedSchema.parse(parse(text));
    expect(proposed.funnel.map(({ metric }) => metric)).toEqual(
      ['submit', 'pay', 'push', 'accept', 'dispatch', 'pickup', 'deliver'].map((stage) => `orders.${stage}`),
    );
    const lagMinutes = proposed.funnel.slice(-2).map(({ lag }) => Number.parseInt(lag ?? '', 10));
    expect(Math.abs((lagMinutes[0] ?? 0) - 11)).toBeLessThanOrEqual(1);
    expect(Math.abs((lagMinutes[1] ?? 0) - 17)).toBeLessThanOrEqual(1);
    expect(Object.keys(proposed.dimensions).sort()).toEqual(['channel', 'city', 'idc', 'platform', 'version']);
    expect(Object.keys(proposed.dimensions['city']?.values ?? {})).toHaveLength(12);
    const { nodes, edges, path } = proposed.coreLink;
    expect(nodes['mysql-order']?.kind).toBe('middleware');
    expect(nodes['order-submit']?.kind).toBe('service');
    expect(edges).toContainEqual({ from: 'order-core', to: 'mysql-order' });
    expect(path).toEqual(expect.arrayContaining(['order-submit', 'order-push', 'accept', 'dispatch', 'deliver']));
    for (const reason of [
      /# stages and their order: .*by known words/,
      /# 'deliver' follows 'pickup' with \d.* % of its rate, 1[678] min later/,
      /# 12 values, in highnoon_orders_by_city_total/,
      /# guessed from 'mysql' in its name/,
      /# not used: highnoon_service_requests_total: /,
    ])
      expect(text).toMatch(reason);

    // What is proposed answers: each stage and the slice of a city, and each measure of the calls.
    const stages = new Set(proposed.funnel.map(({ metric }) => metric));
    for (const [metricId, { query }] of Object.entries(proposed.metrics))
      for (const [by, slice] of [
        ['', ''] as const,
        ...(stages.has(metricId) ? [['_by_city', ',city="shanghai"'] as const] : []),
      ]) {
        const promQl = query.prometheus.replace('$by', by).replace('$slice', slice).replace('$window', '10m');
        expect(JSON.stringify(await prometheus.query('query', { query: promQl })), promQl).toMatch(/"value":\[/);
      }

    expect(await workspace('check', file)).toMatchObject({ code: 0 });
    const again = await workspace(...init);
    expect(again.code).toBe(1);
    expect(again.said).toContain('--force');
    expect(readFileSync(file, 'utf8')).toBe(text);
  } finally {
    await scraped.close();
  }
});

test('a server with nothing useful is told so, and no file is written', async () => {
  const prometheus = await startRealPrometheus({ backfill: '# TYPE jobs_done counter\njobs_done_total 1 1\n# EOF\n' });
  try {
    const file = join(folder, 'shop.yaml');
    const ended = await workspace('init', '--prometheus', prometheus.url, '--out', file, '--language', 'en');
    expect(ended).toMatchObject({ code: 1, out: '' });
    expect(ended.said).toMatch(/none looks like a funnel of orders/);
    expect(() => readFileSync(file)).toThrow(/ENOENT/);
  } finally {
    await prometheus.close();
  }
});

test('a dead server, a login page, a password in the address and a misspelt file each get a sentence', async () => {
  const page = createServer((_request, response) => response.end('<html>sign in</html>'));
  await new Promise<void>((listening) => page.listen(0, '127.0.0.1', listening));
  const pageUrl = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
  const file = join(folder, 'bad.yaml');
  try {
    for (const [words, sentence] of [
      [['init', '--prometheus', 'http://127.0.0.1:1'], /^http:\/\/127\.0\.0\.1:1 refuses connections; [^\n]+\.\n$/],
      [['init', '--prometheus', pageUrl], /did not answer in JSON/],
      [['init', '--prometheus', 'http://shop:secret@127.0.0.1:1'], /No user or password in the address/],
      [['init', '--prometheus', pageUrl, '--time-zone', 'Mars/Olympus'], /wants an IANA zone/],
      [['init', '--prometheus', pageUrl, '--speed', '3'], /--speed/],
      [['check', file], /There is no file/],
      [[], /npm run workspace -- init/],
    ] as const) {
      const ended = await workspace(...words);
      expect(ended, words.join(' ')).toMatchObject({ code: 1, out: '' });
      expect(ended.said).toMatch(sentence);
      expect(ended.said).not.toMatch(/ at .*\.ts:|secret/);
    }
  } finally {
    page.close();
  }
});
