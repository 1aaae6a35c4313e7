import type { GraphPoint, LaneBox } from '../../../../contract/coreLink';
import { freeCell, tooNear } from './freeSpot';
import { centresWithin, columnPitch, laneGap } from './grid';
import { layoutGraph, type Laid } from './layoutGraph';
import { settleLanes } from './settleLanes';
import type { Drawn } from './structure';

/** A layout with what it remembers of places that are not on the graph now. */
export interface Kept extends Laid {
  /** By place id; x and y from the upper left corner of its lane. */
  readonly absent: Readonly<Record<string, GraphPoint & { readonly lane: string }>>;
}

/** More are forgotten: a graph that changes that much is another graph. */
const absentMax = 500;

/**
 * The layout of a graph whose structure changed. What has a place keeps it; what is new goes beside what it is joined to, into
 * free room of its lane, or makes the lane longer at its end. Lanes below go down as a whole when they must, new ones go under
 * all others. What is gone leaves a hole, and finds it again when it comes back while nobody else stands there.
 */
export function extendLayout(before: Kept, drawn: Drawn, laneIds: readonly string[]): Kept {
  const boxes = new Map(before.lanes.map((box) => [box.id, box]));
  const laneOf = new Map(drawn.nodes.map(({ id, lane }) => [id, lane]));
  const points = new Map<string, GraphPoint>();
  const standing = new Map<string, GraphPoint[]>();
  const stand = (id: string, lane: string, point: GraphPoint): void => {
    points.set(id, point);
    const others = standing.get(lane);
    if (others === undefined) standing.set(lane, [point]);
    else others.push(point);
  };
  /** One whose lane is another now has no place there. */
  const standAgain = ({ id, lane }: Drawn['nodes'][number], point: GraphPoint | undefined): boolean => {
    const box = boxes.get(lane);
    if (point === undefined || box === undefined || !isWithin(box, point)) return false;
    if ((standing.get(lane) ?? []).some((other) => tooNear(point, other))) return false;
    stand(id, lane, point);
    return true;
  };
  const unknown = drawn.nodes.filter((place) => !standAgain(place, own(before.positions, place.id)));
  const homeless = unknown.filter((place) => !standAgain(place, remembered(before, place, boxes)));

  const joined = joinedTo(drawn);
  const isJoined = ({ id }: { readonly id: string }): boolean => (joined.get(id) ?? []).some((other) => points.has(other.id));
  const newcomers = homeless.filter(({ lane }) => boxes.has(lane));
  const [first, then] = [newcomers.filter(isJoined), newcomers.filter((place) => !isJoined(place))];
  for (const { id, lane } of [...first, ...then]) {
    const box = boxes.get(lane);
    if (box === undefined) continue;
    const point = freeCell(box, wishOf(joined.get(id) ?? [], lane, points) ?? firstCentre(box), standing.get(lane) ?? []);
    stand(id, lane, point);
    boxes.set(lane, around(box, point));
  }

  const settled = settleLanes([...boxes.values()]);
  const down = new Map(settled.map(({ id, y }) => [id, y - (boxes.get(id)?.y ?? y)]));
  const positions = [...points].map(([id, { x, y }]): [string, GraphPoint] => [
    id,
    { x, y: y + (down.get(laneOf.get(id) ?? '') ?? 0) },
  ]);
  const laid = addLanes({ lanes: settled, positions: Object.fromEntries(positions) }, drawn, laneIds);
  return { ...laid, absent: absentOf(before, laid) };
}

/** A box that contains this node too: it grows to the right and downwards only. */
export function around(box: LaneBox, point: GraphPoint): LaneBox {
  const { right, bottom } = centresWithin(box);
  const [width, height] = [box.width + Math.max(0, point.x - right), box.height + Math.max(0, point.y - bottom)];
  return width === box.width && height === box.height ? box : { ...box, width, height };
}

export function isWithin(box: LaneBox, { x, y }: GraphPoint): boolean {
  const { left, right, top, bottom } = centresWithin(box);
  return x >= left && x <= right && y >= top && y <= bottom;
}

interface Joined {
  readonly id: string;
  readonly lane: string;
  /** 1: it calls the node, which therefore stands right of it. */
  readonly side: 1 | -1;
}

function joinedTo({ nodes, edges }: Drawn): ReadonlyMap<string, readonly Joined[]> {
  const joined = new Map<string, Joined[]>();
  const add = (id: string, other: Joined): void => {
    const others = joined.get(id);
    if (others === undefined) joined.set(id, [other]);
    else others.push(other);
  };
  for (const edge of edges) {
    const [from, to] = [nodes[edge.from], nodes[edge.to]];
    if (from === undefined || to === undefined || from === to) continue;
    add(to.id, { id: from.id, lane: from.lane, side: 1 });
    add(from.id, { id: to.id, lane: to.lane, side: -1 });
  }
  return joined;
}

/** In the middle of what it is joined to, right of its callers and left of what it calls; null while none of them has a place. */
function wishOf(joined: readonly Joined[], lane: string, points: ReadonlyMap<string, GraphPoint>): GraphPoint | null {
  const wishes = joined.flatMap((other): GraphPoint[] => {
    const point = points.get(other.id);
    if (point === undefined) return [];
    return [{ x: point.x + (other.lane === lane ? other.side * columnPitch : 0), y: point.y }];
  });
  if (wishes.length === 0) return null;
  const mean = (of: (point: GraphPoint) => number): number => wishes.reduce((sum, point) => sum + of(point), 0) / wishes.length;
  return { x: mean(({ x }) => x), y: mean(({ y }) => y) };
}

function firstCentre(box: LaneBox): GraphPoint {
  const { left, top } = centresWithin(box);
  return { x: left, y: top };
}

function own<Value>(record: Readonly<Record<string, Value>>, id: string): Value | undefined {
  return Object.hasOwn(record, id) ? record[id] : undefined;
}

function remembered(
  { absent }: Kept,
  { id, lane }: Drawn['nodes'][number],
  boxes: ReadonlyMap<string, LaneBox>,
): GraphPoint | undefined {
  const [place, box] = [own(absent, id), boxes.get(lane)];
  return place?.lane === lane && box !== undefined ? { x: box.x + place.x, y: box.y + place.y } : undefined;
}

function absentOf({ lanes, positions, absent }: Kept, now: Laid): Kept['absent'] {
  const gone = Object.entries(positions).flatMap(([id, point]): [string, Kept['absent'][string]][] => {
    const box = lanes.find((lane) => isWithin(lane, point));
    return box === undefined ? [] : [[id, { lane: box.id, x: point.x - box.x, y: point.y - box.y }]];
  });
  const all = [...Object.entries(absent), ...gone].filter(([id]) => !Object.hasOwn(now.positions, id));
  return all.length > absentMax ? {} : Object.fromEntries(all);
}

function addLanes(laid: Laid, drawn: Drawn, laneIds: readonly string[]): Laid {
  const known = new Set(laid.lanes.map(({ id }) => id));
  const chosen = drawn.nodes.flatMap(({ lane }, index) => (known.has(lane) ? [] : [index]));
  if (chosen.length === 0) return laid;
  const indexOf = new Map(chosen.map((index, now) => [index, now]));
  const part: Drawn = {
    nodes: drawn.nodes.filter((_, index) => indexOf.has(index)),
    edges: drawn.edges.flatMap((edge) => {
      const [from, to] = [indexOf.get(edge.from), indexOf.get(edge.to)];
      return from === undefined || to === undefined ? [] : [{ from, to }];
    }),
  };
  const added = layoutGraph(part, laneIds);
  const left = Math.min(...laid.lanes.map(({ x }) => x), Number.POSITIVE_INFINITY);
  const x = Number.isFinite(left) ? left : 0;
  const y = laid.lanes.reduce((lowest, box) => Math.max(lowest, box.y + box.height + laneGap), 0);
  return {
    lanes: [...laid.lanes, ...added.lanes.map((box) => ({ ...box, x: box.x + x, y: box.y + y }))],
    positions: {
      ...laid.positions,
      ...Object.fromEntries(Object.entries(added.positions).map(([id, point]) => [id, { x: point.x + x, y: point.y + y }])),
    },
  };
}
