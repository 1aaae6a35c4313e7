import { spawnSync } from 'node:child_process';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import {
  cityAnswerSchema,
  cityBreakdownAnswerSchema,
  cityClockSchema,
  cityControlsSchema,
  cityEventsSchema,
  cityTopologySchema,
} from '../../../contract/cityApi';
import { testCity } from '../testCity';
import { backstageRoutes } from './backstageRoutes';
import { cityRoutes } from './cityRoutes';
import { serveLoopback, type LoopbackServer } from './loopbackServer';

// Simulated minutes, not waiting; machines that do other things at the same time need room.
vi.setConfig({ testTimeout: 40_000 });

const city = testCity('12:01', { historyDays: 14 });
const pace = { speed: () => 1, now: () => city.now(), setSpeed: () => undefined, stop: () => undefined };
let main: LoopbackServer;
let backstage: LoopbackServer;

beforeAll(async () => {
  main = await serveLoopback(0, cityRoutes(city, { now: () => city.now(), speed: () => 1 }));
  backstage = await serveLoopback(0, backstageRoutes(city, pace));
  city.advance(20);
});
afterAll(() => Promise.all([main.close(), backstage.close()]));

const get = async (path: string): Promise<unknown> => (await fetch(main.url + path)).json();
const send = async (url: string, method: string, body: string) => {
  const response = await fetch(url, { method, body });
  return { status: response.status, body: z.looseObject({ error: z.string().optional() }).parse(await response.json()) };
};

describe('the city over HTTP', () => {
  it('speaks the contract', async () => {
    const clock = cityClockSchema.parse(await get('/api/clock'));
    expect(clock).toMatchObject({ now: city.now(), timeZone: 'Asia/Shanghai', seed: 1 });
    const topology = cityTopologySchema.parse(await get('/api/topology'));
    expect(topology.path.every((id) => topology.nodes.some((node) => node.id === id))).toBe(true);
    expect(cityControlsSchema.parse(await get('/api/controls')).controls.length).toBeGreaterThan(100);
    expect(cityEventsSchema.parse(await get(`/api/events?since=${clock.now - 86_400_000}`)).events.length).toBeGreaterThan(5);
    const query = { series: [{ metric: 'orders.submit' }], from: clock.now - 60_000, to: clock.now, stepMs: 1000 };
    const answer = cityAnswerSchema.parse((await send(`${main.url}/api/query`, 'POST', JSON.stringify(query))).body);
    expect(answer.results[0]?.values).toHaveLength(60);
  });

  it('cuts a metric by every combination of dimensions, each row as a query of that slice answers', async () => {
    const now = city.now();
    const spans = [
      { from: now - 60_000, to: now },
      { from: now - 86_460_000, to: now - 86_400_000 },
    ];
    const ask = async (body: object) => send(`${main.url}/api/breakdown`, 'POST', JSON.stringify(body));
    const question = { metric: 'orders.pay', slice: { platform: 'ios' }, by: ['city', 'channel'], spans, rowsMax: 100 };
    const { rows } = cityBreakdownAnswerSchema.parse((await ask(question)).body);
    expect(rows).toHaveLength(36);
    const row = rows.find(({ key }) => key.join() === 'wuhan,B');
    for (const [i, { from, to }] of spans.entries()) {
      const slice = { platform: 'ios', city: 'wuhan', channel: 'B' };
      const alone = city.query({ series: [{ metric: 'orders.pay', slice }], from, to, stepMs: 1_000 }).results[0]?.values ?? [];
      expect(row?.values[i]).toBeCloseTo(alone.reduce<number>((sum, value) => sum + (value ?? 0), 0) / 60, 6);
    }
    expect((await ask({ ...question, rowsMax: 35 })).status).toBe(413);
    expect((await ask({ ...question, by: ['platform'] })).body.error).toContain('fixed by the slice');
    const machines = { metric: 'node.qps', slice: { node: 'order-core' }, by: ['idc', 'instance'], spans, rowsMax: 1_000 };
    const instances = cityBreakdownAnswerSchema.parse((await ask(machines)).body).rows;
    expect(new Set(instances.map(({ key }) => key[1])).size).toBe(instances.length);
  });

  it('keeps the truth off the main port', async () => {
    await send(`${backstage.url}/faults`, 'POST', '{"kind":"paymentOutage","channel":"B"}');
    city.advance(5);
    for (const path of ['/truth', '/faults', '/api/faults', '/api/truth', '/scenario']) {
      const response = await fetch(main.url + path);
      expect(response.status, path).toBe(404);
    }
    const shown = JSON.stringify([
      await get('/api/events'),
      await get('/api/clock'),
      await get('/api/topology'),
      await get('/api/controls'),
    ]);
    expect(shown).not.toContain('paymentOutage');
    expect(await (await fetch(`${main.url}/metrics`)).text()).not.toContain('paymentOutage');
    const truth = await (await fetch(`${backstage.url}/truth`)).json();
    expect(truth).toMatchObject({ faults: [{ kind: 'paymentOutage', target: { channel: 'B' } }] });
  });

  it.each([
    ['not JSON', '{', 400, /not JSON/],
    ['a missing key', '{"series":[{"metric":"orders.pay"}],"from":0,"to":1000}', 400, /stepMs/],
    ['an unknown key', '{"series":[{"metric":"orders.pay"}],"from":0,"to":1000,"stepMs":1000,"colour":1}', 400, /colour/],
    ['an unknown metric', '{"series":[{"metric":"orders.lost"}],"from":0,"to":1000,"stepMs":1000}', 404, /orders.lost/],
    [
      'an unknown dimension',
      '{"series":[{"metric":"orders.pay","slice":{"sky":"x"}}],"from":0,"to":1000,"stepMs":1000}',
      400,
      /sky/,
    ],
    [
      'an unknown value',
      '{"series":[{"metric":"orders.pay","slice":{"city":"x"}}],"from":0,"to":1000,"stepMs":1000}',
      400,
      /slice.city/,
    ],
    ['an unknown node', '{"series":[{"metric":"node.qps","slice":{"node":"x"}}],"from":0,"to":1000,"stepMs":1000}', 404, /"x"/],
    ['a crooked start', '{"series":[{"metric":"orders.pay"}],"from":7,"to":1000,"stepMs":1000}', 400, /from/],
    ['too much at once', '{"series":[{"metric":"orders.pay"}],"from":0,"to":9000000000000,"stepMs":1000}', 400, /ask for less/],
  ])('refuses %s and names it', async (_, body, status, message) => {
    const reply = await send(`${main.url}/api/query`, 'POST', body);
    expect(reply.status).toBe(status);
    expect(reply.body.error).toMatch(message);
  });

  it('refuses a body over one megabyte, and a host that is not loopback', async () => {
    expect((await send(`${main.url}/api/query`, 'POST', 'x'.repeat(1_100_000))).status).toBe(400);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(`${main.url}/api/clock`, { headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.once('error', reject);
      sent.end();
    });
    expect(status).toBe(403);
  });

  it('sets a control and reads it back', async () => {
    const put = await send(`${main.url}/api/controls/payChannel.pay-router`, 'PUT', '{"settings":{"B":0}}');
    expect(put.status).toBe(200);
    expect(await get('/api/controls/payChannel.pay-router')).toMatchObject({
      instances: [{ value: 1 }, { id: 'B', value: 0 }, { value: 1 }],
    });
    expect((await send(`${main.url}/api/controls/nothing`, 'PUT', '{"settings":{}}')).status).toBe(404);
  });
});

describe('/metrics', () => {
  const scrape = async (): Promise<Map<string, number>> => {
    const text = await (await fetch(`${main.url}/metrics`)).text();
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
  };

  it('has counters that only grow, histograms that add up, and no series twice', async () => {
    const before = await scrape();
    city.advance(5);
    const after = await scrape();
    expect(after.size).toBe(before.size);
    for (const [series, value] of before)
      if (!series.includes('saturation')) expect(after.get(series), series).toBeGreaterThanOrEqual(value);
    const buckets = [...after].filter(([series]) =>
      series.startsWith('highnoon_service_request_seconds_bucket{service="order-core",idc="east"'),
    );
    expect(buckets.at(-1)?.[0]).toContain('le="+Inf"');
    buckets.slice(1).forEach(([series, value], i) => expect(value, series).toBeGreaterThanOrEqual(buckets[i]?.[1] ?? 0));
    const grown = (name: string): number => (after.get(name) ?? 0) - (before.get(name) ?? 0);
    expect(grown('highnoon_orders_total{stage="submit"}')).toBeGreaterThan(4_000);
    const byChannel = ['A', 'B', 'C'].map((channel) =>
      grown(`highnoon_orders_by_channel_total{stage="submit",channel="${channel}"}`),
    );
    expect(byChannel.reduce((sum, each) => sum + each, 0)).toBe(grown('highnoon_orders_total{stage="submit"}'));
  });

  it('pleases promtool, where it is installed', async () => {
    const text = await (await fetch(`${main.url}/metrics`)).text();
    const check = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
    if (check.error === undefined) expect(`${check.stdout}${check.stderr}`).toBe('');
    expect(text.endsWith('\n')).toBe(true);
  });
});
