import type { JudgedEdge } from './judgeGraph';
import type { JudgedSide } from './judgedSide';

/** A caller that suddenly calls so many times as often as its own requests ask for. */
const surgeRatio = 2;
/** A surge that could be told from what another call does has to be a matter of this share of it. */
const shareMin = 0.05;
/** Counting: who is asked nearly as often as others are asked in its stead may be the one. */
const nearly = 0.8;

export function isSurge(caller: JudgedSide, callsRatio: number): boolean {
  return caller.known && callsRatio >= surgeRatio && caller.requests > surgeRatio * caller.usualRequests;
}

/**
 * Who no longer answers what `surging` now asks of somebody else, as a cache that lost its keys: it says so in no number of its own. Of all
 * that the caller calls as usual, the only one that is asked often enough to have answered those calls before; null when there is none, or
 * more than one could be meant.
 */
export function missedInstead(surging: JudgedEdge, siblings: readonly JudgedEdge[]): JudgedEdge | null {
  const { requests, failing } = surging.caller;
  const extra = (requests / (1 + failing)) * (1 - 1 / surging.callsRatio);
  const able = siblings.filter((each) => !each.surges && each.caller.requests >= nearly * extra);
  const [only] = able;
  return able.length === 1 && only !== undefined && extra >= shareMin * only.caller.requests ? only : null;
}
