import type { NodePlace, EdgePlace } from '../../../../contract/coreLink';

/** A graph as the layout sees it: numbers only. Nodes, edges and lanes are indexes in the order they were given. */
export interface Structure {
  readonly nodes: number;
  readonly lanes: number;
  readonly laneOf: Int32Array;
  /** 1: middleware or external, which stands right of what calls it. */
  readonly late: Uint8Array;
  /** Without calls of a node to itself, which need no room. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly callers: Neighbours;
  readonly callees: Neighbours;
}

/** The neighbours of node `n` are `of[start[n]]` to before `of[start[n + 1]]`. */
export interface Neighbours {
  readonly start: Int32Array;
  readonly of: Int32Array;
}

export interface Drawn {
  readonly nodes: readonly Pick<NodePlace, 'id' | 'lane' | 'node'>[];
  readonly edges: readonly Pick<EdgePlace, 'from' | 'to'>[];
}

/** Lanes that are not in `laneIds` are appended in the order their nodes come. */
export function structureOf(drawn: Drawn, laneIds: readonly string[]): Structure & { readonly laneIds: readonly string[] } {
  const used = new Set(drawn.nodes.map(({ lane }) => lane));
  const known = laneIds.filter((id) => used.has(id));
  const lanes = new Map([...new Set([...known, ...used])].map((id, index) => [id, index]));
  const nodes = drawn.nodes.length;
  const edges = drawn.edges.filter(({ from, to }) => from !== to);
  const from = Int32Array.from(edges, (edge) => edge.from);
  const to = Int32Array.from(edges, (edge) => edge.to);
  return {
    nodes,
    lanes: lanes.size,
    laneIds: [...lanes.keys()],
    laneOf: Int32Array.from(drawn.nodes, ({ lane }) => lanes.get(lane) ?? 0),
    late: Uint8Array.from(drawn.nodes, ({ node }) => (node.kind === 'service' ? 0 : 1)),
    from,
    to,
    callees: neighboursOf(from, to, nodes),
    callers: neighboursOf(to, from, nodes),
  };
}

function neighboursOf(ends: Int32Array, others: Int32Array, nodes: number): Neighbours {
  const start = new Int32Array(nodes + 1);
  for (const end of ends) start[end + 1] = (start[end + 1] ?? 0) + 1;
  for (let node = 0; node < nodes; node += 1) start[node + 1] = (start[node + 1] ?? 0) + (start[node] ?? 0);
  const next = start.slice();
  const of = new Int32Array(ends.length);
  ends.forEach((end, edge) => {
    const slot = next[end] ?? 0;
    of[slot] = others[edge] ?? 0;
    next[end] = slot + 1;
  });
  return { start, of };
}
