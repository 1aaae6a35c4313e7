import { columnPitch, laneWidth, leftward } from './grid';
import { join, laneTrees, leafOf, spotsOf, type LaneSpot, type LaneTree } from './laneTrees';
import type { Layers } from './layerLanes';
import { pullSideways, type Crossing } from './pullSideways';
import type { Structure } from './structure';

export interface Arranged {
  /** By lane. */
  readonly spots: readonly LaneSpot[];
  /** How many columns each lane's nodes begin right of its box. */
  readonly shift: Int32Array;
  /** At which all of it fits the screen; 1 at most. */
  readonly zoom: number;
}

/** The room beside the side panel of a 1920×1080 screen: what is larger is drawn smaller. */
export const canvas = { width: 1_400, height: 960 } as const;
/** How many of the ways that look best lane by lane are measured call by call. */
const measuredMax = 5;

/**
 * Sets the lanes so that all of it fits the screen large, calls between lanes are short, and most of them go right or down.
 * `margin`: the lane at the foot, under all others; null without one.
 */
export function arrangeLanes(structure: Structure, layers: Layers, margin: number | null): Arranged {
  const lanes = Array.from({ length: structure.lanes }, (_, lane) => lane).filter((lane) => lane !== margin);
  const trees = lanes.length === 0 ? [] : laneTrees(lanes, layers);
  const calls = callsBetween(structure);
  const between = crossing(structure);
  const ranked = withMargin(trees, margin, layers)
    .map(({ tree, zoom }) => ({ tree, zoom, cost: roughCost(spotsOf(tree, structure.lanes), calls) / zoom ** 2 }))
    .sort((a, b) => a.cost - b.cost);
  const measured = ranked.slice(0, measuredMax).map(({ tree, zoom }) => {
    const spots = spotsOf(tree, structure.lanes);
    const pulled = pullSideways(structure, layers, spots, between);
    return { spots, ...pulled, zoom, cost: pulled.length / zoom ** 2 };
  });
  const best = measured.reduce((one, other) => (other.cost < one.cost ? other : one));
  return { spots: best.spots, shift: best.shift, zoom: best.zoom };
}

interface Sized {
  readonly tree: LaneTree;
  readonly zoom: number;
}

/** The margin is mostly out of sight: the screen is made to fit what is above it. */
function withMargin(trees: readonly LaneTree[], margin: number | null, layers: Layers): readonly Sized[] {
  const sized = (tree: LaneTree, seen = tree): Sized => ({ tree, zoom: zoomOf(seen) });
  if (margin === null) return trees.map((tree) => sized(tree));
  const leaf = leafOf(margin, layers);
  return trees.length === 0 ? [sized(leaf)] : trees.map((tree) => sized(join('stack', tree, leaf), tree));
}

function zoomOf({ columns, height }: LaneTree): number {
  return Math.min(1, canvas.width / laneWidth(columns), canvas.height / height);
}

interface Calls {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

function callsBetween({ lanes, laneOf, from, to }: Structure): readonly Calls[] {
  const counts = new Map<number, number>();
  from.forEach((caller, edge) => {
    const [a, b] = [laneOf[caller] ?? 0, laneOf[to[edge] ?? 0] ?? 0];
    if (a !== b) counts.set(a * lanes + b, (counts.get(a * lanes + b) ?? 0) + 1);
  });
  return [...counts].map(([pair, count]) => ({ from: Math.floor(pair / lanes), to: pair % lanes, count }));
}

/** From the middle of one lane to the middle of the other; 1 where nothing calls, so that size alone decides. */
function roughCost(spots: readonly LaneSpot[], calls: readonly Calls[]): number {
  let cost = 1;
  for (const { from, to, count } of calls) {
    const [a, b] = [spots[from], spots[to]];
    if (a === undefined || b === undefined) continue;
    const right = (b.column - a.column + (b.columns - a.columns) / 2) * columnPitch;
    const down = b.y - a.y + (b.height - a.height) / 2;
    cost += count * (Math.abs(right) * (right < 0 ? leftward : 1) + Math.abs(down));
  }
  return cost;
}

/** Calls from one lane to another, in all and by lane. */
function crossing({ lanes, laneOf, from, to }: Structure): Crossing {
  const all: number[] = [];
  const ofLane = Array.from({ length: lanes }, (): number[] => []);
  from.forEach((caller, edge) => {
    const [a, b] = [laneOf[caller] ?? 0, laneOf[to[edge] ?? 0] ?? 0];
    if (a === b) return;
    all.push(edge);
    ofLane[a]?.push(edge);
    ofLane[b]?.push(edge);
  });
  return { all, ofLane };
}
