import type { LostPoints } from '../../../../contract/graphQuery';
import type { JudgedEdge, JudgedGraph, JudgedNode } from './judgeGraph';

/** Points that a rule takes, before it is settled how much passed-on trouble may cost. */
export interface RawLoss extends Omit<LostPoints, 'rule' | 'passedOnFrom'> {
  /** The place that passed it on; null: its own. */
  readonly source: number | null;
}

/** What a rule may see besides the place: what the others have lost so far, because some trouble only counts beside another. */
export interface RuleScope {
  readonly graph: JudgedGraph;
  /** What this place lost by the rules before, in the order of `healthRuleNames`. */
  readonly before: readonly RawLoss[];
}

/** One reason why a place may be unwell. Pure; empty where it has nothing to say. */
export interface HealthRule {
  ofNode(node: JudgedNode, scope: RuleScope): readonly RawLoss[];
  ofEdge(edge: JudgedEdge, scope: RuleScope): readonly RawLoss[];
}

/** Parts of one loss, its own and what was passed on. */
export function dividedLoss(
  loss: Omit<RawLoss, 'source' | 'said'>,
  passedOn: { readonly share: number; readonly place: number } | null,
): readonly RawLoss[] {
  if (!(loss.points > 0)) return noLoss;
  const share = Math.min(1, passedOn?.share ?? 0);
  const own = partOf(loss, 1 - share, null);
  if (passedOn === null || share === 0) return [own];
  const passed = partOf(loss, share, passedOn.place);
  return share === 1 ? [passed] : [own, passed];
}

function partOf({ points, now, usual, detail }: Omit<RawLoss, 'source' | 'said'>, share: number, source: number | null): RawLoss {
  return { points: points * share, now, usual, detail, said: null, source };
}

/** Most places, most of the time: nothing is made for them. */
export const noLoss: readonly RawLoss[] = [];
