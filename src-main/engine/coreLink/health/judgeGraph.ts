import type { EdgeReading, GraphReading, NodeReading } from '../graphReading';
import { explainNode, type Explained } from './explainNode';
import { isSurge, missedInstead } from './missedCalls';
import { judgeSide, type JudgedSide } from './judgedSide';
import { splitCalls, type SplitCalls } from './splitCalls';

export interface JudgedEdge {
  readonly reading: EdgeReading;
  /** Its own place: nodes come first, then edges. */
  readonly place: number;
  readonly caller: JudgedSide;
  readonly callee: JudgedSide;
  readonly split: SplitCalls;
  /** Calls per request of its caller, now ÷ usual, retries taken out: 1 as usual, NaN unknown. */
  readonly callsRatio: number;
}

export interface JudgedNode {
  readonly reading: NodeReading;
  readonly place: number;
  readonly side: JudgedSide;
  readonly entering: readonly JudgedEdge[];
  readonly leaving: readonly JudgedEdge[];
  readonly explained: Explained;
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
  const sides = nodes.map(({ seen }) => judgeSide(seen, seconds, callsMin));
  const entering: JudgedEdge[][] = nodes.map(() => []);
  const leaving: JudgedEdge[][] = nodes.map(() => []);
  const judgedEdges = edges.map((reading, i): JudgedEdge => {
    const caller = judgeSide(reading.caller, seconds, callsMin);
    const callee = judgeSide(reading.callee, seconds, callsMin);
    const judged = {
      ...{ reading, place: nodes.length + i, caller, callee },
      split: splitCalls(caller, callee),
      callsRatio: callsRatioOf(caller, sides[reading.from]),
    };
    leaving[reading.from]?.push(judged);
    entering[reading.to]?.push(judged);
    return judged;
  });
  const judgedNodes = nodes.map((reading, i): JudgedNode => {
    const side = sides[i] ?? judgeSide(reading.seen, seconds, callsMin);
    const ends = { entering: entering[i] ?? [], leaving: leaving[i] ?? [] };
    return { reading, place: i, side, ...ends, explained: explainNode(side, ends) };
  });
  const missed = judgedEdges.filter(isSurge).flatMap((surging): [number, number][] => {
    const instead = missedInstead(surging, leaving[surging.reading.from] ?? []);
    return instead === null ? [] : [[surging.place, instead.reading.to]];
  });
  return { seconds, callsMin, nodes: judgedNodes, edges: judgedEdges, missed: new Map(missed) };
}

function callsRatioOf(caller: JudgedSide, from: JudgedSide | undefined): number {
  if (from === undefined || !(from.requests > 0) || !(caller.usualRequests > 0)) return Number.NaN;
  const retries = caller.known ? Math.max(0, caller.failing) : 0;
  const usual = caller.usualRequests / from.usualRequests;
  return caller.requests / (1 + retries) / from.requests / usual;
}
