import { dimensionSizes, idcCount, leafCount, leafSingles, singleCount, singleOffsets } from '../dimensions/dimensions';
import { createSplitNoise } from '../history/splitNoise';
import type { OrderFlow } from '../orders/orderFlow';
import { pageIds, stageCount, viewsPerOrder } from '../orders/stages';
import { createTieredRing, type TieredRing } from './tieredRing';

/** What the order flow did, second by second: totals and single dimensions for long, leaves for hours. */
export interface OrderRecord {
  /** Columns flow × singleCount + position. */
  singles: TieredRing;
  /** Columns stage × leafCount + leaf. */
  leaves: TieredRing;
  /** Orders since the record began, [stage × singleCount + position] and [stage × leafCount + leaf]. */
  counted: Float64Array;
  countedLeaves: Float64Array;
  note(second: number, flow: OrderFlow, wanted: number, cityShares: Float64Array, idcViews: Float64Array): void;
}

const hour = 3600;
/** 1 s for a little over two hours, minutes for 28 days: 308 columns, about 60 MB when full. */
const singleTiers = [
  { stepSeconds: 1, rows: 2 * hour + 600 },
  { stepSeconds: 60, rows: 28 * 1440 },
];
/** 15,120 columns: 1 s for four minutes, 10 s for an hour, minutes for six hours: about 70 MB when full. */
const leafTiers = [
  { stepSeconds: 1, rows: 240 },
  { stepSeconds: 10, rows: 360 },
  { stepSeconds: 60, rows: 360 },
];

export function createOrderRecord(seed: number): OrderRecord {
  const singles = createTieredRing((stageCount + pageIds.length) * singleCount, singleTiers);
  const leaves = createTieredRing(stageCount * leafCount, leafTiers);
  const row = new Float64Array(singles.columns);
  const counted = new Float64Array(stageCount * singleCount);
  const countedLeaves = new Float64Array(stageCount * leafCount);
  const split = createSplitNoise(seed ^ 0x5bd1e995);
  const deviations = dimensionSizes.map((size) => new Float64Array(size));

  const notePages = (second: number, wanted: number, cityShares: Float64Array, idcViews: Float64Array): void => {
    split.shares[0]!.set(cityShares);
    const allViews = idcViews.reduce((sum, each) => sum + each, 0);
    for (let i = 0; i < idcCount; i += 1) split.shares[3]![i] = allViews > 0 ? idcViews[i]! / allViews : 0;
    pageIds.forEach((page, p) => {
      const offset = (stageCount + p) * singleCount;
      const views = wanted * allViews * viewsPerOrder[page];
      row[offset] = views;
      dimensionSizes.forEach((size, d) => {
        split.deviations(d, p, second, deviations[d]!);
        for (let value = 0; value < size; value += 1)
          row[offset + singleOffsets[d]! + value] = Math.max(
            0,
            views * split.shares[d]![value]! + Math.sqrt(views) * deviations[d]![value]!,
          );
      });
    });
  };

  return {
    singles,
    leaves,
    counted,
    countedLeaves,
    note: (second, flow, wanted, cityShares, idcViews) => {
      row.fill(0);
      for (let stage = 0; stage < stageCount; stage += 1) {
        const offset = stage * singleCount;
        for (let leaf = 0; leaf < leafCount; leaf += 1) {
          const orders = flow.passed[stage * leafCount + leaf]!;
          if (orders === 0) continue;
          const at = leaf * 5;
          row[offset]! += orders;
          row[offset + leafSingles[at]!]! += orders;
          row[offset + leafSingles[at + 1]!]! += orders;
          row[offset + leafSingles[at + 2]!]! += orders;
          row[offset + leafSingles[at + 3]!]! += orders;
          row[offset + leafSingles[at + 4]!]! += orders;
          countedLeaves[stage * leafCount + leaf]! += orders;
        }
      }
      for (let i = 0; i < counted.length; i += 1) counted[i]! += row[i]!;
      notePages(second, wanted, cityShares, idcViews);
      singles.push(second, row);
      leaves.push(second, flow.passed);
    },
  };
}
