import { laneHeight, rowPitch } from './grid';
import type { LaneSpot } from './laneTrees';
import type { Structure } from './structure';

/** Where nodes stand: their column on the grid of all lanes, their row within their own lane. */
export interface Cells {
  readonly columnOf: Int32Array;
  readonly rowOf: Int32Array;
}

const sweeps = 8;

/**
 * Rows by barycentre: sweeps right and left, each column in the order of what its nodes are joined to, and as near to it as
 * their number lets them. The order given is where it begins and what decides between equals.
 */
export function orderRows(structure: Structure, columnOf: Int32Array, spots: readonly LaneSpot[]): Int32Array {
  const { nodes, laneOf } = structure;
  const rowOf = new Int32Array(nodes);
  const rowsIn = spots.map(({ height }) => Math.max(1, Math.floor((height - laneHeight(0)) / rowPitch)));
  const topOf = spots.map(({ y }) => y / rowPitch);
  const columns = columnsOf(structure, columnOf);
  for (const column of columns)
    column.forEach((node, row) => {
      rowOf[node] = row;
    });
  const wish = new Float64Array(nodes);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    // The last two look both ways: what is left then is drawn.
    const side = sweep >= sweeps - 2 ? 0 : sweep % 2 === 0 ? -1 : 1;
    for (const column of side > 0 ? columns.toReversed() : columns) {
      for (const node of column) wish[node] = wishOf(structure, columnOf, rowOf, topOf, node, side);
      column.sort((a, b) => (wish[a] ?? 0) - (wish[b] ?? 0));
      settle(column, wish, rowOf, rowsIn[laneOf[column[0] ?? 0] ?? 0] ?? 1);
    }
  }
  return rowOf;
}

/** The nodes of each lane's columns, left to right over all lanes. */
function columnsOf({ nodes, lanes, laneOf }: Structure, columnOf: Int32Array): number[][] {
  const cells: number[][] = [];
  for (let node = 0; node < nodes; node += 1) (cells[(columnOf[node] ?? 0) * lanes + (laneOf[node] ?? 0)] ??= []).push(node);
  return cells.filter((column) => column.length > 0);
}

/** Mean row of those neighbours that stand on this side (−1 left, 1 right, 0 all), in rows of the node's own lane; its own row without any. */
function wishOf(
  { laneOf, callers, callees }: Structure,
  columnOf: Int32Array,
  rowOf: Int32Array,
  topOf: readonly number[],
  node: number,
  side: number,
): number {
  const column = columnOf[node] ?? 0;
  let sum = 0;
  let count = 0;
  for (const { start, of } of [callers, callees])
    for (let slot = start[node] ?? 0; slot < (start[node + 1] ?? 0); slot += 1) {
      const other = of[slot] ?? 0;
      if (((columnOf[other] ?? 0) - column) * side < 0 || (side !== 0 && columnOf[other] === column)) continue;
      sum += (topOf[laneOf[other] ?? 0] ?? 0) + (rowOf[other] ?? 0);
      count += 1;
    }
  return count === 0 ? (rowOf[node] ?? 0) : sum / count - (topOf[laneOf[node] ?? 0] ?? 0);
}

/**
 * Rows in this order, each at most one to a node, nearest to the wishes by least squares: pool adjacent violators
 * (Barlow et al. 1972) on the wishes less the nodes' own turns, which makes "at least one row apart" "not decreasing".
 */
function settle(column: readonly number[], wish: Float64Array, rowOf: Int32Array, rows: number): void {
  const means: number[] = [];
  const sizes: number[] = [];
  column.forEach((node, turn) => {
    let mean = (wish[node] ?? 0) - turn;
    let size = 1;
    for (let last = means.at(-1); last !== undefined && last > mean; last = means.at(-1)) {
      const lastSize = sizes.at(-1) ?? 0;
      mean = (mean * size + last * lastSize) / (size + lastSize);
      size += lastSize;
      means.pop();
      sizes.pop();
    }
    means.push(mean);
    sizes.push(size);
  });
  const highest = Math.max(0, rows - column.length);
  let turn = 0;
  means.forEach((mean, pool) => {
    const base = Math.min(Math.max(Math.round(mean), 0), highest);
    for (let left = sizes[pool] ?? 0; left > 0; left -= 1, turn += 1) rowOf[column[turn] ?? 0] = base + turn;
  });
}
