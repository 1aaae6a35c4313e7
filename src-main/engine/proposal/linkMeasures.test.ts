import { expect, it } from 'vitest';
import { groupPromQl } from '../backends/promQlGrouping';
import { edgesSources } from './findCoreLink';
import { linkMeasures } from './linkMeasures';

const graph = 'traces_service_graph_request';

it('only what a server has is proposed, each once for nodes, callers and callees', () => {
  const told = linkMeasures(
    `${graph}_total`,
    new Set([`${graph}_total`, `${graph}_failed_total`, `${graph}_server_seconds_bucket`]),
  );
  expect(told.map(({ id }) => id)).toEqual([
    'nodes.requests',
    'nodes.failures',
    'nodes.latencyP50',
    'nodes.latencyP99',
    'links.requests',
    'links.failures',
    'links.callee.latencyP50',
    'links.callee.latencyP99',
  ]);
  expect(linkMeasures('somebody_elses_total', new Set(['somebody_elses_total']))).toEqual([]);
});

it('every proposed query can be cut by nodes or by the two ends of a call', () => {
  for (const { metric, from, to } of edgesSources) {
    const all = linkMeasures(
      metric,
      new Set([metric, `${graph}_failed_total`, `${graph}_client_seconds_bucket`, 'istio_request_duration_milliseconds_bucket']),
    );
    expect(all.length).toBeGreaterThan(4);
    const cut = all.map(({ of, query }) => groupPromQl(query, of === 'node' ? [to] : [from, to]));
    expect(cut.filter((grouping) => 'refusal' in grouping)).toEqual([]);
  }
});
