import type { LeafNoise } from './leafNoise';

/** What one leaf says, in units of its noise. */
export interface LeafEvidence {
  /** (actual − expected) in standard deviations, at most ±`deviationMax`. */
  readonly deviation: Float64Array;
  /** Deviations per unit of relative change: a leaf of two orders has little to say, however much it lost. */
  readonly sensitivity: Float64Array;
}

/** One leaf is never more certain than this many standard deviations: forecasts have tails that no spread tells. */
const deviationMax = 8;
/** A change of 40 % saturates the deviation; more sensitivity than that adds nothing. */
const sensitivityMax = deviationMax / 0.4;
/** Nothing expected is still an estimate: one event where none was expected is no surprise among many leaves. */
const expectedMin = 0.25;

/** Up to here the square root of the expectation is a fair yardstick of a count, beyond it Poisson's tail is longer. */
const fairDeviations = 3;

export function leafDeviations(actual: Float64Array, expected: Float64Array, noise: LeafNoise): Float64Array {
  return actual.map((value, leaf) => deviationOf(value, expected[leaf] ?? 0, noise));
}

/**
 * Standard deviations between what is and what was expected. What scatters in proportion does so around the middle of both values, so that a doubling
 * weighs as much as a halving; what scatters by counting does so around the expectation, or sums over sparse leaves would be biased. Six orders
 * where 0.8 were expected are not 5.8 but 3.7 deviations: a large surplus is measured by its Poisson deviance.
 */
export function deviationOf(actual: number, expected: number, { perCount, relative }: LeafNoise): number {
  const have = Math.max(0, actual);
  const wanted = Math.max(0, expected);
  const level = (have + wanted) / 2;
  if (level === 0) return 0;
  const counted = perCount * Math.max(wanted, expectedMin);
  const proportional = (relative * level) ** 2;
  const deviation = (have - wanted) / Math.sqrt(counted + proportional);
  if (deviation <= fairDeviations) return deviation;
  const ratio = have / Math.max(wanted, expectedMin);
  const tail = (ratio - 1) ** 2 / (2 * (ratio * Math.log(ratio) - ratio + 1));
  return Math.max(fairDeviations, (have - wanted) / Math.sqrt(counted * Math.max(1, tail) + proportional));
}

/** `curve` draws raw distances in standard deviations (`tailCurve`). */
export function leafEvidence(
  deviations: Float64Array,
  actual: Float64Array,
  expected: Float64Array,
  { perCount, relative }: LeafNoise,
  curve: (distance: number) => number,
): LeafEvidence {
  return {
    deviation: deviations.map((z) => Math.sign(z) * Math.min(deviationMax, curve(Math.abs(z)))),
    sensitivity: expected.map((wanted, leaf) => {
      // A leaf that nobody expected, a new version, speaks with half of what it has.
      const level = wanted > 0 ? wanted : Math.max(0, actual[leaf] ?? 0) / 2;
      return level > 0 ? Math.min(sensitivityMax, level / Math.sqrt(perCount * level + (relative * level) ** 2)) : 0;
    }),
  };
}
