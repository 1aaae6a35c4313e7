import { nodeBox, type GraphPoint, type LaneBox } from '../../../../contract/coreLink';

/**
 * Every lane is a grid of cells, one node a cell; all lanes share the columns, so that what stands below each other is in line.
 * Graph units. What lies between two nodes side by side in two lanes is the same as between two of one lane: inset, gap, inset.
 */
export const laneGap = 12;
const inset = 18;
export const columnPitch = nodeBox.width + inset + laneGap + inset;
export const rowPitch = nodeBox.height + 22;
/** A call that goes left is read against the grain: so many times its length. */
export const leftward = 1.5;
/** Where a lane's name stands. */
const header = 38;
const foot = 18;

export function laneWidth(columns: number): number {
  return columns * columnPitch - laneGap;
}

export function laneHeight(rows: number): number {
  return header + rows * rowPitch - (rowPitch - nodeBox.height) + foot;
}

/** How many whole columns and rows a lane has room for. */
export function cellsOf({ width, height }: Pick<LaneBox, 'width' | 'height'>): {
  readonly columns: number;
  readonly rows: number;
} {
  return {
    columns: Math.max(1, Math.floor((width + laneGap) / columnPitch)),
    rows: Math.max(1, Math.floor((height - laneHeight(0)) / rowPitch)),
  };
}

export function cellCentre({ x, y }: GraphPoint, column: number, row: number): GraphPoint {
  return {
    x: x + inset + nodeBox.width / 2 + column * columnPitch,
    y: y + header + nodeBox.height / 2 + row * rowPitch,
  };
}

/** Where centres may be within a lane, so that it contains its nodes. */
export function centresWithin({ x, y, width, height }: LaneBox): {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
} {
  return {
    left: x + inset + nodeBox.width / 2,
    right: x + width - inset - nodeBox.width / 2,
    top: y + header + nodeBox.height / 2,
    bottom: y + height - foot - nodeBox.height / 2,
  };
}
