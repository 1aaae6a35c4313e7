import { groupSums, sumOf } from './columns';
import type { Lattice } from './lattice';

/** A ratio's counts for each leaf, minute by minute; the last minute is the one to explain. All columns have the same length. */
export interface RatioMinutes {
  /** E.g. successes, orders paid, stalled viewers. */
  readonly numerators: readonly Float64Array[];
  /** E.g. requests, orders submitted, all viewers. */
  readonly denominators: readonly Float64Array[];
}

export interface UsualRatio {
  /** Numerator and denominator of each leaf, summed over the calm minutes. */
  readonly numerator: Float64Array;
  readonly denominator: Float64Array;
  /** The total's ratio over the calm minutes. */
  readonly total: number;
  /** Which minutes were calm: indices, ascending. */
  readonly calm: readonly number[];
}

/** Half of the minutes before may already be part of this incident or of an earlier one. */
const calmShare = 0.5;
/** A leaf with less than this many counted is mostly borrowed. */
const borrowed = 40;
/** Several values of one leaf, each far above the total, do not multiply to more than this. */
const borrowedMax = 0.5;

/**
 * What the ratio is when nothing is wrong: the half of the minutes before in which the total's ratio was farthest from where it went. null when
 * there is no minute before, or nothing was counted in it.
 */
export function usualRatio({ numerators, denominators }: RatioMinutes): UsualRatio | null {
  const ratios = numerators.map((column, minute) => sumOf(column) / sumOf(denominators[minute] ?? column));
  const past = ratios.slice(0, -1).flatMap((ratio, minute) => (Number.isFinite(ratio) ? [{ ratio, minute }] : []));
  const sorted = past.map(({ ratio }) => ratio).sort((a, b) => a - b);
  const middle = sorted[(sorted.length - 1) >> 1];
  if (middle === undefined) return null;
  const rose = (ratios.at(-1) ?? middle) >= middle;
  const farthest = rose ? past.sort((a, b) => a.ratio - b.ratio) : past.sort((a, b) => b.ratio - a.ratio);
  const calm = farthest.slice(0, Math.max(1, Math.ceil(past.length * calmShare))).map(({ minute }) => minute);
  calm.sort((a, b) => a - b);
  const numerator = addUp(numerators, calm);
  const denominator = addUp(denominators, calm);
  return { numerator, denominator, calm, total: sumOf(numerator) / sumOf(denominator) };
}

/**
 * The numerator to expect of each leaf with these denominators. A leaf seldom seen borrows from what its values do elsewhere: the total's ratio, times how
 * much each of its values usually lies above or below it.
 */
export function expectedNumerators({ cuboids }: Lattice, usual: UsualRatio, denominators: Float64Array): Float64Array {
  const borrowedRatio = new Float64Array(denominators.length).fill(usual.total);
  for (const { attributes, combinationOf, combinationCount } of cuboids) {
    if (attributes.length > 1 || usual.total === 0) continue;
    const numerator = groupSums(combinationOf, combinationCount, usual.numerator);
    const denominator = groupSums(combinationOf, combinationCount, usual.denominator);
    const factor = numerator.map((sum, value) => blend(sum, denominator[value] ?? 0, usual.total) / usual.total);
    combinationOf.forEach((value, leaf) => (borrowedRatio[leaf] = (borrowedRatio[leaf] ?? 0) * (factor[value] ?? 1)));
  }
  return denominators.map(
    (count, leaf) =>
      count * blend(usual.numerator[leaf] ?? 0, usual.denominator[leaf] ?? 0, Math.min(borrowedMax, borrowedRatio[leaf] ?? 0)),
  );
}

function blend(numerator: number, denominator: number, ratio: number): number {
  return (numerator + borrowed * ratio) / (denominator + borrowed);
}

function addUp(columns: readonly Float64Array[], minutes: readonly number[]): Float64Array {
  const sums = new Float64Array(columns[0]?.length ?? 0);
  for (const minute of minutes) columns[minute]?.forEach((value, leaf) => (sums[leaf] = (sums[leaf] ?? 0) + value));
  return sums;
}
