import type { EdgeReading, GraphReading, NodeReading } from '../graphReading';
import { explainNode, type Explained } from './explainNode';
import { isSurge, missedInstead } from './missedCalls';
import { judgeSaturation, judgeSide, type JudgedSide, type NowAndUsual } from './judgedSide';

export interface JudgedEdge {
  readonly reading: EdgeReading;
  /** Its own place: nodes come first, then edges. */
  readonly place: number;
  readonly caller: JudgedSide;
  readonly callee: JudgedSide;
  /** Calls per request of its caller, now ÷ usual, retries taken out: 1 as usual, NaN unknown. */
  readonly callsRatio: number;
  /** Its caller calls far more than its own requests ask for. */
  readonly surges: boolean;
}

export interface JudgedNode {
  readonly reading: NodeReading;
  readonly place: number;
  readonly side: JudgedSide;
  readonly saturation: NowAndUsual;
  readonly entering: readonly JudgedEdge[];
  readonly leaving: readonly JudgedEdge[];
  /** Worked out when first asked for: nobody asks it of a node that is well. */
  readonly explained: () => Explained;
}

export interface JudgedGraph {
  readonly seconds: number;
  readonly callsMin: number;
  readonly nodes: readonly JudgedNode[];
  readonly edges: readonly JudgedEdge[];
  /** Calls that surge because a node no longer answers: place of the call → place of that node. */
  readonly missed: ReadonlyMap<number, number>;
}

/** Every place beside what is usual there, and what of its trouble others explain. */
export function judgeGraph({ from, to, callsMin, nodes, edges }: GraphReading): JudgedGraph {
  const seconds = (to - from) / 1_000;
  const entering = nodes.map((): JudgedEdge[] => []);
  const leaving = nodes.map((): JudgedEdge[] => []);
  const judgedNodes = nodes.map((reading, place): JudgedNode => {
    const node = {
      ...{ reading, place, side: judgeSide(reading.seen, seconds, callsMin), saturation: judgeSaturation(reading.seen) },
      ...{ entering: entering[place] ?? [], leaving: leaving[place] ?? [] },
    };
    let explained: Explained | null = null;
    return { ...node, explained: () => (explained ??= explainNode(node)) };
  });
  const missed = new Map<number, number>();
  const surging: JudgedEdge[] = [];
  const judgedEdges = edges.map((reading, i): JudgedEdge => {
    const caller = judgeSide(reading.caller, seconds, callsMin);
    const callee = judgeSide(reading.callee, seconds, callsMin);
    const callsRatio = callsRatioOf(caller, judgedNodes[reading.from]?.side);
    const surges = isSurge(caller, callsRatio);
    const judged: JudgedEdge = { reading, place: nodes.length + i, caller, callee, callsRatio, surges };
    leaving[reading.from]?.push(judged);
    entering[reading.to]?.push(judged);
    if (surges) surging.push(judged);
    return judged;
  });
  for (const edge of surging) {
    const instead = missedInstead(edge, leaving[edge.reading.from] ?? []);
    if (instead !== null) missed.set(edge.place, instead.reading.to);
  }
  return { seconds, callsMin, nodes: judgedNodes, edges: judgedEdges, missed };
}

function callsRatioOf(caller: JudgedSide, from: JudgedSide | undefined): number {
  if (from === undefined || !(from.requests > 0) || !(caller.usualRequests > 0)) return Number.NaN;
  const retries = caller.known ? Math.max(0, caller.failing) : 0;
  const usual = caller.usualRequests / from.usualRequests;
  return caller.requests / (1 + retries) / from.requests / usual;
}
