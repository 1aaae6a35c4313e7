import type { LinkColumns } from '../reading/linkColumns';
import { departureOf, type Moments } from '../rootCause/departure';
import { ratioOf, sumOf } from '../rootCause/readings';
import type { Suspect } from '../rootCause/rootCause';
import type { Pooled } from './poolCauses';

/** Only where the graph knows nearly all of a node's callers do both counts belong to each other. */
const knownMin = 0.9;
const knownMax = 1.1;
/** So large a share of what arrives is taken up by nobody, and so many standard deviations more than usual. */
const untakenMin = 0.15;
const surely = 4;
/** Where hardly anything arrives any more, two counts of it need not agree. */
const arrivingMin = 0.5;
/** What is left of the blame of those who call it. */
const callersKeep = 0.3;

/**
 * Nodes that take up fewer requests than arrive at them, as where machines are gone: they report no failure and no slowness, because they report
 * nothing. Those who call them, and fill up or wait, are blamed the less.
 */
export function blameDeafNodes(all: readonly Pooled[], columns: LinkColumns, moments: Moments): Pooled[] {
  const deaf = columns.nodes.flatMap(({ node }, index) => deafNode(columns, moments, node.id, index) ?? []);
  if (deaf.length === 0) return [...all];
  const ids = new Set(deaf.map(({ suspect }) => suspect.id));
  const callers = new Set(columns.edges.flatMap(({ edge }) => (ids.has(edge.to) ? [edge.from, edge.id] : [])));
  return [...deaf, ...all.map((one) => (callers.has(one.suspect.id) ? { ...one, share: one.share * callersKeep } : one))];
}

function deafNode({ nodes, edges, stepMs, firstSlot }: LinkColumns, moments: Moments, id: string, index: number): Pooled | null {
  const served = nodes[index]?.seen.requests;
  const into = edges.filter(({ edge }) => edge.to === id).map(({ callee, caller }) => callee.requests ?? caller.requests);
  const counted = into.filter((column) => column !== undefined);
  if (served === undefined || counted.length === 0 || counted.length < into.length) return null;
  const arrived = sumOf(counted);
  const arriving = departureOf(arrived, moments);
  if (arriving === null || arriving.now < arrivingMin * arriving.usual) return null;
  const taken = departureOf(ratioOf(served, arrived), moments);
  const rate = departureOf(served, moments);
  if (taken === null || rate === null || taken.usual < knownMin || taken.usual > knownMax) return null;
  const untaken = 1 - taken.now / taken.usual;
  // The ratio of two counts of the same calls hardly scatters: the least noise of a latency would hide a third of the machines.
  if (untaken < untakenMin || taken.usual - taken.now < (surely * taken.noise) / 10) return null;
  const since = taken.since === null ? null : (firstSlot + taken.since) * stepMs;
  const share = Math.min(1, untaken);
  const evidence = {
    why: 'silence',
    of: id,
    series: 'requests',
    usual: rate.usual,
    now: rate.now,
    since,
    amount: null,
    weight: untaken,
  } as const;
  const suspect: Suspect = {
    kind: 'node',
    id,
    nodes: [id],
    confidence: share,
    explains: share,
    path: [id],
    evidence: [evidence],
  };
  const cause = {
    kind: 'failures',
    amount: rate.usual * untaken,
    suspects: [suspect],
    residual: 1 - share,
    demand: null,
  } as const;
  return { suspect, felt: { symptom: { node: index, kind: 'failures', series: null }, cause }, share };
}
