import { chooseFold } from './choose';
import { evidenceOf, isActive, type Fold } from './fold';
import type { FoldBook } from './foldBook';
import { isEcho, mayEcho } from './explain';
import type { LinkGraph } from './linkGraph';

/**
 * What a loss did further on, and still does when that loss is long over, has another reason by now: another incident that
 * explains it takes it. Where none does it stays, and holds its incident open.
 */
export function moveOutgrown(book: FoldBook, graph: LinkGraph, at: number): void {
  for (const fold of book.folds.values()) {
    const evidence = evidenceOf(fold, graph);
    if (fold.mergedInto !== null || evidence.leadEndedAt === null) continue;
    const others = [...book.folds.values()].filter((other) => other !== fold && isTaking(other));
    if (others.length === 0) continue;
    for (const finding of [...fold.findings.values()]) {
      if (!isActive(finding) || !mayEcho(evidence, finding) || isEcho(evidence, finding, graph, at)) continue;
      const better = chooseFold(others, finding, graph, at);
      if (better !== null) book.move(fold, better, finding);
    }
  }
}

function isTaking({ incident, mergedInto }: Fold): boolean {
  return mergedInto === null && incident !== null && incident.phase !== 'resolved';
}
