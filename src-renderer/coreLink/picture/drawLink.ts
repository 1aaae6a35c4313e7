import { toScreen, type Camera } from '../camera';
import type { EdgeReading } from '../graphReadings';
import type { SceneEdge } from '../graphScene';
import { arrivalAngle, halfWay, lengthOf } from '../routeShape';
import { drawHealthGlyph } from './drawHealthGlyph';
import type { GraphLook } from './graphLook';
import { linkStyle } from './linkStyle';
import { traceRoute } from './traceRoute';

/** Below, a graph is a web of thin lines whose heads would only be dots. */
const headsFromZoom = 0.5;

export function drawLink(
  context: CanvasRenderingContext2D,
  edge: Pick<SceneEdge, 'route'>,
  reading: Pick<EdgeReading, 'health' | 'part' | 'isCut' | 'rateStep'>,
  camera: Camera,
  look: GraphLook,
): void {
  const style = linkStyle(reading, camera.zoom, look.colours);
  context.strokeStyle = style.colour;
  context.lineWidth = style.widthPx;
  context.lineCap = style.cap;
  context.lineJoin = 'round';
  context.setLineDash(style.dash.slice());
  traceRoute(context, edge.route, camera);
  context.stroke();
  if (camera.zoom < headsFromZoom) return;
  if (!reading.isCut) drawHead(context, edge.route, camera, style.colour, style.widthPx);
  drawMark(context, edge, reading, camera, look);
}

function drawHead(
  context: CanvasRenderingContext2D,
  route: SceneEdge['route'],
  camera: Camera,
  colour: string,
  widthPx: number,
): void {
  const tip = route.points.at(-1);
  if (tip === undefined) return;
  const { x, y } = toScreen(camera, tip);
  const angle = arrivalAngle(route);
  const [long, wide] = [4 + widthPx * 1.7, 2.4 + widthPx * 1.1];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x - cos * long - sin * wide, y - sin * long + cos * wide);
  context.lineTo(x - cos * long + sin * wide, y - sin * long - cos * wide);
  context.closePath();
  context.fill();
}

/** A shape half way says the level without colour: a cross where nothing passes, the health's own where it is not well. */
function drawMark(
  context: CanvasRenderingContext2D,
  { route }: Pick<SceneEdge, 'route'>,
  { health, isCut }: Pick<EdgeReading, 'health' | 'isCut'>,
  camera: Camera,
  look: GraphLook,
): void {
  const isUnwell = health === 'degraded' || health === 'broken' || health === 'watch';
  const sizePx = 13 * Math.min(1.4, camera.zoom);
  if ((!isUnwell && !isCut) || lengthOf(route) * camera.zoom < 2.4 * sizePx) return;
  const { x, y } = toScreen(camera, halfWay(route));
  context.save();
  context.globalAlpha = 1;
  context.setLineDash([]);
  context.fillStyle = look.colours.panel;
  context.beginPath();
  context.arc(x, y, sizePx * 0.72, 0, 2 * Math.PI);
  context.fill();
  drawHealthGlyph(context, isCut ? 'broken' : health, x, y, sizePx, look.colours);
  context.restore();
}
