import type { CoreLink, GraphFrame, Grouping, InstanceReading, Places } from '../../../contract/coreLink';
import type { LostPoints } from '../../../contract/graphQuery';
import type { GraphReading } from './graphReading';
import type { GraphScores } from './health/scoreGraph';

export interface FrameParts {
  readonly link: Pick<CoreLink, 'revision'>;
  readonly by: Grouping;
  readonly places: Places;
  /** Null before the first answer. */
  readonly known: {
    readonly reading: GraphReading;
    readonly scores: GraphScores;
    readonly instances: readonly InstanceReading[];
  } | null;
  readonly status: GraphFrame['status'];
}

/** What is known of a graph as columns, failures as shares of the requests. */
export function graphFrame({ link, by, places, known, status }: FrameParts): Omit<GraphFrame, 'graphId'> {
  const nodes = known?.reading.nodes ?? [];
  const edges = known?.reading.edges ?? [];
  const scores = known?.scores ?? { nodes: [], edges: [] };
  const ofNodes = column(places.nodes.length);
  const ofEdges = column(places.edges.length);
  return {
    revision: link.revision,
    by,
    from: known?.reading.from ?? 0,
    to: known?.reading.to ?? 0,
    nodes: {
      score: ofNodes((i) => scores.nodes[i]?.score),
      requests: ofNodes((i) => nodes[i]?.seen.now.requests),
      failures: ofNodes((i) => share(nodes[i]?.seen.now)),
      latencyMsP50: ofNodes((i) => nodes[i]?.seen.now.latencyMsP50),
      latencyMsP99: ofNodes((i) => nodes[i]?.seen.now.latencyMsP99),
      saturation: ofNodes((i) => nodes[i]?.seen.now.saturation),
    },
    edges: {
      score: ofEdges((i) => scores.edges[i]?.score),
      requests: ofEdges((i) => edges[i]?.caller.now.requests),
      arrived: ofEdges((i) => edges[i]?.callee.now.requests),
      failures: ofEdges((i) => share(edges[i]?.caller.now)),
      callerMsP99: ofEdges((i) => edges[i]?.caller.now.latencyMsP99),
      calleeMsP99: ofEdges((i) => edges[i]?.callee.now.latencyMsP99),
      cut: Uint8Array.from(places.edges, (_, i) => (scores.edges[i]?.cut === true ? 1 : 0)),
    },
    parts: Uint8Array.from([...places.nodes, ...places.edges], (_, i) => {
      const score = i < places.nodes.length ? scores.nodes[i] : scores.edges[i - places.nodes.length];
      return score?.part ?? 0;
    }),
    lost: lostOf(places, scores),
    instances: known?.instances ?? [],
    status,
  };
}

function column(length: number): (read: (index: number) => number | undefined) => Float64Array {
  return (read) => {
    const values = new Float64Array(length).fill(Number.NaN);
    for (let i = 0; i < length; i += 1) values[i] = read(i) ?? Number.NaN;
    return values;
  };
}

/** Counters of failures and of requests are read one after the other: more than all cannot have failed. */
function share(now: { readonly requests: number; readonly failures: number } | undefined): number | undefined {
  if (now === undefined) return undefined;
  return now.requests > 0 ? Math.min(1, now.failures / now.requests) : Number.NaN;
}

function lostOf(places: Places, scores: GraphScores): Record<string, readonly LostPoints[]> {
  const lost: Record<string, readonly LostPoints[]> = {};
  places.nodes.forEach(({ id }, i) => {
    const points = scores.nodes[i]?.lost ?? [];
    if (points.length > 0) lost[id] = points;
  });
  places.edges.forEach(({ id }, i) => {
    const points = scores.edges[i]?.lost ?? [];
    if (points.length > 0) lost[id] = points;
  });
  return lost;
}
