import type { GraphPoint } from '../../contract/coreLink';
import { boundsOf, type Box } from './box';
import type { Route } from './route';

const curveChords = 10;

/** The route as straight pieces; a curve is sampled. */
export function chordsOf(route: Route): (readonly [GraphPoint, GraphPoint])[] {
  const line = lineOf(route);
  return line.slice(1).flatMap((to, i) => {
    const from = line[i];
    return from === undefined ? [] : [[from, to] as const];
  });
}

/** Its corners, or points of its curve in even steps of the parameter. */
export function lineOf({ shape, points }: Route): readonly GraphPoint[] {
  const [p0, p1, p2, p3] = points;
  if (shape === 'bent' || p0 === undefined || p1 === undefined || p2 === undefined || p3 === undefined) return points;
  return Array.from({ length: curveChords + 1 }, (_, i) => cubicAt(p0, p1, p2, p3, i / curveChords));
}

export function lengthOf(route: Route): number {
  return chordsOf(route).reduce((sum, [a, b]) => sum + Math.hypot(b.x - a.x, b.y - a.y), 0);
}

export function routeBounds(route: Route): Box {
  const boxes = route.points.map(({ x, y }) => ({ left: x, right: x, top: y, bottom: y }));
  return boundsOf(boxes) ?? { left: 0, top: 0, right: 0, bottom: 0 };
}

/** Half way along, and the direction there in radians: where a cut's cross and a drag's origin stand. */
export function halfWay(route: Route): GraphPoint & { readonly angle: number } {
  let left = lengthOf(route) / 2;
  for (const [a, b] of chordsOf(route)) {
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    if (length >= left && length > 0) {
      const share = left / length;
      return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share, angle: Math.atan2(b.y - a.y, b.x - a.x) };
    }
    left -= length;
  }
  const [first] = route.points;
  return { x: first?.x ?? 0, y: first?.y ?? 0, angle: 0 };
}

/** Direction in which it arrives, radians. */
export function arrivalAngle(route: Route): number {
  const last = chordsOf(route).at(-1);
  return last === undefined ? 0 : Math.atan2(last[1].y - last[0].y, last[1].x - last[0].x);
}

/** Graph units from a point to the nearest place of the route. */
export function distanceTo(route: Route, x: number, y: number): number {
  let least = Infinity;
  for (const [a, b] of chordsOf(route)) {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const lengthSquared = dx * dx + dy * dy;
    const share = lengthSquared === 0 ? 0 : Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / lengthSquared));
    least = Math.min(least, Math.hypot(x - a.x - dx * share, y - a.y - dy * share));
  }
  return least;
}

function cubicAt(p0: GraphPoint, p1: GraphPoint, p2: GraphPoint, p3: GraphPoint, t: number): GraphPoint {
  const s = 1 - t;
  const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return { x: a * p0.x + b * p1.x + c * p2.x + d * p3.x, y: a * p0.y + b * p1.y + c * p2.y + d * p3.y };
}
