import { beforeEach, expect, test } from 'vitest';
import type { Table, TableQuery } from '../../../contract/frames';
import { workspaceSchema } from '../../../contract/workspace';
import { BackendFailure, type BreakdownAnswer, type BreakdownRequest, type SampleSource } from '../backends/backend';
import { createSeriesCatalog } from '../samples/series';
import { FakeTimers } from '../testing/fakeTimers';
import { createTableCatalog } from './tableCut';
import { TableReader } from './tableReader';

const noon = Date.parse('2026-11-22T12:00:00+08:00');
const dayMs = 86_400_000;
const name = { zh: '单', en: 'orders' };
const workspace = workspaceSchema.parse({
  version: 1,
  name,
  timeZone: 'Asia/Shanghai',
  backends: { prom: { kind: 'prometheus', url: 'http://127.0.0.1:1', poll: '5s' } },
  source: 'prom',
  dimensions: { city: { name }, channel: { name, label: 'pay_channel' } },
  metrics: { paid: { name, query: { prometheus: 'sum(rate(paid_total{x="1"$slice}[$window]))' } } },
  funnel: [{ metric: 'paid' }],
});

type Answer = (request: BreakdownRequest, signal: AbortSignal) => Promise<BreakdownAnswer>;
let timers: FakeTimers;
let asked: BreakdownRequest[];
let answer: Answer;
let seenTo: number | null;
let failure: string | null;
let world: number;
let reader: TableReader;

/** Channel B lost its orders today; the others are as they always were. */
const outage: Answer = async ({ spans }) => ({
  seenTo: noon + dayMs,
  partial: null,
  reporting: { count: 47, expected: 50 },
  rows: [
    { key: ['A'], values: Float64Array.from(spans, () => 600) },
    { key: ['B'], values: Float64Array.from(spans, ({ from }) => (from > noon - dayMs / 2 ? 15 : 400)) },
  ],
});

beforeEach(() => {
  timers = new FakeTimers();
  asked = [];
  answer = outage;
  seenTo = noon + 4_000;
  failure = null;
  world = 0;
  const samples: SampleSource = {
    query: () => Promise.reject(new BackendFailure('refused', 'not asked')),
    breakdown: (request, signal) => {
      asked.push(request);
      return answer(request, signal);
    },
  };
  reader = new TableReader(
    { timeZone: 'Asia/Shanghai', world: () => world, backend: () => ({ failure, intervalMs: 5_000, seenTo, clockOffMs: null }) },
    createTableCatalog(workspace, createSeriesCatalog(workspace)),
    () => ({ samples, pollMs: 5_000 }),
    timers,
    () => undefined,
  );
});

function query(change: Partial<TableQuery> = {}): TableQuery {
  return {
    tableId: 't',
    metricId: 'paid',
    traffic: 'real',
    slice: {},
    by: ['channel'],
    at: null,
    spanMs: 60_000,
    rowsMax: 100,
    ...change,
  };
}

/** What a tick of the engine does with the tables that windows want. */
async function tick(...queries: TableQuery[]): Promise<Table[]> {
  reader.forgetWants();
  const shown = (): Table[] => queries.map((each) => reader.read(each).table());
  shown();
  reader.flush();
  await timers.advance(0);
  return shown();
}

test('a table asks for now and then for its past days at once, in the backend’s own words', async () => {
  const [table] = await tick(query({ slice: { city: 'shanghai' } }));
  expect(asked.map(({ slice, by, spans }) => [slice, by, spans.map(({ to }) => (noon - to) / dayMs)])).toEqual([
    [{ city: 'shanghai' }, ['pay_channel'], [0]],
    [{ city: 'shanghai' }, ['pay_channel'], [1, 7, 14, 21, 28]],
  ]);
  expect(table?.keys).toEqual([['B'], ['A']]);
  expect([table?.now[0], table?.yesterday[0], table?.lastWeek[0], table?.expected[0]]).toEqual([15, 400, 400, 400]);
  expect(table?.status).toMatchObject({
    sampleAt: noon,
    intervalMs: 15_000,
    backendId: 'prom',
    reporting: { count: 47, expected: 50 },
    phase: 'live',
  });
});

test('the rows of now are shown while the past is still read; later whole rows replace whole rows', async () => {
  let release = (): void => undefined;
  answer = async (request, signal) => {
    if (request.spans.length > 1) await new Promise<void>((resolve) => (release = resolve));
    return outage(request, signal);
  };
  const [first] = await tick(query());
  expect([first?.status.phase, first?.now[0], first?.expected[0]]).toEqual(['loading', 600, Number.NaN]);
  release();
  const [whole] = await tick(query());
  expect([whole?.status.phase, whole?.now[0], whole?.expected[0]]).toEqual(['live', 15, 400]);
  seenTo = noon + 14_000;
  await timers.advance(5_000);
  expect((await tick(query()))[0]?.to).toBe(noon);
  release();
  expect((await tick(query()))[0]?.to).toBe(noon + 10_000);
});

test('the same moment is not asked for twice, and a new one not sooner than a poll interval later', async () => {
  await tick(query());
  await timers.advance(10_000);
  await tick(query());
  expect(asked).toHaveLength(2);
  seenTo = noon + 10_000;
  await tick(query());
  expect(asked).toHaveLength(4);
  seenTo = noon + 20_000;
  await timers.advance(4_000);
  await tick(query());
  expect(asked).toHaveLength(4);
  await timers.advance(1_000);
  await tick(query());
  expect(asked).toHaveLength(6);
});

test('a slow backend is kept busy for a fifth of the time at most', async () => {
  answer = (request, signal) => new Promise((resolve) => timers.after(3_000, () => resolve(outage(request, signal))));
  await tick(query());
  await timers.advance(6_000);
  seenTo = noon + 60_000;
  await timers.advance(23_000);
  await tick(query());
  expect(asked).toHaveLength(2);
  await timers.advance(1_000);
  await tick(query());
  expect(asked).toHaveLength(3);
});

test('an error keeps the last rows and says why; after it only what is missing is asked again', async () => {
  await tick(query());
  seenTo = noon + 10_000;
  await timers.advance(5_000);
  answer = async (request, signal) => {
    if (request.spans.length > 1) throw new BackendFailure('busy', 'The server is busy; it asked to wait.', 7_000);
    return outage(request, signal);
  };
  const [failed] = await tick(query());
  expect([failed?.status.phase, failed?.status.reason, failed?.keys, failed?.to]).toEqual([
    'failed',
    'The server is busy; it asked to wait.',
    [['B'], ['A']],
    noon,
  ]);
  answer = outage;
  await timers.advance(6_000);
  await tick(query());
  expect(asked).toHaveLength(4);
  await timers.advance(1_000);
  const [healed] = await tick(query());
  expect([asked.length, asked[4]?.spans.length, healed?.status.phase, healed?.to]).toEqual([5, 5, 'live', noon + 10_000]);
});

test('a backend that never ends is given up after its deadline, with what to do about it', async () => {
  answer = (_, signal) =>
    new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(new BackendFailure('closed', 'The question was called off.'))),
    );
  await tick(query());
  await timers.advance(10_000);
  const [table] = await tick(query());
  expect([table?.status.phase, table?.status.reason]).toEqual(['failed', 'No whole table within 10 s; cut by fewer dimensions.']);
});

test('a table nobody wants any more is called off, and its rows are still there one step back', async () => {
  await tick(query());
  let calledOff = false;
  answer = (_, signal) =>
    new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => {
        calledOff = true;
        reject(new BackendFailure('closed', 'The question was called off.'));
      }),
    );
  await tick(query({ by: ['city'] }));
  const [back] = await tick(query());
  expect([calledOff, back?.status.phase, back?.keys]).toEqual([true, 'live', [['B'], ['A']]]);
});

test('two windows with the same cut share one question, and each gets as many rows as it asked for', async () => {
  const tables = await tick(query(), query({ tableId: 'other', rowsMax: 1 }));
  expect([asked.length, tables.map(({ keys, more }) => [keys.length, more])]).toEqual([
    2,
    [
      [2, 0],
      [1, 1],
    ],
  ]);
});

test('what cannot be asked says so, and a backend that fails or turned out to be another is not shown as live', async () => {
  expect((await tick(query({ by: ['moon'] })))[0]?.status.reason).toMatch(/no dimension "moon"/);
  expect((await tick(query({ slice: { channel: 'B' } })))[0]?.status.reason).toMatch(/fixed already/);
  expect(asked).toHaveLength(0);
  await tick(query());
  failure = 'Nothing listens there.';
  expect((await tick(query()))[0]?.status).toMatchObject({ phase: 'failed', reason: failure, sampleAt: noon });
  world = 1;
  seenTo = null;
  expect((await tick(query()))[0]?.keys).toEqual([]);
});
