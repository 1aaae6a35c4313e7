import { edgeIdOf } from '../../../../contract/coreLink';
import type { Draft, FoundEdge, FoundNode, Sightings } from './draft';

/** Adds what was seen to what was seen before: of two rates the larger counts, of two kinds the one that is known. */
export function addSightings(draft: Draft, { nodes, edges }: Sightings): Draft {
  const sightings = new Map(draft.sightings);
  for (const [id, node] of nodes) sightings.set(id, joinNodes(sightings.get(id), node));
  const found = new Map(draft.found);
  for (const edge of edges) {
    const id = edgeIdOf(edge.from, edge.to);
    found.set(id, joinEdges(found.get(id), edge));
  }
  return { ...draft, sightings, found };
}

export function joinNodes(before: FoundNode | undefined, node: FoundNode): FoundNode {
  if (before === undefined) return node;
  return {
    // Who also knows the kind knows what people call it.
    name: before.kind === null && node.kind !== null ? node.name : before.name,
    kind: before.kind ?? node.kind,
    idcs: [...new Set([...before.idcs, ...node.idcs])].sort(),
  };
}

function joinEdges(before: FoundEdge | undefined, edge: FoundEdge): FoundEdge {
  if (before === undefined || before.rate === null) return edge;
  return { ...edge, rate: Math.max(before.rate, edge.rate ?? 0) };
}
