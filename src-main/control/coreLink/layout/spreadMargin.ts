import type { LaneSpot } from './laneTrees';
import type { Structure } from './structure';

/**
 * The margin has the whole width to itself: what calls nothing there stands under, or over, what it is joined to in the lanes.
 * Changes `columnOf`; no column gets more nodes than `rows`.
 */
export function spreadMargin(
  structure: Structure,
  columnOf: Int32Array,
  margin: number,
  spot: LaneSpot | undefined,
  rows: number,
): void {
  if (spot === undefined) return;
  const { nodes, laneOf } = structure;
  const counts = new Int32Array(spot.columns);
  const loose: { readonly node: number; readonly wish: number }[] = [];
  for (let node = 0; node < nodes; node += 1) {
    if (laneOf[node] !== margin) continue;
    const wish = wishOf(structure, columnOf, node, margin);
    if (wish !== null) loose.push({ node, wish });
    else {
      const column = (columnOf[node] ?? 0) - spot.column;
      counts[column] = (counts[column] ?? 0) + 1;
    }
  }
  for (const { node, wish } of loose.sort((a, b) => a.wish - b.wish)) {
    let best = -1;
    counts.forEach((count, column) => {
      if (count >= rows) return;
      if (best === -1 || Math.abs(spot.column + column - wish) < Math.abs(spot.column + best - wish)) best = column;
    });
    if (best === -1) continue;
    counts[best] = (counts[best] ?? 0) + 1;
    columnOf[node] = spot.column + best;
  }
}

/** Mean column of what it is joined to; null for one that is joined to nothing, or within the margin. */
function wishOf({ laneOf, callers, callees }: Structure, columnOf: Int32Array, node: number, margin: number): number | null {
  let sum = 0;
  let count = 0;
  for (const { start, of } of [callers, callees])
    for (let slot = start[node] ?? 0; slot < (start[node + 1] ?? 0); slot += 1) {
      const other = of[slot] ?? 0;
      if (laneOf[other] === margin) return null;
      sum += columnOf[other] ?? 0;
      count += 1;
    }
  return count === 0 ? null : sum / count;
}
