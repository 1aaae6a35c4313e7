import { dividedLoss, noLoss, type HealthRule, type RawLoss } from '../healthRule';
import type { JudgedEdge, JudgedGraph, JudgedNode } from '../judgeGraph';
import type { JudgedSide } from '../judgedSide';
import { missingCalls, splitCalls } from '../splitCalls';

/** Days differ: less than half as much, or a multiple, is another matter. */
const fewRatio = 0.55;
const doublingPoints = 8;
const pointsMax = 40;
/** Standard deviations of counting. */
const sureness = 5;
/** When all of a link's calls are lost on the way. */
const missingPoints = 40;

/**
 * Calls that vanished, and calls that nobody asked for. A node only gets what others send: what it lacks is passed on. A link lacks what its
 * caller does not send, or what is lost on the way, which is its own.
 */
export const traffic: HealthRule = {
  ofNode: (node, { graph }) => {
    const misses = graph.missed.size === 0 ? noLoss : missesOf(node, graph);
    return misses.length > 0 ? misses : lackOfNode(node, graph.seconds);
  },
  ofEdge: (edge, { graph }) => {
    const { reading, caller } = edge;
    const points = fewPoints(caller, graph.seconds);
    const lack = points === 0 ? noLoss : dividedLoss(lossOf(caller, points), { share: 1, place: reading.from });
    const lost = lostOnTheWay(edge);
    return lost.length === 0 && lack.length === 0 ? surgeOf(edge, graph) : [...lost, ...lack];
  },
};

function lackOfNode({ side, entering }: JudgedNode, seconds: number): readonly RawLoss[] {
  const points = fewPoints(side, seconds);
  if (points === 0) return noLoss;
  let from: { readonly lacking: number; readonly place: number } | null = null;
  for (const { callee, place } of entering) {
    const lacking = callee.usualRequests - callee.requests;
    if (lacking > (from?.lacking ?? 0)) from = { lacking, place };
  }
  return dividedLoss(lossOf(side, points), from === null ? null : { share: 1, place: from.place });
}

/** What it is asked is asked again of another. */
function missesOf({ place }: JudgedNode, { missed, edges, nodes, seconds }: JudgedGraph): readonly RawLoss[] {
  for (const [surging, node] of missed) {
    const edge = edges[surging - nodes.length];
    if (node === place && edge !== undefined) return dividedLoss(surgeLoss(edge, seconds), null);
  }
  return noLoss;
}

function surgeOf(edge: JudgedEdge, { missed, seconds }: JudgedGraph): readonly RawLoss[] {
  if (!edge.surges) return noLoss;
  const node = missed.get(edge.place);
  return dividedLoss(surgeLoss(edge, seconds), node === undefined ? null : { share: 1, place: node });
}

function lostOnTheWay(edge: JudgedEdge): readonly RawLoss[] {
  const lost = missingCalls(edge) / edge.caller.requests;
  if (!(lost > 0)) return noLoss;
  const { networkFailures, calleeFailures } = splitCalls(edge);
  if (networkFailures <= calleeFailures) return noLoss;
  return [{ points: missingPoints * lost, now: 1 - lost, usual: 1, detail: 'network', said: null, source: null }];
}

function surgeLoss({ caller, callsRatio }: JudgedEdge, seconds: number): Omit<RawLoss, 'source' | 'said'> {
  const points = isSure(caller, seconds) ? Math.min(pointsMax, doublingPoints * Math.log2(callsRatio)) : 0;
  return { ...lossOf(caller, points), detail: 'caller' };
}

function fewPoints(side: JudgedSide, seconds: number): number {
  const ratio = side.requests / side.usualRequests;
  if (!(ratio < fewRatio) || !isSure(side, seconds)) return 0;
  return Math.min(pointsMax, doublingPoints * -Math.log2(Math.max(ratio, 1e-6)));
}

function isSure({ requests, usualRequests }: JudgedSide, seconds: number): boolean {
  return Math.abs(requests - usualRequests) * seconds > sureness * Math.sqrt(Math.max(requests, usualRequests) * seconds);
}

function lossOf({ requests, usualRequests }: JudgedSide, points: number): Omit<RawLoss, 'source' | 'said'> {
  return { points, now: requests / usualRequests, usual: 1, detail: null };
}
