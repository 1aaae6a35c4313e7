import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FromEngine } from '../../../contract/engineProtocol';
import type { Table, TableQuery } from '../../../contract/frames';
import { workspaceSchema } from '../../../contract/workspace';
import { createEngine, type Engine } from '../engine';
import { startRealCity } from '../testing/realCity';
import { systemTimers } from '../timers';

const name = { zh: '单', en: 'orders' };
let city: { readonly url: string; close(): void };
let engine: Engine;
const messages: FromEngine[] = [];

beforeAll(async () => {
  city = await startRealCity(['--seed', '7', '--start', '12:10']);
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
    backends: { city: { kind: 'demoCity', url: 'embedded', poll: '100ms' } },
    source: 'city',
    dimensions: { city: { name }, platform: { name }, nowhere: { name } },
    metrics: { paid: { name, query: { demoCity: 'orders.pay' }, watch: false } },
    funnel: [{ metric: 'paid' }],
  });
  engine.handle(
    { type: 'workspace', revision: 1, workspace, demoCityUrl: city.url, dataFolder: '', secrets: {}, folder: null },
    undefined,
  );
}, 30_000);
afterAll(async () => {
  await engine.close();
  city.close();
});

const table = (tableId: string, change: Partial<TableQuery>): TableQuery => ({
  ...{ tableId, metricId: 'paid', traffic: 'real', slice: {}, by: ['platform'], at: null, spanMs: 60_000, rowsMax: 1_000 },
  ...change,
});

async function read(tables: readonly TableQuery[]): Promise<readonly Table[]> {
  await expect.poll(() => messages.some(({ type }) => type === 'stages'), { timeout: 20_000 }).toBe(true);
  const askId = messages.length;
  engine.handle({ type: 'ask', askId, question: { name: 'readTables', input: { tables } } }, undefined);
  const find = (): FromEngine | undefined => messages.find((message) => message.type === 'answer' && message.askId === askId);
  await expect.poll(find, { timeout: 15_000 }).toBeDefined();
  const answer = find();
  if (answer?.type !== 'answer' || !answer.result.ok) throw new Error(JSON.stringify(answer));
  return tablesOf(answer.result.value);
}

function tablesOf(value: unknown): readonly Table[] {
  return Array.isArray(value)
    ? value.filter((each): each is Table => typeof each === 'object' && each !== null && 'keys' in each)
    : [];
}

const sum = (values: Float64Array): number => values.reduce((all, value) => all + value, 0);

it('answers cuts of the newest minute that add up to the same total, with the weeks before beside them', async () => {
  const [byPlatform] = await read([table('platform', {})]);
  const at = byPlatform?.to ?? 0;
  const [byCity, ofIos] = await read([
    table('city', { by: ['city'], at }),
    table('ios', { slice: { platform: 'ios' }, by: ['city'], at }),
  ]);
  expect([byPlatform?.status.phase, byPlatform?.tableId, byCity?.tableId]).toEqual(['live', 'platform', 'city']);
  expect(byPlatform?.keys.map(([key]) => key).sort()).toEqual(['android', 'ios', 'miniapp', 'web']);
  expect(sum(byCity?.now ?? new Float64Array())).toBeCloseTo(sum(byPlatform?.now ?? new Float64Array()), 3);
  const ios = byPlatform?.now[byPlatform.keys.findIndex(([key]) => key === 'ios')] ?? Number.NaN;
  expect(sum(ofIos?.now ?? new Float64Array())).toBeCloseTo(ios, 3);
  expect(byPlatform?.expected.every(Number.isFinite)).toBe(true);
}, 20_000);

it('a table that cannot be had says why beside the others', async () => {
  const [unknown, known, fixed] = await read([
    table('unknown', { metricId: 'nothing' }),
    table('known', {}),
    table('fixed', { slice: { platform: 'ios' }, by: ['platform'] }),
  ]);
  expect([unknown?.status.phase, unknown?.status.reason]).toEqual(['failed', 'The workspace has no metric "nothing".']);
  expect(known?.status.phase).toBe('live');
  expect(fixed?.status.reason).toContain('is fixed already');
}, 20_000);

it('what the backend itself refuses is told in its words', async () => {
  const [refused] = await read([table('refused', { by: ['nowhere'] })]);
  expect(refused?.status.phase).toBe('failed');
  expect(refused?.status.reason).toMatch(/nowhere/);
}, 20_000);
