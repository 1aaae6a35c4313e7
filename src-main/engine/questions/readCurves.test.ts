import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FromEngine } from '../../../contract/engineProtocol';
import type { Frame, PanelQuery } from '../../../contract/frames';
import { workspaceSchema } from '../../../contract/workspace';
import { createEngine, type Engine } from '../engine';
import { startCityStandIn, type CityStandIn } from '../testing/cityStandIn';
import { systemTimers } from '../timers';

const name = { zh: '单', en: 'orders' };
const noon = Date.parse('2026-11-22T12:00:00+08:00');
const minuteMs = 60_000;
let city: CityStandIn;
let engine: Engine;
let messages: FromEngine[];

beforeEach(async () => {
  city = await startCityStandIn(noon + 30 * minuteMs);
});
afterEach(async () => {
  await engine.close();
  await city.close();
});

/** Once the city is what it is to be: an engine reads as soon as it knows where. */
async function openEngine(): Promise<void> {
  messages = [];
  engine = createEngine({
    post: (message) => messages.push(message),
    timers: systemTimers,
    random: Math.random,
    openHistory: async () => null,
  });
  const metric = (query: string) => ({ name, query: { demoCity: query }, watch: false });
  const workspace = workspaceSchema.parse({
    version: 1,
    name,
    timeZone: 'Asia/Shanghai',
    backends: { city: { kind: 'demoCity', url: 'embedded', poll: '100ms' } },
    source: 'city',
    metrics: { paid: metric('paid'), wrong: metric('no.such') },
    funnel: [{ metric: 'paid' }],
  });
  engine.handle(
    { type: 'workspace', revision: 1, workspace, demoCityUrl: city.url, dataFolder: '', secrets: {}, folder: null },
    undefined,
  );
  await expect.poll(() => messages.some(({ type }) => type === 'clock'), { timeout: 10_000 }).toBe(true);
}

const panel = (panelId: string, metricId: string): PanelQuery => ({
  panelId,
  lines: [
    { metricId, slice: {}, traffic: 'real', day: 'today' },
    { metricId, slice: {}, traffic: 'real', day: 'expected' },
  ],
  ...{ at: noon + 20 * minuteMs, beforeMs: 20 * minuteMs, afterMs: 0, axis: 'sliding', pointsMax: 360 },
});

async function read(panels: readonly PanelQuery[]): Promise<readonly Frame[]> {
  engine.handle({ type: 'ask', askId: 1, question: { name: 'readCurves', input: { panels } } }, undefined);
  const find = (): FromEngine | undefined => messages.find((message) => message.type === 'answer' && message.askId === 1);
  await expect.poll(find, { timeout: 10_000 }).toBeDefined();
  const answer = find();
  if (answer?.type !== 'answer' || !answer.result.ok) throw new Error(JSON.stringify(answer));
  return framesOf(answer.result.value);
}

function framesOf(value: unknown): readonly Frame[] {
  return Array.isArray(value)
    ? value.filter((each): each is Frame => typeof each === 'object' && each !== null && 'columns' in each)
    : [];
}

it('is whole in one answer: what was measured, and what was expected from the weeks before, with its gap left open', async () => {
  const gapAt = noon + 10 * minuteMs;
  const isToday = (at: number): boolean => at >= noon - 3_600_000;
  city.rate = (_metric, at) => (at >= gapAt && at < gapAt + minuteMs ? null : isToday(at) ? 70 : 100);
  await openEngine();
  const [frame] = await read([panel('business', 'paid')]);
  const [today = new Float64Array(), expected = new Float64Array()] = frame?.columns ?? [];
  expect(today).toHaveLength(120);
  expect([...today].filter(Number.isNaN)).toHaveLength(6);
  expect(new Set([...today].filter(Number.isFinite))).toEqual(new Set([70]));
  expect(new Set(expected)).toEqual(new Set([100]));
});

it('what a backend does not know stays a gap beside what it knows', async () => {
  await openEngine();
  const frames = await read([panel('unknown', 'wrong'), panel('business', 'paid')]);
  expect(frames.map(({ panelId }) => panelId)).toEqual(['unknown', 'business']);
  expect(frames[0]?.columns[0]?.every(Number.isNaN)).toBe(true);
  expect(frames[1]?.columns[0]?.every(Number.isFinite)).toBe(true);
});
