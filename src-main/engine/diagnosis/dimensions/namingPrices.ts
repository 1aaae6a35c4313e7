import type { Cuboid, Lattice } from './lattice';

/** Nats that a cause costs beside naming it, and nats for each attribute: of two equal explanations the one in fewer words. */
const causePrice = 2;
const attributePrice = 1;

/**
 * What it costs, in nats, to say that one combination of a cuboid is a cause: which cuboid of its size, which of its combinations. The log likelihood
 * that it wins has to be more; so the many combinations of many attributes do not win by their number.
 */
export function namingPrices({ cuboids }: Lattice): Map<Cuboid, number> {
  const sameSize = (size: number): number => cuboids.filter(({ attributes }) => attributes.length === size).length;
  return new Map(
    cuboids.map((cuboid) => {
      const size = cuboid.attributes.length;
      return [cuboid, Math.log(cuboid.combinationCount) + Math.log(sameSize(size)) + attributePrice * size + causePrice];
    }),
  );
}
