import { nodeBox, type GraphPoint, type LaneBox } from '../../../../contract/coreLink';
import { cellCentre, cellsOf } from './grid';

/** Between two boxes of a lane there is at least this, graph units: enough to see that they are two. */
export const apart = { x: 12, y: 8 } as const;

export function tooNear(a: GraphPoint, b: GraphPoint): boolean {
  return Math.abs(a.x - b.x) < nodeBox.width + apart.x && Math.abs(a.y - b.y) < nodeBox.height + apart.y;
}

/** What a lane that grows by a row costs, against walking that far within it. */
const growthCost = 160;

/** The cell nearest to a wish in which nothing stands, within the lane or, when that is nearer or it is full, in a row at its end. */
export function freeCell(lane: LaneBox, wish: GraphPoint, taken: readonly GraphPoint[]): GraphPoint {
  const { columns, rows } = cellsOf(lane);
  let best = { point: cellCentre(lane, 0, rows), cost: Number.POSITIVE_INFINITY };
  // As many rows more as it takes: the boxes that stand there may be off the grid, or below it.
  for (let row = 0; row <= rows || best.cost === Number.POSITIVE_INFINITY; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const point = cellCentre(lane, column, row);
      const cost = Math.abs(point.x - wish.x) + Math.abs(point.y - wish.y) + (row >= rows ? growthCost : 0);
      if (cost < best.cost && !taken.some((other) => tooNear(point, other))) best = { point, cost };
    }
  return best.point;
}
