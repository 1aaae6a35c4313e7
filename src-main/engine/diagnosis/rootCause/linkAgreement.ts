import type { CauseCase } from './causeCase';
import { isBelieved, type MeasuredExcess } from './measuredExcess';

/**
 * What is lost between two nodes may be the link's doing or either end's: a starved or cut-off machine delays all calls it takes part
 * in. So an end is believed by how many of its measured links lose something, and a link by how little its ends do.
 */
export interface LinkAgreement {
  /** Calls of the node, made and answered, whose gap is measured. */
  readonly linksOf: (node: number) => readonly number[];
  /** How far, 0–1, the node at that end of the call is believed to be what delays it. */
  readonly end: (node: number, call: number) => number;
}

interface Links {
  readonly calls: number[];
  losing: number;
  answered: number;
  answeredLosing: number;
}

export function linkAgreement({ calls }: CauseCase, measured: MeasuredExcess): LinkAgreement {
  const byNode = new Map<number, Links>();
  for (const [call, { gap }] of measured.calls) {
    const { from = null, to = -1 } = calls[call] ?? {};
    if (gap === null || from === null) continue;
    const loses = isBelieved(gap, measured.threshold) ? 1 : 0;
    for (const end of [from, to]) {
      const links = byNode.get(end) ?? { calls: [], losing: 0, answered: 0, answeredLosing: 0 };
      byNode.set(end, links);
      links.calls.push(call);
      links.losing += loses;
      if (end === to) links.answered += 1;
      if (end === to) links.answeredLosing += loses;
    }
  }
  return {
    linksOf: (node) => byNode.get(node)?.calls ?? [],
    end: (node, call) => {
      const links = byNode.get(node);
      if (links === undefined) return 0;
      const all = agreed(links.losing, links.calls.length);
      // A callee also delays by queueing what arrives, which the calls it makes do not show.
      return calls[call]?.to === node ? Math.max(all, agreed(links.answeredLosing, links.answered)) : all;
    },
  };
}

/** As if one more link were known, one that loses nothing: one alone proves little. */
function agreed(losing: number, links: number): number {
  return losing / (links + 1);
}
