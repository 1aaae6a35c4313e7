import type { createDemandCurve } from '../../src-main/demoCity/demand/demandCurve';
import { dimensions } from '../../src-main/demoCity/dimensions/dimensions';
import { stageIds } from '../../src-main/demoCity/orders/stages';

/** One leaf as one would write it first: an object with its labels and the counts it has so far. */
interface Leaf {
  labels: Record<string, string>;
  share: number;
  points: { stage: string; at: number; value: number }[];
}

/** Seconds of points each leaf keeps, so that the naive city does not win or lose by memory alone. */
const keptPoints = stageIds.length * 10;
const usualShares = [1, 0.976, 0.997, 0.978, 0.992, 0.994, 0.996];

/**
 * The naive way to the same numbers: an object per leaf, and each second a random number per leaf and stage. No memory of
 * orders, no machines, no causes; this is what the flow equations are measured beside.
 */
export function createNaiveCity(demand: ReturnType<typeof createDemandCurve>): { step(at: number): number } {
  const leaves = dimensions.reduce<Leaf[]>(
    (all, dimension) =>
      all.flatMap((leaf) =>
        dimension.values.map((value, i) => ({
          labels: { ...leaf.labels, [dimension.id]: value },
          share: leaf.share * (dimension.shares[i] ?? 0),
          points: [],
        })),
      ),
    [{ labels: {}, share: 1, points: [] }],
  );
  return {
    step: (at) => {
      const rate = demand.rateAt(at);
      const totals = new Map<string, number>();
      for (const leaf of leaves) {
        let expected = rate * leaf.share;
        stageIds.forEach((stage, i) => {
          expected *= usualShares[i] ?? 1;
          const value = poisson(expected);
          leaf.points.push({ stage, at, value });
          for (const [label, labelValue] of Object.entries(leaf.labels)) {
            const key = `${stage}/${label}/${labelValue}`;
            totals.set(key, (totals.get(key) ?? 0) + value);
          }
        });
        if (leaf.points.length > keptPoints) leaf.points.splice(0, leaf.points.length - keptPoints);
      }
      return totals.size;
    },
  };
}

/** Knuth's method, as every first attempt has it. */
function poisson(mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = Math.random(); product > limit; product *= Math.random()) count += 1;
  return count;
}
