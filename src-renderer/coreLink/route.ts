import type { GraphPoint } from '../../contract/coreLink';
import type { Box } from './box';
import type { BoxGrid } from './boxGrid';
import { chordsOf, lengthOf } from './routeShape';

/** `bent`: straight pieces with rounded corners; `curve`: one cubic of exactly four points. */
export interface Route {
  readonly shape: 'bent' | 'curve';
  readonly points: readonly GraphPoint[];
}

/** A link through a box reads as a link to it: worth any detour. */
const crossingCost = 2_000;
const bendCost = 26;
/** Between a box and the piece of a link that runs beside it. */
const clearance = 13;
/** Links that share a corridor lie beside each other. */
const strandGap = 5;

/**
 * The way of a link between two boxes: of the few shapes a person would draw, the one that passes through the fewest other
 * boxes, then has the fewest bends, then is the shortest. Without `obstacles` the first shape that suits the direction.
 * @param strand spreads parallel links: any whole number
 */
export function routeLink(from: Box, to: Box, strand: number, obstacles: BoxGrid | null): Route {
  const ways = waysBetween(from, to, ((strand % 3) - 1) * strandGap);
  const [first, ...others] = ways;
  if (first === undefined) return { shape: 'bent', points: [middle(from), middle(to)] };
  if (obstacles === null) return first;
  let best = first;
  let bestCost = costOf(first, obstacles);
  for (const way of others) {
    if (bestCost < crossingCost && way.points.length > best.points.length) continue;
    const cost = costOf(way, obstacles);
    if (cost < bestCost) [best, bestCost] = [way, cost];
  }
  return best;
}

function waysBetween(from: Box, to: Box, spread: number): Route[] {
  const [a, b] = [middle(from), middle(to)];
  if (to.left > from.right + 4) return forward(from, to, a, b, spread);
  if (to.right < from.left - 4) return backward(from, to, a, b, spread);
  return upright(from, to, a, b, spread);
}

function forward(from: Box, to: Box, a: GraphPoint, b: GraphPoint, spread: number): Route[] {
  const [x0, x1] = [from.right, to.left];
  const half = Math.min(90, (x1 - x0) / 2);
  const isLevel = Math.abs(a.y - b.y) < 2;
  return [
    isLevel
      ? bent([x0, a.y], [x1, b.y])
      : { shape: 'curve', points: [point(x0, a.y), point(x0 + half, a.y), point(x1 - half, b.y), point(x1, b.y)] },
    bent([x0, a.y], [x0 + clearance + spread, a.y], [x0 + clearance + spread, b.y], [x1, b.y]),
    bent([x0, a.y], [x1 - clearance - 5 + spread, a.y], [x1 - clearance - 5 + spread, b.y], [x1, b.y]),
    bent([x0, a.y], [b.x + spread, a.y], [b.x + spread, sideTowards(to, a.y)]),
    bent([a.x + spread, sideTowards(from, b.y)], [a.x + spread, b.y], [x1, b.y]),
    ...[from.top - clearance, from.bottom + clearance, to.top - clearance, to.bottom + clearance].map((y) =>
      bent(
        [x0, a.y],
        [x0 + clearance + spread, a.y],
        [x0 + clearance + spread, y + spread],
        [x1 - clearance - 5 - spread, y + spread],
        [x1 - clearance - 5 - spread, b.y],
        [x1, b.y],
      ),
    ),
  ];
}

function backward(from: Box, to: Box, a: GraphPoint, b: GraphPoint, spread: number): Route[] {
  const level = Math.abs(a.y - b.y) < 2;
  const over = [from.top - clearance, from.bottom + clearance].map((y) =>
    bent(
      [a.x + spread, y < a.y ? from.top : from.bottom],
      [a.x + spread, y + spread],
      [b.x + spread, y + spread],
      [b.x + spread, y < b.y ? to.top : to.bottom],
    ),
  );
  if (level) return [bent([from.left, a.y], [to.right, b.y]), ...over];
  const corridors = [from.left - clearance - 5 + spread, to.right + clearance + 5 + spread];
  const below = b.y < a.y ? to.bottom + clearance + spread : to.top - clearance + spread;
  const aside = [
    ...corridors.map((x) => bent([from.left, a.y], [x, a.y], [x, b.y], [to.right, b.y])),
    ...corridors.map((x) =>
      bent([from.left, a.y], [x, a.y], [x, below], [b.x + spread, below], [b.x + spread, sideTowards(to, a.y)]),
    ),
  ];
  return [
    bent([from.left, a.y], [b.x + spread, a.y], [b.x + spread, sideTowards(to, a.y)]),
    bent([a.x + spread, sideTowards(from, b.y)], [a.x + spread, b.y], [to.right, b.y]),
    ...between(from, to).map((y) =>
      bent(
        [a.x + spread, sideTowards(from, b.y)],
        [a.x + spread, y + spread],
        [b.x + spread, y + spread],
        [b.x + spread, sideTowards(to, a.y)],
      ),
    ),
    ...aside,
    ...over,
  ];
}

/** One above the other. */
function upright(from: Box, to: Box, a: GraphPoint, b: GraphPoint, spread: number): Route[] {
  const [y0, y1] = [sideTowards(from, b.y), sideTowards(to, a.y)];
  const aside = (x: number, left: boolean): Route =>
    bent([left ? from.left : from.right, a.y], [x, a.y], [x, b.y], [left ? to.left : to.right, b.y]);
  return [
    ...(Math.abs(a.x - b.x) < 2 ? [bent([a.x, y0], [b.x, y1])] : []),
    ...between(from, to).map((y) =>
      bent([a.x + spread, y0], [a.x + spread, y + spread], [b.x + spread, y + spread], [b.x + spread, y1]),
    ),
    aside(Math.max(from.right, to.right) + clearance + 5 + spread, false),
    aside(Math.min(from.left, to.left) - clearance - 5 + spread, true),
  ];
}

/** Heights just past the one box and just before the other. */
function between(from: Box, to: Box): readonly number[] {
  return to.top >= from.bottom
    ? [from.bottom + clearance, to.top - clearance - 4]
    : [from.top - clearance, to.bottom + clearance + 4];
}

function costOf(route: Route, obstacles: BoxGrid): number {
  const through = new Set<number>();
  for (const [a, b] of chordsOf(route)) for (const index of obstacles.within(insetChord(a, b))) through.add(index);
  // Its own two ends are touched, never entered: the chords are shortened by what touches them.
  return through.size * crossingCost + (route.points.length - 2) * (route.shape === 'bent' ? bendCost : 0) + lengthOf(route);
}

function insetChord(a: GraphPoint, b: GraphPoint): Box {
  const shrink = 1;
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
  const [insetX, insetY] = [right - left > 4 ? shrink : -0.5, bottom - top > 4 ? shrink : -0.5];
  return { left: left + insetX, right: right - insetX, top: top + insetY, bottom: bottom - insetY };
}

function sideTowards(box: Box, y: number): number {
  return y < (box.top + box.bottom) / 2 ? box.top : box.bottom;
}

function middle({ left, top, right, bottom }: Box): GraphPoint {
  return point((left + right) / 2, (top + bottom) / 2);
}

function bent(...corners: readonly (readonly [number, number])[]): Route {
  return { shape: 'bent', points: corners.map(([x, y]) => point(x, y)) };
}

function point(x: number, y: number): GraphPoint {
  return { x, y };
}
