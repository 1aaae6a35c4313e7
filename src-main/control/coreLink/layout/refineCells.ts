import { nodeBox } from '../../../../contract/coreLink';
import { cellsOf, columnPitch, laneWidth, leftward, rowPitch } from './grid';
import type { LaneSpot } from './laneTrees';
import type { Cells } from './orderRows';
import type { Structure } from './structure';

/** What makes a picture restless, in graph units of call length. */
const crossingCost = 160;
const throughBoxCost = 420;
const halfWidth = nodeBox.width / 2;
const halfHeight = nodeBox.height / 2;
/** Within a lane calls go right; below each other is second best. */
const backwardCost = 500;
const sameColumnCost = 90;
/** A store or a third party stands right of what calls it, if it can at all. */
const sameColumnLateCost = 300;
/** A large graph is left as the sweeps made it: trying every cell for every node grows with the square of its calls. */
const refinedNodesMax = 60;
const refinedEdgesMax = 120;
/** How many pairs of calls, or of a call and a box, are looked at: some dozens of milliseconds, once for each new picture. */
const looksMax = 3_000_000;
/** How much worse a random move may make it at the beginning and at the end, graph units: simulated annealing. */
const heat = { first: 260, last: 6 } as const;
/** After that, each node in each cell, for as long as that helps. */
const passesMax = 2;

/**
 * Moves single nodes to free cells of their lane, or two to each other's, so that calls are short, go right, cross little and pass
 * under few boxes. Changes `cells`. Sweeps see one column at a time; on the graphs that people look at whole, every bend counts.
 * Random, from the same seed each time (Kirkpatrick et al. 1983).
 */
export function refineCells(structure: Structure, cells: Cells, spots: readonly LaneSpot[]): void {
  const { nodes, laneOf } = structure;
  if (nodes > refinedNodesMax || structure.from.length > refinedEdgesMax) return;
  const picture = createPicture(structure, cells, spots);
  const room = spots.map(({ columns, height }) => cellsOf({ width: laneWidth(columns), height }));
  const occupant = new Map<number, number>();
  const keyOf = (lane: number, column: number, row: number): number => (lane * 4_096 + column) * 4_096 + row;
  const put = (node: number, column: number, row: number): void => {
    cells.columnOf[node] = column;
    cells.rowOf[node] = row;
    picture.moved(node);
    occupant.set(keyOf(laneOf[node] ?? 0, column, row), node);
  };
  for (let node = 0; node < nodes; node += 1) put(node, cells.columnOf[node] ?? 0, cells.rowOf[node] ?? 0);

  /** How much worse it may become: then it is done, and how much worse it is is told; null when it is left as it was. */
  function tryCell(node: number, column: number, row: number, worse: number): number | null {
    const lane = laneOf[node] ?? 0;
    const [fromColumn, fromRow] = [cells.columnOf[node] ?? 0, cells.rowOf[node] ?? 0];
    if (column === fromColumn && row === fromRow) return null;
    const other = occupant.get(keyOf(lane, column, row)) ?? null;
    const before = picture.costOf(node, other);
    occupant.delete(keyOf(lane, fromColumn, fromRow));
    put(node, column, row);
    if (other !== null) put(other, fromColumn, fromRow);
    const more = picture.costOf(node, other) - before;
    if (more < worse) return more;
    occupant.delete(keyOf(lane, column, row));
    put(node, fromColumn, fromRow);
    if (other !== null) put(other, column, row);
    return null;
  }

  const random = createRandom();
  const triesMax = Math.floor(looksMax / looksAtOnce(structure));
  for (let tried = 0; tried < triesMax; tried += 1) {
    const node = Math.floor(random() * nodes);
    const lane = laneOf[node] ?? 0;
    const { columns, rows } = room[lane] ?? { columns: 1, rows: 1 };
    const column = (spots[lane]?.column ?? 0) + Math.floor(random() * columns);
    const temperature = heat.first * (heat.last / heat.first) ** (tried / triesMax);
    tryCell(node, column, Math.floor(random() * rows), -temperature * Math.log(1 - random()));
  }
  for (let pass = 0; pass < passesMax; pass += 1) {
    let better = false;
    for (let node = 0; node < nodes; node += 1) {
      const lane = laneOf[node] ?? 0;
      const { columns, rows } = room[lane] ?? { columns: 1, rows: 1 };
      const begin = spots[lane]?.column ?? 0;
      for (let column = begin; column < begin + columns; column += 1)
        for (let row = 0; row < rows; row += 1) better = tryCell(node, column, row, -1) !== null || better;
    }
    if (!better) return;
  }
}

/** For one try, before and after: all calls against the nodes that move, and their own calls against everything. */
function looksAtOnce({ nodes, from }: Structure): number {
  const calls = from.length;
  return 2 * (2 * calls + ((4 * calls) / nodes) * (nodes + calls)) + 1;
}

/** mulberry32, always from the same seed: the same graph is the same picture. */
function createRandom(): () => number {
  let state = 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

interface Picture {
  moved(node: number): void;
  /** Of all calls from and to these one or two nodes, and of all calls that pass under them. */
  costOf(node: number, other: number | null): number;
}

function createPicture({ nodes, laneOf, late, from, to }: Structure, cells: Cells, spots: readonly LaneSpot[]): Picture {
  const x = new Float64Array(nodes);
  const y = new Float64Array(nodes);

  function lengthOf(a: number, b: number): number {
    const right = (x[b] ?? 0) - (x[a] ?? 0);
    const down = Math.abs((y[b] ?? 0) - (y[a] ?? 0)) * 1.2;
    if (laneOf[a] !== laneOf[b]) return right < 0 ? -right * leftward + down : right + down;
    if (right === 0) return down + (late[b] === 1 ? sameColumnLateCost : sameColumnCost);
    return right < 0 ? -right * leftward + down + backwardCost : right + down;
  }

  function crosses(a: number, b: number, c: number, d: number): boolean {
    if (a === c || a === d || b === c || b === d) return false;
    return sideOf(a, b, c) * sideOf(a, b, d) < 0 && sideOf(c, d, a) * sideOf(c, d, b) < 0;
  }

  function sideOf(a: number, b: number, point: number): number {
    const ax = x[a] ?? 0;
    const ay = y[a] ?? 0;
    return ((x[b] ?? 0) - ax) * ((y[point] ?? 0) - ay) - ((y[b] ?? 0) - ay) * ((x[point] ?? 0) - ax);
  }

  /** Whether the straight line of a call meets a box that is neither of its ends: by the corners that lie on either side of it. */
  function passesUnder(a: number, b: number, node: number): boolean {
    if (node === a || node === b) return false;
    const ax = (x[a] ?? 0) - (x[node] ?? 0);
    const ay = (y[a] ?? 0) - (y[node] ?? 0);
    const bx = (x[b] ?? 0) - (x[node] ?? 0);
    const by = (y[b] ?? 0) - (y[node] ?? 0);
    if ((ax >= halfWidth && bx >= halfWidth) || (ax <= -halfWidth && bx <= -halfWidth)) return false;
    if ((ay >= halfHeight && by >= halfHeight) || (ay <= -halfHeight && by <= -halfHeight)) return false;
    // The box's middle is the origin: how far the line passes from it, against how far its corners reach across the line.
    const dx = bx - ax;
    const dy = by - ay;
    return Math.abs(ax * dy - ay * dx) < halfWidth * Math.abs(dy) + halfHeight * Math.abs(dx);
  }

  return {
    moved: (node) => {
      x[node] = (cells.columnOf[node] ?? 0) * columnPitch;
      y[node] = (spots[laneOf[node] ?? 0]?.y ?? 0) + (cells.rowOf[node] ?? 0) * rowPitch;
    },
    costOf: (node, other) => {
      let cost = 0;
      for (let edge = 0; edge < from.length; edge += 1) {
        const a = from[edge] ?? 0;
        const b = to[edge] ?? 0;
        if (a !== node && b !== node && a !== other && b !== other) {
          if (passesUnder(a, b, node) || (other !== null && passesUnder(a, b, other))) cost += throughBoxCost;
          continue;
        }
        cost += lengthOf(a, b);
        for (let under = 0; under < nodes; under += 1) if (passesUnder(a, b, under)) cost += throughBoxCost;
        for (let crossed = 0; crossed < from.length; crossed += 1)
          if (crosses(a, b, from[crossed] ?? 0, to[crossed] ?? 0)) cost += crossingCost;
      }
      return cost;
    },
  };
}
