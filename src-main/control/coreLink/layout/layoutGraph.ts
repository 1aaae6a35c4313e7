import { marginLane, type GraphPoint, type LaneBox } from '../../../../contract/coreLink';
import { arrangeLanes } from './arrangeLanes';
import { cellCentre, columnPitch, laneWidth } from './grid';
import { layerLanes } from './layerLanes';
import { orderRows } from './orderRows';
import { refineCells } from './refineCells';
import { spreadMargin } from './spreadMargin';
import { structureOf, type Drawn } from './structure';

/** Where lanes and nodes stand; centres, graph units. */
export interface Laid {
  readonly lanes: readonly LaneBox[];
  readonly positions: Readonly<Record<string, GraphPoint>>;
}

/**
 * A picture of the whole graph, made anew: lanes in the order of `laneIds` on a canvas of a screen's shape, calls mostly to the
 * right, no two boxes on each other. The same graph gives the same picture. O((n + m) log n).
 */
export function layoutGraph(drawn: Drawn, laneIds: readonly string[]): Laid {
  const structure = structureOf(drawn, laneIds);
  if (structure.nodes === 0) return { lanes: [], positions: {} };
  const layers = layerLanes(structure);
  const margin = structure.laneIds.indexOf(marginLane);
  const { spots, shift } = arrangeLanes(structure, layers, margin === -1 ? null : margin);
  const columnOf = layers.columnOf.map((column, node) => {
    const lane = structure.laneOf[node] ?? 0;
    return column + (shift[lane] ?? 0) + (spots[lane]?.column ?? 0);
  });
  if (margin !== -1) spreadMargin(structure, columnOf, margin, spots[margin], layers.rows[margin] ?? 1);
  const rowOf = orderRows(structure, columnOf, spots);
  refineCells(structure, { columnOf, rowOf }, spots);
  const lanes = spots.map(({ column, y, columns, height }, lane): LaneBox => {
    const id = structure.laneIds[lane] ?? '';
    return { id, x: column * columnPitch, y, width: laneWidth(columns), height };
  });
  const positions = drawn.nodes.map(({ id }, node): [string, GraphPoint] => {
    const lane = structure.laneOf[node] ?? 0;
    return [id, cellCentre({ x: 0, y: spots[lane]?.y ?? 0 }, columnOf[node] ?? 0, rowOf[node] ?? 0)];
  });
  return { lanes, positions: Object.fromEntries(positions) };
}
