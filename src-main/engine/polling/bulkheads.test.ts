import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FromEngine } from '../../../contract/engineProtocol';
import type { BackendHealth } from '../../../contract/state';
import { workspaceSchema } from '../../../contract/workspace';
import { createEngine, type Engine } from '../engine';
import { startCityStandIn, type CityStandIn } from '../testing/cityStandIn';
import { startFaultyProxy, type FaultyProxy } from '../testing/faultyProxy';
import { WindowStandIn } from '../testing/windowStandIn';
import { systemTimers } from '../timers';

const intervalMs = 200;
const noon = Date.parse('2026-11-22T12:00:00+08:00');
const name = { zh: '单', en: 'orders' };
const ids = ['well', 'alsoWell', 'dead', 'hanging'] as const;
let cities: readonly CityStandIn[];
let proxies: readonly FaultyProxy[];
let engine: Engine;
let messages: FromEngine[];
let window: WindowStandIn;

/** Four cities, each behind its own proxy. */
beforeEach(async () => {
  cities = await Promise.all(ids.map(() => startCityStandIn(noon)));
  proxies = await Promise.all(cities.map(({ url }) => startFaultyProxy(url)));
  messages = [];
  window = new WindowStandIn();
  engine = createEngine({
    post: (message) => messages.push(message),
    timers: systemTimers,
    random: Math.random,
    openHistory: async () => null,
  });
  const workspace = workspaceSchema.parse({
    version: 1,
    name,
    timeZone: 'Asia/Shanghai',
    backends: Object.fromEntries(ids.map((id, i) => [id, { kind: 'demoCity', url: proxies[i]?.url, poll: `${intervalMs}ms` }])),
    source: 'well',
    metrics: Object.fromEntries(ids.map((id) => [id, { name, backend: id, query: { demoCity: 'orders' } }])),
    funnel: ids.map((metric) => ({ metric })),
  });
  engine.handle(
    { type: 'workspace', revision: 1, workspace, demoCityUrl: null, dataFolder: '', secrets: {}, folder: null },
    undefined,
  );
  engine.handle({ type: 'connectWindow', windowId: 'w' }, window.port);
  for (const id of ids) await expect.poll(() => health(id)?.phase).toBe('live');
});
afterEach(async () => {
  await engine.close();
  for (const proxy of proxies) await proxy.close();
  for (const city of cities) await city.close();
});

function health(id: string): BackendHealth | undefined {
  const told = messages.flatMap((message) => (message.type === 'backends' ? message.backends : []));
  return told.findLast((backend) => backend.id === id);
}

const proxyOf = (id: (typeof ids)[number]): FaultyProxy => proxies[ids.indexOf(id)] ?? expect.unreachable();

describe('bulkheads', () => {
  it('one dead and one hanging backend delay none of the others', async () => {
    const askedMono: Record<string, number[]> = { well: [], alsoWell: [] };
    for (const [id, times] of Object.entries(askedMono)) {
      const city = cities[ids.findIndex((one) => one === id)];
      if (city !== undefined)
        city.intercept = ({ url }) => {
          if (url === '/api/query') times.push(performance.now());
          return false;
        };
    }
    await proxyOf('dead').set({ kind: 'down' });
    await proxyOf('hanging').set({ kind: 'hang' });
    await expect
      .poll(() => [health('dead')?.failure, health('hanging')?.failure], { timeout: 8_000 })
      .toEqual(['refused', 'timeout']);
    for (const times of Object.values(askedMono)) {
      const gaps = times.slice(1).map((at, i) => at - (times[i] ?? 0));
      expect(gaps.length).toBeGreaterThan(8);
      expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeLessThan(1.2 * intervalMs);
      expect(Math.max(...gaps)).toBeLessThan(3 * intervalMs);
    }
  });

  it('a body of 200 MB is cut off, told as too large, and costs neither memory nor the others', async () => {
    const before = process.memoryUsage().rss;
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
    await proxyOf('dead').set({ kind: 'flood', bytes: 200 * 1_048_576 });
    await expect.poll(() => health('dead')?.failure, { timeout: 10_000 }).toBe('too-big');
    clearInterval(watch);
    expect(health('dead')?.reason).toMatch(/more than \d+ MB/);
    // What may be held is one answer up to its limit, as parts and once more as a whole.
    expect((most - before) / 1_048_576).toBeLessThan(250);
    expect(health('well')?.phase).toBe('live');
    await proxyOf('dead').set({ kind: 'none' });
    await expect.poll(() => health('dead')?.phase, { timeout: 8_000 }).toBe('live');
  });

  it('a server that names a time is left alone until then, which is told, and then asked again', async () => {
    const retryAfterSeconds = 2;
    const setMono = performance.now();
    await proxyOf('dead').set({ kind: 'busy', retryAfterSeconds });
    await expect.poll(() => health('dead')?.failure).toBe('busy');
    const waitsUntil = health('dead')?.waitsUntil ?? 0;
    // To the second, on the room's clock.
    expect(Math.abs(waitsUntil - noon - 2_000)).toBeLessThan(4_000);
    const asked = proxyOf('dead').requests;
    await expect.poll(() => proxyOf('dead').requests, { timeout: 8_000, interval: 20 }).toBeGreaterThan(asked);
    expect(performance.now() - setMono).toBeGreaterThan(retryAfterSeconds * 1_000 - 50);
    await proxyOf('dead').set({ kind: 'none' });
    await expect.poll(() => health('dead')?.waitsUntil ?? null, { timeout: 8_000 }).toBeNull();
    await expect.poll(() => health('dead')?.phase, { timeout: 8_000 }).toBe('live');
  });
});
