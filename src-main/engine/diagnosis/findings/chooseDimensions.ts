import type { CaseAlarm } from '../../../../contract/diagnosis';
import { sumOf } from '../dimensions/columns';
import type { LeafCounts } from './leafCounts';

/** What one dimension alone shows of a change. */
export interface SingleCut {
  readonly dimension: string;
  readonly counts: LeafCounts;
}

/** As many combinations as a backend is asked for at once, and what is compared within 50 ms. */
export const leavesMax = 5_000;

/**
 * Dimensions to combine, the most promising first: those that the alarms point at, then those along which the change is least even.
 * Each is taken as long as all combinations together are not too many.
 */
export function chooseDimensions(singles: readonly SingleCut[], alarms: readonly CaseAlarm[]): readonly string[] {
  const pointed = (dimension: string): number =>
    Math.max(0, ...alarms.map(({ slice, peakScore }) => (Object.hasOwn(slice, dimension) ? peakScore : 0)));
  const ranked = singles
    .map(({ dimension, counts }) => ({
      dimension,
      size: counts.table.leafCount,
      pointed: pointed(dimension),
      uneven: unevennessOf(counts),
    }))
    .sort((a, b) => b.pointed - a.pointed || b.uneven - a.uneven);
  let combinations = 1;
  return ranked.flatMap(({ dimension, size }) => {
    if (combinations * size > leavesMax) return [];
    combinations *= size;
    return [dimension];
  });
}

/** How many combinations all dimensions could have together. */
export function combinationsOf(singles: readonly SingleCut[]): number {
  return singles.reduce((product, { counts }) => product * counts.table.leafCount, 1);
}

/** How many orders would have to change places for every value to have moved like the total, as a share of all. */
function unevennessOf({ actual, expected }: LeafCounts): number {
  const [have, wanted] = [sumOf(actual), sumOf(expected)];
  if (wanted === 0) return 0;
  return actual.reduce((sum, count, leaf) => sum + Math.abs(count - ((expected[leaf] ?? 0) * have) / wanted), 0) / wanted;
}
