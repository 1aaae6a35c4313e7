import { expect, it } from 'vitest';
import { workspaceSchema, type Workspace } from '../../../contract/workspace';
import { createSeriesCatalog } from '../samples/series';
import { watchedSeriesOf } from './watchedSeries';

const name = { zh: '单', en: 'orders' };
const query = { demoCity: 'x', prometheus: 'sum(rate(x{a="b"$slice}[$window]))' };

function shop(change: object = {}, source: 'city' | 'prom' = 'city'): Workspace {
  return workspaceSchema.parse({
    version: 1,
    name,
    timeZone: 'Asia/Shanghai',
    backends: { city: { kind: 'demoCity', url: 'embedded' }, prom: { kind: 'prometheus', url: 'http://127.0.0.1:9' } },
    source,
    dimensions: {
      city: { name, label: 'town', values: { sh: name, bj: name } },
      channel: { name, values: { A: name, B: name } },
      store: { name },
    },
    metrics: {
      submitted: { name, query },
      paid: { name, query, limit: { below: '70%', above: 5_000 } },
      pages: { name, query },
      'nodes.errors': { name, of: 'node', query },
      'links.latency': { name, of: 'link', unit: 'ms', query },
      quiet: { name, query, watch: false },
    },
    funnel: [{ metric: 'submitted' }, { metric: 'paid' }],
    coreLink: {
      domains: { d: { name } },
      nodes: { a: { name, domain: 'd', kind: 'service' }, b: { name, domain: 'd', kind: 'service' } },
      edges: [{ from: 'a', to: 'b' }],
    },
    ...change,
  });
}
const watched = (workspace: Workspace) => watchedSeriesOf(workspace, createSeriesCatalog(workspace));

it('watches totals first, then the funnel by every listed value, the dimension with the fewest first, then nodes and calls', () => {
  const dimensions = {
    city: { name, values: { sh: name, bj: name, gz: name } },
    channel: { name, values: { A: name, B: name } },
  };
  expect(watched(shop({ dimensions })).map(({ series }) => [series.metricId, series.slice])).toEqual([
    ['submitted', {}],
    ['paid', {}],
    ['pages', {}],
    ...[{ channel: 'A' }, { channel: 'B' }, { city: 'sh' }, { city: 'bj' }, { city: 'gz' }].flatMap((slice) => [
      ['submitted', slice],
      ['paid', slice],
    ]),
    ['nodes.errors', { node: 'a' }],
    ['nodes.errors', { node: 'b' }],
    ['links.latency', { from: 'a', to: 'b' }],
  ]);
});

it('watches only the dimensions that the file names', () => {
  const cuts = watched(shop({ watch: { dimensions: ['channel'] } })).filter(({ series }) => series.slice['city'] !== undefined);
  expect(cuts).toEqual([]);
});

it('knows which departures are trouble, which cost orders, and which limits hold', () => {
  const byKey = new Map(watched(shop()).map((one) => [one.series.key, one]));
  expect(byKey.get('submitted||real|10000')).toMatchObject({
    stage: 0,
    orders: true,
    bad: 'below',
    limit: { below: { kind: 'share', size: 0.8 }, above: null },
  });
  expect(byKey.get('paid||real|10000')?.limit).toEqual({
    below: { kind: 'share', size: 0.7 },
    above: { kind: 'value', size: 5_000 },
  });
  expect(byKey.get('nodes.errors|"node"="a"|real|10000')).toMatchObject({
    stage: null,
    orders: false,
    bad: 'above',
    limit: null,
  });
});

it('asks a PromQL backend for nodes and calls by the labels of the core link', () => {
  const asks = watched(shop({}, 'prom')).map(({ series }) => series.ask.slice);
  expect(asks).toContainEqual({ service: 'a' });
  expect(asks).toContainEqual({ client: 'a', server: 'b' });
  expect(asks).toContainEqual({ town: 'sh' });
});
