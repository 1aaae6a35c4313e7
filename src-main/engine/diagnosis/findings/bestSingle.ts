import type { DimensionFinding } from '../../../../contract/diagnosis';
import type { Span } from '../../asking/spanAnswers';
import { changeFinding } from './changeFinding';
import { combinationsOf, type SingleCut } from './chooseDimensions';

/** Another dimension that explains nearly as well may be the one. */
const rivalShare = 0.8;
const rivalsMax = 4;

/**
 * For backends that count by each dimension but not by their combinations: the dimension that explains most with least. The share of
 * the change inside its parts, less their share of everybody: a part that is nearly everybody explains nothing.
 */
export function bestSingle(metricId: string, span: Span, singles: readonly SingleCut[]): DimensionFinding | null {
  const possible = combinationsOf(singles);
  const findings = singles.map(({ counts }) => changeFinding(metricId, span, counts, possible));
  const ranked = findings.map((finding) => ({ finding, score: scoreOf(finding) })).sort((a, b) => b.score - a.score);
  const [best, ...others] = ranked;
  if (best === undefined) return null;
  const rivals = others
    .filter(({ score }) => score > 0 && score >= rivalShare * best.score)
    .flatMap(({ finding }) => finding.parts.slice(0, 1).map(({ slice }) => slice));
  return { ...best.finding, rivals: [...best.finding.rivals, ...rivals].slice(0, rivalsMax) };
}

function scoreOf({ parts, actual, expected }: DimensionFinding): number {
  const change = actual - expected;
  if (change === 0 || expected === 0) return 0;
  const explained = parts.reduce((sum, part) => sum + part.explained, 0) / change;
  const share = parts.reduce((sum, part) => sum + part.expected, 0) / expected;
  return Math.min(1, explained) - share;
}
