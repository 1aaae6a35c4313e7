import { toScreen, type Camera } from '../camera';
import type { Route } from '../route';

const cornerRadius = 12;

/** Begins a path along the route, px of the picture; the caller strokes it. */
export function traceRoute(context: CanvasRenderingContext2D, route: Route, camera: Camera): void {
  const points = route.points.map((point) => toScreen(camera, point));
  const [p0, p1, p2, p3] = points;
  if (p0 === undefined || p1 === undefined) return;
  context.beginPath();
  context.moveTo(p0.x, p0.y);
  if (route.shape === 'curve' && p2 !== undefined && p3 !== undefined) {
    context.bezierCurveTo(p1.x, p1.y, p2.x, p2.y, p3.x, p3.y);
    return;
  }
  for (let i = 1; i < points.length; i += 1) {
    const [before, corner, next] = [points[i - 1], points[i], points[i + 1]];
    if (before === undefined || corner === undefined) return;
    if (next === undefined) {
      context.lineTo(corner.x, corner.y);
      return;
    }
    // Two corners share the piece between them.
    const room =
      Math.min(Math.hypot(corner.x - before.x, corner.y - before.y), Math.hypot(next.x - corner.x, next.y - corner.y)) / 2;
    context.arcTo(corner.x, corner.y, next.x, next.y, Math.min(cornerRadius * camera.zoom, room));
  }
}
