import { groupSums, sumOf } from './columns';
import type { Cuboid } from './lattice';
import type { LeafNoise } from './leafNoise';

/** One change, seen as something that moved within a population: orders lost among orders expected, stalled viewers among all viewers. */
export interface MovedPopulation {
  readonly actual: Float64Array;
  readonly expected: Float64Array;
  /** How many there were of what could have moved; for a ratio its denominator, else what was expected. */
  readonly population: Float64Array;
  /** What combinations scatter by when nothing is wrong. */
  readonly noise: LeafNoise;
}

export interface Totals {
  readonly change: number;
  readonly population: number;
  /** Relative change from which a part counts as moved, ≥ 0. */
  readonly movedBy: number;
  readonly direction: 1 | -1;
  readonly noise: LeafNoise;
}

/** A part moved when it did so by half as much as the total, or tripled. */
const movedShare = 0.5;
const movedMax = 2;
export function totalsOf({ actual, expected, population, noise }: MovedPopulation): Totals {
  const wanted = sumOf(expected);
  const change = sumOf(actual) - wanted;
  const movedBy = wanted > 0 ? Math.min(movedMax, (Math.abs(change) / wanted) * movedShare) : movedMax;
  return { change, population: sumOf(population), movedBy, direction: change < 0 ? -1 : 1, noise };
}

export interface MovedGroups {
  readonly change: Float64Array;
  readonly expected: Float64Array;
  readonly population: Float64Array;
  /** Probability that the combination moved (0–1). */
  readonly moved: Float64Array;
}

export function movedGroups(
  { combinationOf, combinationCount }: Cuboid,
  { actual, expected, population }: MovedPopulation,
  totals: Totals,
): MovedGroups {
  const sum = (column: Float64Array): Float64Array => groupSums(combinationOf, combinationCount, column);
  const have = sum(actual);
  const sums = { expected: sum(expected), population: sum(population) };
  const change = have.map((value, group) => value - (sums.expected[group] ?? 0));
  const moved = change.map((by, group) => {
    const wanted = sums.expected[group] ?? 0;
    const deviation = noiseOf(wanted * (1 + totals.direction * totals.movedBy), totals.noise);
    return normalShare((totals.direction * by - totals.movedBy * wanted) / deviation);
  });
  return { ...sums, change, moved };
}

/** A quarter of an event is the least that an expectation can be off. */
const expectedMin = 0.25;

function noiseOf(expected: number, { perCount, relative }: LeafNoise): number {
  return Math.sqrt(perCount * Math.max(expected, expectedMin) + (relative * expected) ** 2);
}

/** The normal distribution's share below `deviations`; Abramowitz and Stegun 26.2.17, error below 1e-7. */
function normalShare(deviations: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(deviations));
  const tail =
    0.3989422804 *
    Math.exp((-deviations * deviations) / 2) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return deviations > 0 ? 1 - tail : tail;
}
