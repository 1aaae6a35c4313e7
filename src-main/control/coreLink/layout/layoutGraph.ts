import { marginLane, type GraphPoint, type LaneBox } from '../../../../contract/coreLink';
import { arrangeLanes, type Arranged } from './arrangeLanes';
import { cellCentre, columnPitch, laneWidth } from './grid';
import { layerLanes, type Layers } from './layerLanes';
import { orderRows } from './orderRows';
import { refineCells } from './refineCells';
import { spreadMargin } from './spreadMargin';
import { structureOf, type Drawn, type Structure } from './structure';

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
  const margin = structure.laneIds.indexOf(marginLane);
  const { layers, spots, shift } = fitScreen(structure, margin === -1 ? null : margin);
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

/** Below, names are too small to be read from a distance: flatter lanes are tried, which are wider. */
const legibleZoom = 0.85;
const flatRows = [5, 4, 3] as const;
/** Thousands of nodes are not read by their names at any shape. */
const flattenedMax = 400;

function fitScreen(structure: Structure, margin: number | null): Arranged & { readonly layers: Layers } {
  const arrange = (layers: Layers): Arranged & { readonly layers: Layers } => ({
    layers,
    ...arrangeLanes(structure, layers, margin),
  });
  const asTheyCome = arrange(layerLanes(structure));
  if (asTheyCome.zoom >= legibleZoom || structure.nodes > flattenedMax) return asTheyCome;
  return flatRows
    .map((rowsMax) => arrange(layerLanes(structure, { rowsMax })))
    .reduce((best, flat) => (flat.zoom > best.zoom ? flat : best), asTheyCome);
}
