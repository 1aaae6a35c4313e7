import { groupSums, sumOf } from './columns';
import type { MixShift } from './explanation';
import type { Lattice } from './lattice';
import { whereOf } from './whereOf';

/** Of a ratio's leaves. */
export interface Mix {
  /** Denominators now. */
  readonly population: Float64Array;
  /** Denominators of the calm minutes, summed. */
  readonly usualPopulation: Float64Array;
  /** Numerators to expect with the denominators of now, each leaf keeping its usual ratio. */
  readonly expected: Float64Array;
  /** The total's usual ratio. */
  readonly usual: number;
  /** −1 when these are failures and the caller speaks of successes. */
  readonly sign: 1 | -1;
}

const moversMax = 3;

/**
 * Simpson's paradox: the total's ratio is pulled by who is in it. `rate` is what the leaves' own ratios changed, `mix` what growing and shrinking
 * populations did, both in numerators; `deviation` is the noise of such a sum, in the same units.
 */
export function mixShift(lattice: Lattice, mix: Mix, rate: number, mixed: number, deviation: number): MixShift | null {
  const significant = (value: number): boolean => Math.abs(value) > 3 * deviation;
  const total = rate + mixed;
  if (!significant(mixed)) return null;
  const against = significant(rate) && Math.sign(rate) !== Math.sign(total) && total !== 0;
  const mostly = significant(total) && Math.sign(mixed) === Math.sign(total) && Math.abs(mixed) > Math.abs(rate);
  if (!against && !mostly) return null;
  return { kind: against ? 'against' : 'mostly', movers: movers(lattice, mix, Math.sign(mixed)) };
}

function movers(
  lattice: Lattice,
  { population, usualPopulation, expected, usual, sign }: Mix,
  direction: number,
): MixShift['movers'] {
  const [now, before] = [sumOf(population), sumOf(usualPopulation)];
  const found = lattice.cuboids
    .filter(({ attributes }) => attributes.length === 1)
    .flatMap((cuboid) => {
      const counts = groupSums(cuboid.combinationOf, cuboid.combinationCount, population);
      const usualCounts = groupSums(cuboid.combinationOf, cuboid.combinationCount, usualPopulation);
      const wanted = groupSums(cuboid.combinationOf, cuboid.combinationCount, expected);
      return [...counts].map((count, index) => {
        const share = count / now;
        const usualShare = (usualCounts[index] ?? 0) / before;
        const ratio = count > 0 ? (wanted[index] ?? 0) / count : usual;
        const pull = (share - usualShare) * (ratio - usual) * now;
        return { where: whereOf(lattice.table, { cuboid, index }), usualShare, share, pull };
      });
    });
  return found
    .filter(({ pull }) => pull * direction > 0)
    .sort((a, b) => Math.abs(b.pull) - Math.abs(a.pull))
    .slice(0, moversMax)
    .map(({ pull, ...mover }) => ({ ...mover, mix: sign * pull }));
}
