import { sumOf } from './columns';

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
/** A leaf with less than this many counted is mostly its total. */
const borrowed = 20;

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

/** The numerator to expect of each leaf with these denominators; a leaf seldom seen borrows from the total. */
export function expectedNumerators(usual: UsualRatio, denominators: Float64Array): Float64Array {
  return denominators.map((count, leaf) => {
    const seen = usual.denominator[leaf] ?? 0;
    return (count * ((usual.numerator[leaf] ?? 0) + borrowed * usual.total)) / (seen + borrowed);
  });
}

function addUp(columns: readonly Float64Array[], minutes: readonly number[]): Float64Array {
  const sums = new Float64Array(columns[0]?.length ?? 0);
  for (const minute of minutes) columns[minute]?.forEach((value, leaf) => (sums[leaf] = (sums[leaf] ?? 0) + value));
  return sums;
}
