import { nodeBox } from '../../../../contract/coreLink';
import { cellsOf, columnPitch, laneWidth, leftward, rowPitch } from './grid';
import type { LaneSpot } from './laneTrees';
import type { Cells } from './orderRows';
import type { Structure } from './structure';

/** What makes a picture restless, in graph units of call length. */
const crossingCost = 160;
const throughBoxCost = 420;
/** Within a lane calls go right; below each other is second best. */
const backwardCost = 500;
const sameColumnCost = 90;
/** A large graph is left as the sweeps made it: trying every cell for every node grows with the square of its calls. */
const refinedNodesMax = 60;
const refinedEdgesMax = 120;
const passesMax = 6;

/**
 * Moves single nodes to free cells of their lane, or two to each other's, as long as that makes calls shorter, cross less and
 * pass under fewer boxes. Changes `cells`. Rough sweeps see columns only; on the graphs that people look at whole, every bend counts.
 */
export function refineCells(structure: Structure, cells: Cells, spots: readonly LaneSpot[]): void {
  const { nodes, laneOf } = structure;
  if (nodes > refinedNodesMax || structure.from.length > refinedEdgesMax) return;
  const picture = createPicture(structure, cells, spots);
  const occupant = new Map<string, number>();
  const keyOf = (lane: number, column: number, row: number): string => `${lane} ${column} ${row}`;
  const put = (node: number, column: number, row: number): void => {
    cells.columnOf[node] = column;
    cells.rowOf[node] = row;
    picture.moved(node);
    occupant.set(keyOf(laneOf[node] ?? 0, column, row), node);
  };
  for (let node = 0; node < nodes; node += 1) put(node, cells.columnOf[node] ?? 0, cells.rowOf[node] ?? 0);

  function tryCell(node: number, column: number, row: number): boolean {
    const lane = laneOf[node] ?? 0;
    const [fromColumn, fromRow] = [cells.columnOf[node] ?? 0, cells.rowOf[node] ?? 0];
    if (column === fromColumn && row === fromRow) return false;
    const other = occupant.get(keyOf(lane, column, row));
    const touched = other === undefined ? [node] : [node, other];
    const before = picture.costOf(touched);
    occupant.delete(keyOf(lane, fromColumn, fromRow));
    put(node, column, row);
    if (other !== undefined) put(other, fromColumn, fromRow);
    if (picture.costOf(touched) < before - 1) return true;
    occupant.delete(keyOf(lane, column, row));
    put(node, fromColumn, fromRow);
    if (other !== undefined) put(other, column, row);
    return false;
  }

  for (let pass = 0; pass < passesMax; pass += 1) {
    let better = false;
    for (let node = 0; node < nodes; node += 1) {
      const spot = spots[laneOf[node] ?? 0];
      if (spot === undefined) continue;
      const { columns, rows } = cellsOf({ width: laneWidth(spot.columns), height: spot.height });
      for (let column = spot.column; column < spot.column + columns; column += 1)
        for (let row = 0; row < rows; row += 1) better = tryCell(node, column, row) || better;
    }
    if (!better) return;
  }
}

interface Picture {
  moved(node: number): void;
  /** Of all calls from and to these nodes, and of all calls that pass under them. */
  costOf(touched: readonly number[]): number;
}

function createPicture({ nodes, laneOf, from, to }: Structure, cells: Cells, spots: readonly LaneSpot[]): Picture {
  const x = new Float64Array(nodes);
  const y = new Float64Array(nodes);
  const edgesOf = Array.from({ length: nodes }, (): number[] => []);
  from.forEach((caller, edge) => {
    edgesOf[caller]?.push(edge);
    edgesOf[to[edge] ?? 0]?.push(edge);
  });

  function lengthOf(edge: number): number {
    const [a, b] = [from[edge] ?? 0, to[edge] ?? 0];
    const right = (x[b] ?? 0) - (x[a] ?? 0);
    const down = (y[b] ?? 0) - (y[a] ?? 0);
    const inLane = laneOf[a] === laneOf[b];
    const against =
      right < 0 ? -right * (leftward - 1) + (inLane ? backwardCost : 0) : right === 0 && inLane ? sameColumnCost : 0;
    return Math.abs(right) + 1.2 * Math.abs(down) + against;
  }

  function crosses(one: number, other: number): boolean {
    const [a, b, c, d] = [from[one] ?? 0, to[one] ?? 0, from[other] ?? 0, to[other] ?? 0];
    if (a === c || a === d || b === c || b === d) return false;
    return sideOf(a, b, c) * sideOf(a, b, d) < 0 && sideOf(c, d, a) * sideOf(c, d, b) < 0;
  }

  function sideOf(a: number, b: number, point: number): number {
    const [ax, ay] = [x[a] ?? 0, y[a] ?? 0];
    return ((x[b] ?? 0) - ax) * ((y[point] ?? 0) - ay) - ((y[b] ?? 0) - ay) * ((x[point] ?? 0) - ax);
  }

  /** Whether the straight line of a call meets a box that is neither of its ends. */
  function passesUnder(edge: number, node: number): boolean {
    const [a, b] = [from[edge] ?? 0, to[edge] ?? 0];
    if (node === a || node === b) return false;
    const [ax, ay] = [(x[a] ?? 0) - (x[node] ?? 0), (y[a] ?? 0) - (y[node] ?? 0)];
    const [dx, dy] = [(x[b] ?? 0) - (x[a] ?? 0), (y[b] ?? 0) - (y[a] ?? 0)];
    const [inX, outX] = within(ax, dx, nodeBox.width / 2);
    const [inY, outY] = within(ay, dy, nodeBox.height / 2);
    return Math.max(inX, inY, 0) < Math.min(outX, outY, 1);
  }

  return {
    moved: (node) => {
      x[node] = (cells.columnOf[node] ?? 0) * columnPitch;
      y[node] = (spots[laneOf[node] ?? 0]?.y ?? 0) + (cells.rowOf[node] ?? 0) * rowPitch;
    },
    costOf: (touched) => {
      const own = new Set(touched.flatMap((node) => edgesOf[node] ?? []));
      let cost = 0;
      for (const edge of own) {
        cost += lengthOf(edge);
        for (let node = 0; node < nodes; node += 1) if (passesUnder(edge, node)) cost += throughBoxCost;
        for (let other = 0; other < from.length; other += 1)
          if ((!own.has(other) || other > edge) && crosses(edge, other)) cost += crossingCost;
      }
      for (let edge = 0; edge < from.length; edge += 1)
        if (!own.has(edge)) for (const node of touched) if (passesUnder(edge, node)) cost += throughBoxCost;
      return cost;
    },
  };
}

/** For which shares of the way a + t·d one coordinate is within ±half. */
function within(a: number, d: number, half: number): readonly [number, number] {
  if (d === 0) return Math.abs(a) < half ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] : [1, 0];
  const [one, other] = [(-half - a) / d, (half - a) / d];
  return one < other ? [one, other] : [other, one];
}
