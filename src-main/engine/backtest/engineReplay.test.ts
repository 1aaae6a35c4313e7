import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BacktestReport, BacktestRequest } from '../../../contract/detection';
import type { EngineQuestion, FromEngine } from '../../../contract/engineProtocol';
import { workspaceSchema } from '../../../contract/workspace';
import { createEngine, type Engine } from '../engine';
import { startCityStandIn, type CityStandIn } from '../testing/cityStandIn';
import { usualRate } from '../testing/pastStandIn';
import { WindowStandIn } from '../testing/windowStandIn';
import { systemTimers } from '../timers';

const name = { zh: '单', en: 'orders' };
const now = Date.parse('2026-11-25T12:00:00+08:00') + 4_000;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const yesterday = Date.parse('2026-11-24T00:00:00+08:00');
const outageAt = yesterday + 12 * 60 * minuteMs;
const request: BacktestRequest = {
  from: yesterday,
  to: yesterday + dayMs,
  metricIds: [],
  slices: true,
  runs: [{ detector: 'level', sensitivity: 1 }],
};
let city: CityStandIn;
let engine: Engine;
let window: WindowStandIn;
let messages: FromEngine[];

beforeEach(async () => {
  city = await startCityStandIn(now);
  city.rate = (_metric, at) => usualRate({}, at) * (at >= outageAt && at < outageAt + 12 * minuteMs ? 0.6 : 1);
  messages = [];
  window = new WindowStandIn();
  engine = createEngine({
    post: (message) => messages.push(message),
    timers: systemTimers,
    random: Math.random,
    openHistory: async () => null,
  });
  openWorkspace(1);
  engine.handle({ type: 'connectWindow', windowId: 'w' }, window.port);
  window.ask([
    {
      panelId: 'p',
      lines: [{ metricId: 'paid', slice: {}, traffic: 'real', day: 'today' }],
      at: null,
      beforeMs: 600_000,
      afterMs: 0,
      axis: 'sliding',
      pointsMax: 600,
    },
  ]);
  await window.until('p', ({ lines }) => lines[0]?.sampleAt === now);
});
afterEach(async () => {
  await engine.close();
  await city.close();
});

function openWorkspace(revision: number): void {
  const workspace = workspaceSchema.parse({
    version: 1,
    name,
    timeZone: 'Asia/Shanghai',
    backends: { city: { kind: 'demoCity', url: 'embedded', poll: '100ms' } },
    source: 'city',
    metrics: { paid: { name, query: { demoCity: 'paid' } }, wrong: { name, query: { demoCity: 'no.such' } } },
    funnel: [{ metric: 'paid' }],
  });
  const around = { demoCityUrl: city.url, dataFolder: '', secrets: {}, folder: null };
  engine.handle({ type: 'workspace', revision, workspace, ...around }, undefined);
}

let asked = 0;
async function ask(question: EngineQuestion): Promise<unknown> {
  const askId = (asked += 1);
  engine.handle({ type: 'ask', askId, question }, undefined);
  return arrives(() => messages.find((message) => message.type === 'answer' && message.askId === askId));
}

async function arrives<Value>(look: () => Value | undefined): Promise<Value | undefined> {
  await expect.poll(look, { timeout: 15_000 }).toBeDefined();
  return look();
}

const reports = (): BacktestReport[] => messages.flatMap((message) => (message.type === 'backtest' ? [message.report] : []));
const last = (phase: BacktestReport['phase']): Promise<BacktestReport | undefined> =>
  arrives(() => reports().find((report) => report.phase === phase));

describe('a replay in the engine', () => {
  it('finds what happened yesterday while today goes on being drawn, and tells what it could not read', async () => {
    const held: (() => void)[] = [];
    city.delay = (from) => (from < yesterday ? new Promise((resolve) => held.push(resolve)) : Promise.resolve());
    expect(await ask({ name: 'startBacktest', input: request })).toMatchObject({ result: { ok: true } });
    await expect.poll(() => held.length).toBeGreaterThan(0);
    for (let second = 1; second <= 3; second += 1) {
      city.now += 1_000;
      const sampleAt = city.now;
      await window.until('p', ({ lines }) => lines[0]?.sampleAt === sampleAt);
    }
    expect(reports().map(({ phase }) => phase)).toEqual(['reading']);

    city.delay = null;
    for (const release of held) release();
    const report = await last('done');
    expect(report).toMatchObject({ series: 2, unread: 1, points: 8_640 });
    expect(report?.runs[0]?.alarms[0]).toMatchObject({ metricId: 'paid', startedAt: outageAt, direction: 'below' });
  });

  it('ends with its workspace, and can be cancelled', async () => {
    city.delay = (from) => (from < yesterday ? new Promise(() => undefined) : Promise.resolve());
    await ask({ name: 'startBacktest', input: request });
    openWorkspace(2);
    expect((await last('cancelled'))?.id).toBe(reports()[0]?.id);

    await arrives(() =>
      messages.find((one) => one.type === 'backends' && one.revision === 2 && one.backends.some(({ phase }) => phase === 'live')),
    );
    messages.length = 0;
    await ask({ name: 'startBacktest', input: request });
    const id = reports()[0]?.id ?? '';
    expect(await ask({ name: 'cancelBacktest', input: { id } })).toMatchObject({ result: { ok: true, value: null } });
    expect((await last('cancelled'))?.id).toBe(id);
  });

  it('refuses what cannot be replayed with a sentence', async () => {
    expect(await ask({ name: 'startBacktest', input: { ...request, to: request.from } })).toMatchObject({
      result: { ok: false, refusal: { message: 'The replay ends before it begins: choose a later end.' } },
    });
  });
});
