import { explain, isEcho, type Explanation } from './explain';
import { evidenceOf, hasEnded, type Fold } from './fold';
import type { Finding } from './finding';
import type { LinkGraph } from './linkGraph';
import { relapseMs } from './rules';

/** The fold that explains a finding best; of equals the one that loses most, then the newest. Null when none does. */
export function chooseFold(folds: Iterable<Fold>, finding: Finding, graph: LinkGraph, at: number): Fold | null {
  let best: { readonly fold: Fold; readonly explanation: Explanation } | null = null;
  for (const fold of folds) {
    if (fold.traffic !== finding.alarm.traffic || fold.mergedInto !== null) continue;
    const evidence = evidenceOf(fold, graph);
    const explanation = explain(evidence, finding, graph);
    if (explanation === null || !takesMore(fold, explanation, finding, graph, at)) continue;
    if (best === null || isBetter(explanation, fold, best.explanation, best.fold, graph)) best = { fold, explanation };
  }
  return best?.fold ?? null;
}

/** Whether it can still be looked at: open, over a little while ago, or with alarms or lost orders under way. */
export function isWarm(fold: Fold, graph: LinkGraph, at: number): boolean {
  const { incident } = fold;
  if (fold.mergedInto !== null) return false;
  if (incident === null || incident.phase !== 'resolved') return true;
  if (at - (incident.resolvedAt ?? at) <= relapseMs) return true;
  if ([...fold.findings.values()].some((finding) => !hasEnded(finding))) return true;
  const { leadEndedAt } = evidenceOf(fold, graph);
  return leadEndedAt !== null && at <= leadEndedAt + graph.longestEchoMs;
}

/** A resolved incident takes what its loss still does; anything else only while it would come back to life, or is held shut by hand. */
function takesMore(fold: Fold, explanation: Explanation, finding: Finding, graph: LinkGraph, at: number): boolean {
  const { incident } = fold;
  if (incident === null || incident.phase !== 'resolved') return true;
  const evidence = evidenceOf(fold, graph);
  if (explanation.echo && isEcho(evidence, finding, graph, at)) return true;
  const standing = [...fold.findings.values()].some((each) => !hasEnded(each));
  if (fold.byHand) return standing;
  return at - (incident.resolvedAt ?? at) <= relapseMs;
}

function isBetter(a: Explanation, foldA: Fold, b: Explanation, foldB: Fold, graph: LinkGraph): boolean {
  if (a.strength !== b.strength) return a.strength > b.strength;
  const [shareA, shareB] = [evidenceOf(foldA, graph).share, evidenceOf(foldB, graph).share];
  return shareA !== shareB ? shareA > shareB : foldA.key > foldB.key;
}
