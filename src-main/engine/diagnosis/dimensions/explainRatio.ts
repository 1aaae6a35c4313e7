import { sumOf, sumOver } from './columns';
import { coveringCauses, type CoveringCause } from './coveringCauses';
import { describeChange } from './describeChange';
import type { ExplainedPart, Explanation, Where } from './explanation';
import { latticeOf, leavesOf, type Combination, type Lattice } from './lattice';
import type { LeafTable } from './leafTable';
import { mixShift, type Mix } from './mixShift';
import type { SharedRatioCause } from './sharedRatioCauses';
import { expectedNumerators, usualRatio, type RatioMinutes } from './usualRatio';
import { whereOf } from './whereOf';

export interface RatioChange extends RatioMinutes {
  readonly table: LeafTable;
}

/**
 * Counts of a ratio scatter more than binomially, and usual ratios drift. On the calm minutes of real incidents combinations scattered 1 to 1.4 times
 * Poisson and up to 14 % in proportion; these are a little more.
 */
const noise = { perCount: 2, relative: 0.15 };
/** Below this the best combination leaves more than it explains. */
const scoreMin = 0.3;
const rivalsMax = 4;
/** A second cause is told when it explains this much of the change. */
const otherShareMin = 0.15;
/** Where the two readings of the leaves name different causes, four in ten names are right instead of nine (77 real incidents). */
const disagreed = 0.5;
/** From here on it is everybody, not somebody. */
const spreadMin = 0.8;

/**
 * Which combinations explain that a ratio changed? In numerators, the only units in which parts of a ratio add up: each leaf's numerator against
 * its denominator times its own usual ratio (what its rate did), and what is left of the total's change, which is mix. A ratio that is usually above
 * one half is looked at by what fails: 2 % of failures more tell more than 98 % of success less. null when there are no minutes before.
 */
export function explainRatio(ratio: RatioChange): Explanation | null {
  const failing = mostlySucceeds(ratio);
  const minutes = failing ? complement(ratio) : ratio;
  const usual = usualRatio(minutes);
  const actual = minutes.numerators.at(-1);
  const population = minutes.denominators.at(-1);
  if (usual === null || actual === undefined || population === undefined) return null;

  const { table } = ratio;
  const lattice = latticeOf(table);
  const expected = expectedNumerators(lattice, usual, population);
  const change = sumOf(actual) - sumOf(population) * usual.total;
  const rate = sumOf(actual) - sumOf(expected);
  const { causes, spread } = coveringCauses(lattice, { actual, expected, population, noise });
  const shared = sharedCauses(lattice, actual, expected);
  const named = causes[0] !== undefined && causes[0].score >= scoreMin ? causes[0] : null;
  const everywhere = named === null && spread >= spreadMin ? rate : 0;
  const sign = failing ? -1 : 1;
  const agreed = named !== null && shared.some((cause) => isNamed(named, cause));
  const part = (cause: Combination, leaves: Int32Array, confidence: number): ExplainedPart => {
    const wanted = sumOver(leaves, expected);
    return {
      where: whereOf(table, cause),
      explained: sign * (sumOver(leaves, actual) - wanted),
      expected: failing ? sumOver(leaves, population) - wanted : wanted,
      confidence,
    };
  };
  const first = (named?.combinations ?? [])
    .map((cause) => part(cause, leavesOf(cause), Math.min(1, named?.score ?? 0) * (agreed ? 1 : disagreed)))
    .sort((a, b) => Math.abs(b.explained) - Math.abs(a.explained));
  const explains = ({ leaves }: SharedRatioCause): number => (sumOver(leaves, actual) - sumOver(leaves, expected)) / rate;
  const others = named === null ? [] : besides(named, shared).filter((cause) => explains(cause) >= otherShareMin);
  const parts = [...first, ...others.map((cause) => part(cause, cause.leaves, disagreed))];
  const mix: Mix = { population, usualPopulation: usual.denominator, expected, usual: usual.total, sign };
  return {
    change: sign * change,
    parts,
    everywhere: sign * everywhere,
    mix: sign * (change - rate),
    residual: sign * (rate - everywhere) - parts.reduce((sum, { explained }) => sum + explained, 0),
    rivals: rivalsOf(
      table,
      [...(named?.combinations ?? []), ...others],
      [...shared.slice(0, 1), ...causes.flatMap(({ combinations }) => combinations)],
    ),
    mixShift: mixShift(lattice, mix, rate, change - rate, Math.sqrt(noise.perCount * Math.max(1, sumOf(expected)))),
  };
}

/** The other reading of the same leaves, that of a sum: one ratio for each cause. What explains most comes first. */
function sharedCauses(lattice: Lattice, actual: Float64Array, expected: Float64Array): SharedRatioCause[] {
  const explained = ({ leaves }: SharedRatioCause): number => Math.abs(sumOver(leaves, actual) - sumOver(leaves, expected));
  return [...describeChange(lattice, actual, expected).causes].sort((a, b) => explained(b) - explained(a));
}

/** Causes of the other reading that lie outside of the named ones. */
function besides({ combinations }: CoveringCause, shared: readonly SharedRatioCause[]): SharedRatioCause[] {
  const covered = ({ cuboid, index }: Combination, leaf: number): boolean => cuboid.combinationOf[leaf] === index;
  return shared.flatMap((cause) => {
    const leaves = cause.leaves.filter((leaf) => !combinations.some((one) => covered(one, leaf)));
    return leaves.length * 2 > cause.leaves.length ? [{ ...cause, leaves }] : [];
  });
}

function isNamed(named: CoveringCause, { cuboid, index }: Combination): boolean {
  return named.combinations.some((one) => one.cuboid === cuboid && one.index === index);
}

/** Those of the candidates that are not named, each once. */
function rivalsOf(table: LeafTable, named: readonly Combination[], candidates: readonly Combination[]): Where[] {
  const key = ({ cuboid, index }: Combination): string => `${cuboid.mask}:${index}`;
  const seen = new Set(named.map(key));
  const rivals: Where[] = [];
  for (const candidate of candidates) {
    if (rivals.length === rivalsMax) break;
    if (seen.has(key(candidate))) continue;
    seen.add(key(candidate));
    rivals.push(whereOf(table, candidate));
  }
  return rivals;
}

function mostlySucceeds({ numerators, denominators }: RatioMinutes): boolean {
  const isShare = numerators.every((column, minute) =>
    column.every((value, leaf) => value <= (denominators[minute]?.[leaf] ?? 0)),
  );
  const sums = (columns: readonly Float64Array[]): number => columns.slice(0, -1).reduce((sum, column) => sum + sumOf(column), 0);
  return isShare && sums(numerators) > sums(denominators) / 2;
}

function complement({ numerators, denominators }: RatioMinutes): RatioMinutes {
  return {
    denominators,
    numerators: numerators.map((column, minute) => column.map((value, leaf) => (denominators[minute]?.[leaf] ?? 0) - value)),
  };
}
