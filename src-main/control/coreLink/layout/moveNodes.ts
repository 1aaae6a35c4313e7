import { nodeBox, type GraphPoint, type LaneBox } from '../../../../contract/coreLink';
import { around } from './extendLayout';
import { apart, freeCell, tooNear } from './freeSpot';
import { cellCentre, centresWithin, columnPitch, laneGap, rowPitch } from './grid';
import type { Laid } from './layoutGraph';
import { settleLanes } from './settleLanes';
import type { Drawn } from './structure';

/** This near to a cell, a node goes into it: rows stay rows. Graph units. */
const magnet = 14;

/**
 * Nodes where a person put them, as far as that can be: within their lane, which grows to the right and downwards by one cell at
 * most, and beside what stands there. A lane of which everything moved the same way goes along, and others give way to it.
 */
export function moveNodes(laid: Laid, drawn: Drawn, moves: Readonly<Record<string, GraphPoint>>): Laid {
  const inLane = new Map<string, string[]>();
  for (const { id, lane } of drawn.nodes) inLane.set(lane, [...(inLane.get(lane) ?? []), id]);
  const whole = new Set<string>();
  const positions: Record<string, GraphPoint> = { ...laid.positions };
  const boxes = laid.lanes.map((box): LaneBox => {
    const ids = inLane.get(box.id) ?? [];
    const moved = ids.filter((id) => Object.hasOwn(moves, id));
    if (moved.length === 0) return box;
    const offset = commonOffset(ids, laid, moves);
    if (offset !== null) {
      whole.add(box.id);
      for (const id of ids) positions[id] = shifted(positions[id], offset);
      return { ...box, x: box.x + offset.x, y: box.y + offset.y };
    }
    return moveWithin(box, boundsOf(box, laid.lanes), ids, moved, moves, positions);
  });
  const settled = settleLanes(boxes, whole);
  settled.forEach((box, index) => {
    const down = box.y - (boxes[index]?.y ?? box.y);
    if (down !== 0) for (const id of inLane.get(box.id) ?? []) positions[id] = shifted(positions[id], { x: 0, y: down });
  });
  return { lanes: settled, positions };
}

/** How far all of a lane's nodes went, when it was the same way for all; null otherwise, and for a lane of one, which is a node. */
function commonOffset(
  ids: readonly string[],
  { positions }: Laid,
  moves: Readonly<Record<string, GraphPoint>>,
): GraphPoint | null {
  if (ids.length < 2) return null;
  let common: GraphPoint | null = null;
  for (const id of ids) {
    const [from, to] = [positions[id], Object.hasOwn(moves, id) ? moves[id] : undefined];
    if (from === undefined || to === undefined) return null;
    const offset = { x: Math.round(to.x - from.x), y: Math.round(to.y - from.y) };
    if (common !== null && (Math.abs(common.x - offset.x) > 1 || Math.abs(common.y - offset.y) > 1)) return null;
    common ??= offset;
  }
  return common;
}

/** Changes `positions`; the box that contains them. */
function moveWithin(
  box: LaneBox,
  bounds: Bounds,
  ids: readonly string[],
  moved: readonly string[],
  moves: Readonly<Record<string, GraphPoint>>,
  positions: Record<string, GraphPoint>,
): LaneBox {
  const going = new Set(moved);
  const taken = ids.flatMap((id) => (going.has(id) ? [] : (positions[id] ?? [])));
  let grown = box;
  for (const id of moved) {
    const wish = moves[id];
    if (wish === undefined) continue;
    const point = freePoint(box, snapped(box, clamped(wish, bounds)), bounds, taken);
    positions[id] = point;
    taken.push(point);
    grown = around(grown, point);
  }
  return grown;
}

interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A lane does not grow over the one on its right. */
function boundsOf(box: LaneBox, lanes: readonly LaneBox[]): Bounds {
  const within = centresWithin(box);
  const blocked = lanes
    .filter((other) => other.x >= box.x + box.width && other.y < box.y + box.height && box.y < other.y + other.height)
    .map(({ x }) => x - laneGap - (box.x + box.width));
  const growth = Math.max(0, Math.min(columnPitch, ...blocked));
  return { ...within, right: within.right + growth, bottom: within.bottom + rowPitch };
}

function clamped({ x, y }: GraphPoint, { left, right, top, bottom }: Bounds): GraphPoint {
  return { x: Math.min(Math.max(Math.round(x), left), right), y: Math.min(Math.max(Math.round(y), top), bottom) };
}

/** A cell's own place, when it is that near. */
function snapped(box: LaneBox, point: GraphPoint): GraphPoint {
  const origin = cellCentre(box, 0, 0);
  const cell = {
    x: origin.x + Math.round((point.x - origin.x) / columnPitch) * columnPitch,
    y: origin.y + Math.round((point.y - origin.y) / rowPitch) * rowPitch,
  };
  return {
    x: Math.abs(cell.x - point.x) <= magnet ? cell.x : point.x,
    y: Math.abs(cell.y - point.y) <= magnet ? cell.y : point.y,
  };
}

/** The wish, or the nearest place beside what stands there, or a free cell. */
function freePoint(box: LaneBox, wish: GraphPoint, bounds: Bounds, taken: readonly GraphPoint[]): GraphPoint {
  const isFree = (point: GraphPoint): boolean => !taken.some((other) => tooNear(point, other));
  if (isFree(wish)) return wish;
  const [wide, high] = [nodeBox.width + apart.x, nodeBox.height + apart.y];
  const beside = taken
    .filter((other) => tooNear(wish, other))
    .flatMap(({ x, y }) => [
      { x: x - wide, y: wish.y },
      { x: x + wide, y: wish.y },
      { x: wish.x, y: y - high },
      { x: wish.x, y: y + high },
    ])
    .filter(({ x, y }) => x >= bounds.left && x <= bounds.right && y >= bounds.top && y <= bounds.bottom)
    .filter(isFree)
    .map((point) => ({ point, way: Math.abs(point.x - wish.x) + Math.abs(point.y - wish.y) }));
  const nearest = beside.reduce<(typeof beside)[number] | null>(
    (one, other) => (one === null || other.way < one.way ? other : one),
    null,
  );
  return nearest?.point ?? freeCell(box, wish, taken);
}

function shifted(point: GraphPoint | undefined, by: GraphPoint): GraphPoint {
  return { x: (point?.x ?? 0) + by.x, y: (point?.y ?? 0) + by.y };
}
