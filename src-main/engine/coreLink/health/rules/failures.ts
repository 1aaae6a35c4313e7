import { mayBeBlamed } from '../explainNode';
import { dividedLoss, noLoss, type HealthRule } from '../healthRule';
import { splitCalls } from '../splitCalls';

/** One failed call in a thousand costs 4 points, one in a hundred 11, one in ten 32, all of them 90. */
const scale = { points: 90, power: 0.45 };
/** Both count the same calls, apart from those that were given up: a node's own count is exact. */
const sameTimes = 1.25;

/** Calls that fail beyond what is usual. A node answers for the worse of what it counts itself and what its callers saw fail because of it. */
export const failures: HealthRule = {
  ofNode(node) {
    const { side } = node;
    if (side.excess === 0 && !mayBeBlamed(node)) return noLoss;
    const explained = node.explained();
    if (side.excess === 0 && explained.blamedShare === 0) return noLoss;
    if (explained.blamedShare > sameTimes * side.excess) {
      const said = { now: explained.blamedShare, usual: usualOf(side.usualFailing), detail: 'caller' } as const;
      return dividedLoss({ points: pointsOf(explained.blamedShare), ...said }, explained.blamed);
    }
    return dividedLoss(
      { points: pointsOf(side.excess), now: side.failing, usual: usualOf(side.usualFailing), detail: null },
      explained.failures,
    );
  },
  ofEdge(edge) {
    const { reading, caller, callee } = edge;
    // Both sides count, the worse one wins: a callee may fail calls whose caller has gone.
    const side = callee.excess > caller.excess ? callee : caller;
    if (side.excess === 0) return noLoss;
    const split = splitCalls(edge);
    const whose = side === callee ? 1 : split.calleeFailures / (split.calleeFailures + split.networkFailures);
    const detail = side === callee ? 'callee' : whose > 0.5 ? 'caller' : 'network';
    return dividedLoss(
      { points: pointsOf(side.excess), now: side.failing, usual: usualOf(side.usualFailing), detail },
      { share: Number.isNaN(whose) ? 0 : whose, place: reading.to },
    );
  },
};

function pointsOf(excess: number): number {
  return scale.points * Math.pow(excess, scale.power);
}

function usualOf(share: number): number | null {
  return Number.isNaN(share) ? null : share;
}
