import type { JudgedEdge, JudgedNode } from './judgeGraph';
import type { JudgedSide } from './judgedSide';
import { splitCalls } from './splitCalls';

/** How much of a node's trouble is passed on to it, 0–1, and by which place. */
export interface PassedOn {
  readonly share: number;
  readonly place: number;
}

/** Null: its own. */
export interface Explained {
  readonly failures: PassedOn | null;
  readonly p50: PassedOn | null;
  readonly p99: PassedOn | null;
  readonly saturation: PassedOn | null;
  /** Share of its callers' calls that they saw fail because of it: what it counts itself, or gave up waiting for. */
  readonly blamedShare: number;
  readonly blamed: PassedOn | null;
}

/** Explained to this share, all of it is: retries do not add up exactly, and percentiles of the tail hardly. */
const enough = { p50: 0.6, p99: 0.3, failures: 0.6 };
/** Less explains nothing. */
const least = 0.1;
/** Of a node whose workers all wait for others, less has to be explained: the rest is its own queue. */
const enoughWhenFull = 0.2;
/** A mean over a minute in which it became full, in one IDC perhaps: clearly more than its traffic takes. */
const full = { share: 0.25, times: 1.4, alone: 0.85 };

/**
 * Failures are explained by failed calls per second of the node's own calls; latency by extra ms per call × calls per request;
 * saturation by what holds its workers; and all of it by a caller that calls far more than its own requests ask for.
 */
export function explainNode({ side, saturation, entering, leaving }: Omit<JudgedNode, 'explained'>): Explained {
  const surge = surgeOf(side, entering);
  const isFull = saturation.now >= Math.max(full.share, full.times * saturation.usual) || saturation.now >= full.alone;
  // Calls of its own making that surge hold its workers.
  const held = isFull ? leavingSurge(leaving) : null;
  const slow = {
    p50: byCalls(growth(side, 'p50'), leaving, (edge) => extraMs(edge, side, 'p50'), isFull ? enoughWhenFull : enough.p50),
    p99: byCalls(growth(side, 'p99'), leaving, (edge) => extraMs(edge, side, 'p99'), isFull ? enoughWhenFull : enough.p99),
  };
  const slowest = held ?? slow.p50 ?? slow.p99;
  const failures = byCalls(side.extraFailures, leaving, ({ caller }) => caller.extraFailures, enough.failures);
  const made = entering.reduce((sum, { caller }) => sum + caller.requests, 0);
  let givenUp = 0;
  let counted = 0;
  for (const edge of entering) {
    if (!isFailing(edge)) continue;
    const split = splitCalls(edge);
    if (edge.caller.excess > 0) givenUp += split.givenUp;
    if (edge.callee.excess > 0) counted += split.calleeFailures - split.givenUp;
  }
  const blamed = givenUp + counted;
  // Workers that all wait turn requests away, which no call of theirs counts as failed.
  const failing = surge ?? (isFull && slowest !== null ? more(failures, slowest) : failures);
  return {
    failures: failing,
    p50: surge ?? held ?? slow.p50,
    p99: surge ?? held ?? slow.p99,
    saturation: surge ?? slowest,
    blamedShare: made > 0 ? blamed / made : 0,
    blamed: surge ?? (givenUp > blamed / 2 ? (slowest ?? failures) : failing),
  };
}

/** Whether any of its callers' calls surely fail: without that, nothing can be blamed on it. */
export function mayBeBlamed({ entering }: Pick<JudgedNode, 'entering'>): boolean {
  return entering.some(isFailing);
}

function isFailing({ caller, callee }: JudgedEdge): boolean {
  return caller.excess > 0 || callee.excess > 0;
}

function surgeOf(side: JudgedSide, entering: readonly JudgedEdge[]): PassedOn | null {
  let found: JudgedEdge | null = null;
  for (const edge of entering) {
    const brought = edge.caller.requests - edge.caller.usualRequests;
    const matters = edge.surges && brought > side.usualRequests / 2;
    if (matters && (found === null || edge.callsRatio > found.callsRatio)) found = edge;
  }
  return found === null ? null : { share: 1, place: found.place };
}

function leavingSurge(leaving: readonly JudgedEdge[]): PassedOn | null {
  const [most] = leaving.filter(({ surges }) => surges).sort((a, b) => b.callsRatio - a.callsRatio);
  return most === undefined ? null : { share: 1, place: most.place };
}

function byCalls(
  total: number,
  leaving: readonly JudgedEdge[],
  read: (edge: JudgedEdge) => number,
  allFrom: number,
): PassedOn | null {
  if (!(total > 0)) return null;
  let sum = 0;
  let worst: { readonly extra: number; readonly place: number } | null = null;
  for (const edge of leaving) {
    const extra = read(edge);
    if (!(extra > 0)) continue;
    sum += extra;
    if (worst === null || extra > worst.extra) worst = { extra, place: edge.place };
  }
  const share = sum / total;
  if (worst === null || share < least) return null;
  return { share: share >= allFrom ? 1 : share, place: worst.place };
}

/** ms that a request of this node waits longer for these calls. */
function extraMs({ caller }: JudgedEdge, side: JudgedSide, key: 'p50' | 'p99'): number {
  const before = caller.usualRequests / side.usualRequests;
  const now = caller.requests / side.requests;
  const extra = now * caller[key].now - before * caller[key].usual;
  return Number.isFinite(extra) ? extra : 0;
}

function growth(side: JudgedSide, key: 'p50' | 'p99'): number {
  const grown = side[key].now - side[key].usual;
  return Number.isNaN(grown) ? 0 : grown;
}

function more(one: PassedOn | null, other: PassedOn): PassedOn {
  return one !== null && one.share >= other.share ? one : other;
}
