import { describe, expect, it } from 'vitest';
import { placesOf, type CoreEdge, type CoreNode } from '../../../../contract/coreLink';
import type { Alarm } from '../../../../contract/detection';
import type { RoomEvent } from '../../../../contract/state';
import { workspaceSchema } from '../../../../contract/workspace';
import type { SpanRows } from '../../asking/spanRows';
import { createSeriesCatalog } from '../../samples/series';
import { createTableCatalog } from '../../tables/tableCut';
import { EventBook } from '../facts/eventBook';
import { factsAt } from '../facts/placeFacts';
import { graphFrame } from '../graphFrame';
import { createNodeNames } from '../nodeNames';
import { createKeyRows } from './keyedRows';
import { MeasureQuestions, type Question } from './measureQuestions';
import type { PartAnswers, QuestionRows } from './momentPart';
import { readGraph } from './readGraph';

const name = { zh: '店', en: 'shop' };
const noon = Date.parse('2026-11-22T12:00:00+08:00');
const metric = (of: string, unit = '/s') => ({ name, of, unit, query: { prometheus: 'sum(rate(x{a=""$slice}[$window]))' } });
const workspace = workspaceSchema.parse({
  version: 1,
  name,
  timeZone: 'Asia/Shanghai',
  backends: { prom: { kind: 'prometheus', url: 'http://127.0.0.1:1' } },
  source: 'prom',
  metrics: {
    paid: metric('business'),
    seen: metric('node'),
    p99: metric('node', 's'),
    made: metric('link'),
    failed: metric('link'),
  },
  funnel: [{ metric: 'paid' }],
  coreLink: {
    domains: { trade: { name } },
    nodes: {
      web: { name, domain: 'trade', kind: 'service' },
      pay: { name, domain: 'trade', kind: 'service' },
    },
    edges: [{ from: 'web', to: 'pay' }],
    labels: { idc: 'room' },
    measures: { node: { requests: 'seen', latencyP99: 'p99' }, caller: { requests: 'made', failures: 'failed' } },
  },
});
const nodes = (['web', 'pay'] as const).map((id): CoreNode => ({
  id,
  name,
  domain: 'trade',
  kind: 'service',
  origin: 'workspace',
  idcs: ['east', 'west'],
}));
const edges: CoreEdge[] = [{ id: 'web→pay', from: 'web', to: 'pay', origin: 'workspace' }];
const names = createNodeNames(workspace);
const questions = new MeasureQuestions(workspace, createTableCatalog(workspace, createSeriesCatalog(workspace)));

function rows(values: Record<string, number>): SpanRows {
  return new Map(Object.entries(values).map(([key, value]) => [key, { key: key.split(' '), value }]));
}

/** The same rows now and in the past, for each question that has some. */
function answers(split: 'whole' | 'idc', values: Record<string, Record<string, number>>): PartAnswers {
  const answered = questions.of(split).map((question: Question): QuestionRows => {
    const now = rows(values[`${question.side} ${question.measure}`] ?? {});
    return { question, now, past: [now] };
  });
  const judged = { from: noon - 30_000, to: noon };
  return { spans: { judged, past: [judged] }, rows: answered, reporting: null, refusals: [] };
}

function read(
  split: 'whole' | 'idc',
  values: Record<string, Record<string, number>>,
  events = new EventBook(),
  alarms: readonly Alarm[] = [],
) {
  const places = placesOf({ nodes, edges }, split === 'idc' ? 'idc' : 'domain');
  const reading = readGraph({
    places,
    answers: [answers(split, values)],
    keyRows: createKeyRows(names),
    factsAt: factsAt({ workspace, names, events, alarms: () => alarms }, noon),
    callsMin: 20,
  });
  return { places, reading };
}

const event = (change: Partial<RoomEvent>): RoomEvent => ({
  id: JSON.stringify(change),
  at: noon - 60_000,
  kind: 'change',
  title: name,
  target: null,
  traffic: 'real',
  backendId: 'prom',
  severity: 'none',
  until: null,
  labels: {},
  alert: null,
  ...change,
});
const firing = { state: 'active', silencedBy: [], inhibitedBy: [], acknowledged: null } as const;

describe('a reading of the graph', () => {
  it('has seconds as ms, what nobody measures as unknown, and a counter of failures without a row as none failed', () => {
    const { places, reading } = read('whole', {
      'node requests': { web: 50, pay: 20, stranger: 7 },
      'node latencyP99': { pay: 0.25 },
      'caller requests': { 'web pay': 20 },
    });
    expect(reading.nodes[1]).toMatchObject({ id: 'pay', seen: { now: { requests: 20, latencyMsP99: 250 } } });
    expect(reading.nodes[1]?.seen.now.failures).toBeNaN();
    expect(reading.nodes[0]?.seen.now.latencyMsP99).toBeNaN();
    expect(reading.edges[0]).toMatchObject({
      from: 0,
      to: 1,
      caller: { now: { requests: 20, failures: 0 }, past: [{ requests: 20 }] },
    });
    const scores = { nodes: [], edges: [] };
    const status = { phase: 'live', reason: null, intervalMs: 1, backendId: 'prom', reporting: null } as const;
    const frame = graphFrame({ link: { revision: 4 }, by: 'domain', places, known: { reading, scores, instances: [] }, status });
    expect([...frame.edges.failures, ...frame.nodes.failures]).toEqual([0, Number.NaN, Number.NaN]);
    expect([frame.revision, frame.to]).toEqual([4, noon]);
  });

  it('by IDC has a place for each node and IDC, and calls within each', () => {
    const { places, reading } = read('idc', {
      'node requests': { 'web east': 30, 'pay west': 5 },
      'caller requests': { 'web pay east': 12 },
      'caller failures': { 'web pay east': 3 },
    });
    expect(places.nodes.map(({ id }) => id)).toEqual(['web@east', 'web@west', 'pay@east', 'pay@west']);
    expect(reading.nodes.map(({ seen }) => seen.now.requests)).toEqual([30, Number.NaN, Number.NaN, 5]);
    expect(reading.edges.map(({ id, caller }) => [id, caller.now.requests, caller.now.failures])).toEqual([
      ['web→pay@east', 12, 3],
      ['web→pay@west', Number.NaN, Number.NaN],
    ]);
  });

  it('knows which alerts fire there and which changes were made lately, by their labels and targets', () => {
    const events = new EventBook();
    events.note([
      event({ kind: 'alarm', labels: { service: 'pay' }, severity: 'critical', alert: firing }),
      event({ kind: 'alarm', labels: { client: 'web', server: 'pay' }, severity: 'warning', alert: firing }),
      event({ kind: 'alarm', labels: { service: 'web' }, alert: { ...firing, state: 'suppressed' } }),
      event({ kind: 'alarm', labels: { service: 'web' }, alert: firing, until: noon - 1 }),
      event({ target: 'web', at: noon - 5 * 60_000 }),
      event({ target: 'web', at: noon - 40 * 60_000 }),
      event({ target: 'web', at: noon + 1 }),
    ]);
    const { reading } = read('whole', {}, events);
    const told = [...reading.nodes, ...reading.edges].map(({ id, alerts, changes }) => [
      id,
      alerts.map(({ severity }) => severity),
      changes.length,
    ]);
    expect(told).toEqual([
      ['web', [], 1],
      ['pay', ['critical'], 0],
      ['web→pay', ['warning'], 0],
    ]);
  });
});

describe('what a graph asks', () => {
  it('is one question for all nodes or calls, and none by instance without a label for it', () => {
    expect(questions.of('whole').map(({ side, measure, cut }) => `${side} ${measure} ${cut.by.join()}`)).toEqual([
      'node requests service',
      'node latencyP99 service',
      'caller requests client,server',
      'caller failures client,server',
    ]);
    expect(questions.of('idc')[0]?.cut.by).toEqual(['service', 'room']);
    expect(questions.instancesOf('pay')).toEqual([]);
    expect(questions.of('whole')[0]).toBe(questions.of('whole')[0]);
  });
});
