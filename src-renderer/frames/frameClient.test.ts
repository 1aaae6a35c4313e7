import { expect, test } from 'vitest';
import type { Frame, FrameBatch, FrameRequest, PanelQuery, Table, TableQuery } from '../../contract/frames';
import { createFrameClient, type FramePort } from './frameClient';

const query = (panelId: string): PanelQuery => ({
  panelId,
  lines: [{ metricId: 'paid', slice: {}, traffic: 'real', day: 'today' }],
  at: null,
  beforeMs: 60,
  afterMs: 0,
  axis: 'sliding',
  pointsMax: 6,
});

const snapshot = (panelId: string, value: number, mode: Frame['mode'] = 'snapshot'): Frame => ({
  panelId,
  mode,
  axisFrom: 0,
  axisTo: 60,
  firstAt: 0,
  stepMs: 10,
  columns: [Float64Array.of(value)],
  lines: [{ sampleAt: 0, intervalMs: 10, filling: null, backendId: 'c', reporting: null, phase: 'live', reason: null }],
});

function fakePort() {
  const requests: string[][] = [];
  let listener: ((batch: FrameBatch) => void) | null = null;
  let closed = false;
  const port: FramePort = {
    send: (request: FrameRequest) =>
      requests.push([...request.panels.map(({ panelId }) => panelId), ...request.tables.map(({ tableId }) => tableId)]),
    listen: (next) => (listener = next),
    close: () => (closed = true),
  };
  const push = (sequence: number, ...frames: Frame[]): void =>
    listener?.({ type: 'frames', sequence, roomAt: 100 + sequence, frames, tables: [], graphs: [] });
  const pushTable = (sequence: number, table: Table): void =>
    listener?.({ type: 'frames', sequence, roomAt: 100 + sequence, frames: [], tables: [table], graphs: [] });
  return { port, requests, push, pushTable, isClosed: () => closed };
}

function client() {
  const deferred: (() => void)[] = [];
  const frames = createFrameClient((action) => deferred.push(action));
  const settle = (): void => deferred.splice(0).forEach((action) => action());
  return { frames, settle };
}

test('panels that mount together become one request, and a request that says nothing new is not sent', () => {
  const { frames, settle } = client();
  const engine = fakePort();
  frames.usePort(engine.port);
  const a = frames.want(query('a'));
  frames.want(query('b'));
  settle();
  a.setVisible(false);
  a.setVisible(true);
  settle();
  expect(engine.requests).toEqual([['a', 'b']]);
});

test('hidden panels and hidden windows are not asked for', () => {
  const { frames, settle } = client();
  const engine = fakePort();
  frames.usePort(engine.port);
  const a = frames.want(query('a'));
  frames.want(query('b'));
  settle();
  a.setVisible(false);
  settle();
  frames.setWindowVisible(false);
  settle();
  frames.setWindowVisible(true);
  settle();
  a.release();
  settle();
  expect(engine.requests).toEqual([['a', 'b'], ['b'], [], ['b']]);
});

test('two users of one panel share its samples, and it is wanted until the last lets go', () => {
  const { frames, settle } = client();
  const engine = fakePort();
  frames.usePort(engine.port);
  const [first, second] = [frames.want(query('a')), frames.want(query('a'))];
  settle();
  let drawn = 0;
  second.onFrame(() => (drawn += 1));
  engine.push(0, snapshot('a', 7));
  expect([...first.buffer.column(0)]).toEqual([7]);
  expect(drawn).toBe(1);
  first.release();
  settle();
  second.release();
  settle();
  expect(engine.requests).toEqual([['a'], []]);
});

test('a hole in the batch numbers asks for everything again; then any number goes on', () => {
  const { frames, settle } = client();
  const engine = fakePort();
  frames.usePort(engine.port);
  const a = frames.want(query('a'));
  settle();
  engine.push(0, snapshot('a', 1));
  engine.push(2, snapshot('a', 3, 'append'));
  settle();
  expect([...a.buffer.column(0)]).toEqual([1]);
  engine.push(3, snapshot('a', 4));
  expect([...a.buffer.column(0)]).toEqual([4]);
  expect(engine.requests).toEqual([['a'], ['a']]);
});

test('an append to a panel that has no snapshot asks again instead of drawing half a line', () => {
  const { frames, settle } = client();
  const engine = fakePort();
  frames.usePort(engine.port);
  const a = frames.want(query('a'));
  settle();
  engine.push(0, snapshot('a', 1, 'append'));
  settle();
  expect(a.buffer.filled).toBe(false);
  expect(engine.requests).toEqual([['a'], ['a']]);
});

test('after the engine restarted the new port is asked for the same panels, and the old one counts no more', () => {
  const { frames, settle } = client();
  const [before, after] = [fakePort(), fakePort()];
  frames.usePort(before.port);
  const a = frames.want(query('a'));
  settle();
  before.push(0, snapshot('a', 1));
  frames.usePort(after.port);
  settle();
  before.push(1, snapshot('a', 99));
  after.push(0, snapshot('a', 2));
  expect(before.isClosed()).toBe(true);
  expect(after.requests).toEqual([['a']]);
  expect([...a.buffer.column(0)]).toEqual([2]);
});

test('a batch without a panel’s frame still tells it the room time, so that its age is right', () => {
  const { frames, settle } = client();
  const engine = fakePort();
  frames.usePort(engine.port);
  const a = frames.want(query('a'));
  settle();
  engine.push(0, snapshot('a', 1));
  engine.push(1);
  expect([a.buffer.roomAt, a.buffer.version]).toEqual([101, 1]);
});

test('a window is settled once every panel on show has an answer for each of its lines', () => {
  const { frames, settle } = client();
  const engine = fakePort();
  frames.usePort(engine.port);
  frames.want(query('curve'));
  const below = frames.want(query('below the fold'));
  below.setVisible(false);
  settle();
  expect(frames.settled()).toBe(false);
  const [line] = snapshot('curve', 1).lines;
  if (line === undefined) throw new Error('a snapshot has a line');
  engine.push(1, { ...snapshot('curve', 1), lines: [{ ...line, phase: 'loading' }] });
  expect(frames.settled()).toBe(false);
  engine.push(2, snapshot('curve', 1));
  expect(frames.settled()).toBe(true);
});

const tableQuery = (tableId: string, by: string): TableQuery => ({
  tableId,
  metricId: 'paid',
  traffic: 'real',
  slice: {},
  by: [by],
  at: null,
  spanMs: 60_000,
  rowsMax: 10,
});
const table = (tableId: string, now: number, phase: 'live' | 'loading' = 'live'): Table => ({
  tableId,
  from: 0,
  to: 60,
  keys: [['B']],
  now: Float64Array.of(now),
  yesterday: Float64Array.of(now),
  lastWeek: Float64Array.of(now),
  expected: Float64Array.of(now),
  more: 0,
  status: { sampleAt: 60, intervalMs: 10, filling: null, backendId: 'c', reporting: null, phase, reason: null },
});

test('a table is asked for beside the panels while somebody wants it, and its rows are replaced whole', () => {
  const { frames, settle } = client();
  const engine = fakePort();
  frames.usePort(engine.port);
  frames.want(query('a'));
  const wanted = frames.wantTable(tableQuery('t', 'city'));
  settle();
  let changes = 0;
  wanted.onAnswer(() => (changes += 1));
  engine.pushTable(1, table('t', 7));
  engine.pushTable(2, table('t', 8));
  engine.pushTable(3, table('nobody’s', 9));
  expect([changes, wanted.answer()?.now[0]]).toEqual([2, 8]);
  frames.setWindowVisible(false);
  settle();
  frames.setWindowVisible(true);
  settle();
  wanted.release();
  settle();
  expect(engine.requests).toEqual([['a', 't'], [], ['a', 't'], ['a']]);
});

test('rows of another question under the same table id are not handed over, and a window is not settled before they came', () => {
  const { frames, settle } = client();
  const engine = fakePort();
  frames.usePort(engine.port);
  const before = frames.wantTable(tableQuery('t', 'city'));
  settle();
  engine.pushTable(1, table('t', 7));
  expect(frames.settled()).toBe(true);
  const after = frames.wantTable(tableQuery('t', 'channel'));
  before.release();
  expect([after.answer(), frames.settled()]).toEqual([null, false]);
  engine.pushTable(2, table('t', 3, 'loading'));
  expect([after.answer()?.now[0], frames.settled()]).toEqual([3, false]);
  engine.pushTable(3, table('t', 3));
  expect(frames.settled()).toBe(true);
});
