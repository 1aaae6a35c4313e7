import { expect, test } from 'vitest';
import type { DimensionFinding, IncidentCase } from '../../../contract/diagnosis';
import type { RoomEvent } from '../../../contract/state';
import { workspaceSchema } from '../../../contract/workspace';
import { BackendFailure, type SampleSource } from '../backends/backend';
import { createSeriesCatalog } from '../samples/series';
import { createTableCatalog } from '../tables/tableCut';
import { Circumstances } from './circumstances';
import type { Finding } from './diagnose';

const startedAt = Date.parse('2026-11-24T12:05:00+08:00');
const name = { zh: '单', en: 'orders' };
const workspace = workspaceSchema.parse({
  version: 1,
  name,
  timeZone: 'Asia/Shanghai',
  backends: { shop: { kind: 'demoCity', url: 'embedded' } },
  source: 'shop',
  dimensions: { version: { name, label: 'app' } },
  metrics: { submit: { name, query: { demoCity: 'submit' } } },
  funnel: [{ metric: 'submit' }],
});
const incident: IncidentCase = {
  id: '1124-01',
  traffic: 'real',
  startedAt,
  raisedAt: startedAt + 20_000,
  alarms: [],
  cost: { metricId: 'submit', since: startedAt, perMinute: 300 },
  answers: [],
};
const nothing: Finding = {
  from: startedAt,
  to: startedAt + 120_000,
  verdict: 'unexplained',
  demand: 1,
  symptom: { node: null, kind: 'failures' },
  suspects: [],
  residual: { share: 1, perMinute: 300 },
  ruledOut: [],
};
let events: readonly RoomEvent[] = [];
let seenTo = startedAt + 120_000;
let answer: SampleSource['breakdown'];
const circumstances = new Circumstances({
  workspace,
  tables: createTableCatalog(workspace, createSeriesCatalog(workspace)),
  samples: () => ({ breakdown: (request, signal) => answer(request, signal) }),
  backend: () => ({ seenTo }),
  link: () => ({ revision: 1, domains: [], idcs: [], path: [], nodes: [], edges: [], sources: [], leftOut: 0 }),
  eventsSince: (from) => events.filter(({ at }) => at >= from),
});
const cut = (known: readonly DimensionFinding[]) => circumstances.cut(incident, known, new AbortController().signal);

test('where no place stands out, the release of the version that lost its orders is the fault; the same story without it is not told', async () => {
  answer = async ({ spans }) => ({
    seenTo,
    rows: ['7.1', '7.2', '7.3'].map((version) => ({
      key: [version],
      values: Float64Array.from(spans, ({ from }) => (version === '7.2' && from >= startedAt ? 1 : 6)),
    })),
    partial: null,
    reporting: null,
  });
  const dimensions = await cut([]);
  expect(dimensions.map(({ parts }) => parts.map(({ slice }) => slice))).toEqual([[{ version: '7.2' }]]);
  events = [announced('release', { app: '7.2' })];
  const fitted = circumstances.fit(nothing, incident, dimensions);
  expect(fitted).toMatchObject({ verdict: 'fault', suspects: [{ kind: 'change', target: 'e1' }] });
  expect(fitted.residual.share).toBeLessThan(0.05);
  events = [announced('release', { app: '7.1' })];
  expect(circumstances.fit(nothing, incident, dimensions)).toEqual(nothing);
});

test('a backend that fails leaves what is known, and an incident of a few seconds is not cut yet', async () => {
  const known: readonly DimensionFinding[] = [];
  circumstances.forget(incident.id);
  answer = () => Promise.reject(new BackendFailure('timeout', 'no answer'));
  expect(await cut(known)).toBe(known);
  seenTo = startedAt + 20_000;
  answer = () => Promise.reject(new Error('nothing is asked so early'));
  expect(await cut(known)).toBe(known);
});

function announced(kind: RoomEvent['kind'], labels: RoomEvent['labels']): RoomEvent {
  const title = { zh: '发布', en: 'released' };
  return {
    ...{ id: 'e1', at: startedAt - 60_000, kind, title, target: null, traffic: 'real', backendId: 'hooks' },
    ...{ severity: 'none', until: null, labels, alert: null },
  };
}
