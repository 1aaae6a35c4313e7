import { discoveredNodesMax, edgeIdOf, type CoreNode } from '../../../../contract/coreLink';
import { middlewareWordIn } from '../../proposal/middlewareWord';
import type { Draft, Enricher } from './draft';

/**
 * What was seen right next to the curated link stands at the margin: one end of the call is the workspace's. Never more than
 * `discoveredNodesMax` nodes, those that stand already first, then the busiest.
 */
export const discovered: Enricher = (draft, { standing }) => {
  const beside = neighboursOf(draft).toSorted(
    (a, b) => Number(standing.has(b.id)) - Number(standing.has(a.id)) || b.rate - a.rate || (a.id < b.id ? -1 : 1),
  );
  const chosen = beside
    .slice(0, discoveredNodesMax)
    .map(({ id }) => id)
    .sort();
  const nodes = new Map(draft.nodes);
  for (const id of chosen) nodes.set(id, discoveredNode(draft, id));
  const edges = new Map(draft.edges);
  const ends = [...draft.found].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [id, { from, to }] of ends)
    if (isBeside(draft, from, to, nodes)) edges.set(id, { id, from, to, origin: 'discovered' });
  return { ...draft, nodes, edges };
};

/** How many were seen beside the link and are not drawn. */
export function leftOutOf(draft: Draft): number {
  return neighboursOf({ ...draft, nodes: curatedOf(draft) }).filter(({ id }) => !draft.nodes.has(id)).length;
}

function neighboursOf(draft: Draft): { readonly id: string; readonly rate: number }[] {
  const rates = new Map<string, number>();
  for (const { from, to, rate } of draft.found.values()) {
    if (draft.nodes.has(from) === draft.nodes.has(to)) continue;
    const id = draft.nodes.has(from) ? to : from;
    rates.set(id, (rates.get(id) ?? 0) + (rate ?? 0));
  }
  return [...rates].map(([id, rate]) => ({ id, rate }));
}

/** Between two of the workspace's nodes, or between one of them and one at the margin. */
function isBeside(draft: Draft, from: string, to: string, nodes: ReadonlyMap<string, CoreNode>): boolean {
  if (from === to || draft.edges.has(edgeIdOf(from, to))) return false;
  return nodes.has(from) && nodes.has(to) && (draft.nodes.has(from) || draft.nodes.has(to));
}

function discoveredNode(draft: Draft, id: string): CoreNode {
  const seen = draft.sightings.get(id);
  return {
    id,
    name: seen?.name ?? { zh: id, en: id },
    domain: null,
    kind: seen?.kind ?? (middlewareWordIn(id) === undefined ? 'service' : 'middleware'),
    origin: 'discovered',
    idcs: [],
  };
}

function curatedOf(draft: Draft): ReadonlyMap<string, CoreNode> {
  return new Map([...draft.nodes].filter(([, { origin }]) => origin === 'workspace'));
}
