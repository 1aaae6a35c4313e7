import type { InstanceReading } from '../../../contract/coreLink';
import { chartFont } from '../../charts/chartLook';
import { absent } from '../../ui/format';
import { toScreen, type Camera } from '../camera';
import { isLit, type NodeReading } from '../graphReadings';
import type { SceneNode } from '../graphScene';
import type { ZoomLevel } from '../zoomLevel';
import { drawHealthGlyph } from './drawHealthGlyph';
import { drawInside } from './drawInside';
import { fitText, widthOf } from './fitText';
import { healthFill, healthInk, type GraphLook } from './graphLook';

/** Names smaller than this are not read by anybody: hidden rather than crowded. */
const nameMinPx = 7.5;
/** Small boxes keep a name that can be read as long as it fits. */
const nameWantedPx = 11;
/** A long name may be this much smaller before it loses letters. */
const shrinkMost = 0.82;
const smallBelowZoom = 0.82;

export function drawNode(
  context: CanvasRenderingContext2D,
  node: SceneNode,
  reading: NodeReading,
  instances: readonly InstanceReading[],
  camera: Camera,
  level: ZoomLevel,
  look: GraphLook,
): void {
  const { zoom } = camera;
  const { x: left, y: top } = toScreen(camera, { x: node.box.left, y: node.box.top });
  const box = { left, top, width: (node.box.right - node.box.left) * zoom, height: (node.box.bottom - node.box.top) * zoom };
  traceNode(context, node, box, zoom);
  drawBody(context, node, reading, zoom, look);
  if (level === 'near') drawInside(context, node, reading, instances, box, look);
  else drawLabel(context, node, reading, box, zoom, look);
  if (node.place.node.origin === 'discovered') drawNewMark(context, box, zoom, look);
}

/** Rectangle service, capsule middleware; an external one is dashed. */
export function traceNode(
  context: CanvasRenderingContext2D,
  { place }: SceneNode,
  { left, top, width, height }: NodeBoxPx,
  zoom: number,
): void {
  context.beginPath();
  context.roundRect(left, top, width, height, place.node.kind === 'middleware' ? height / 2 : 6 * zoom);
}

export interface NodeBoxPx {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function drawBody(context: CanvasRenderingContext2D, node: SceneNode, reading: NodeReading, zoom: number, look: GraphLook): void {
  const { colours } = look;
  const { health } = reading;
  const soft = {
    ok: colours.panel,
    watch: colours.panel,
    unknown: colours.panel,
    degraded: colours.softDegraded,
    broken: colours.softBroken,
  };
  context.setLineDash([]);
  // Whatever runs behind a dimmed box must not shine through its words.
  const { globalAlpha } = context;
  context.globalAlpha = 1;
  context.fillStyle = soft[health];
  context.fill();
  context.globalAlpha = globalAlpha;
  const isUnwell = health === 'watch' || health === 'degraded' || health === 'broken';
  context.strokeStyle = isUnwell ? healthFill(colours, health) : reading.part > 0 ? colours.ink3 : colours.line2;
  context.lineWidth = (isUnwell ? 2 : 1.3) * Math.min(1.4, Math.max(0.7, zoom));
  context.lineCap = 'butt';
  context.setLineDash(node.place.node.kind === 'external' ? [6 * zoom, 4 * zoom] : []);
  context.stroke();
  context.setLineDash([]);
}

function drawLabel(
  context: CanvasRenderingContext2D,
  { place: { node } }: SceneNode,
  reading: NodeReading,
  { left, top, width, height }: NodeBoxPx,
  zoom: number,
  look: GraphLook,
): void {
  const { colours } = look;
  // In a small box the shape stands before the score, and the name has the whole width.
  const isSmall = zoom < smallBelowZoom;
  const glyphPx = (isSmall ? 14 : 18) * Math.min(1.3, zoom / (isSmall ? smallBelowZoom : 1));
  const inset = (node.kind === 'middleware' ? 14 : 8) * zoom;
  const glyphLeft = isSmall ? left + inset : left + 8 * zoom;
  drawHealthGlyph(context, reading.health, glyphLeft + glyphPx / 2, top + height * (isSmall ? 0.7 : 0.5), glyphPx, colours);
  if (14 * zoom < nameMinPx) return;
  const nameLeft = isSmall ? left + inset : left + 31 * zoom;
  const room = left + width - (isSmall ? inset * 0.7 : 7 * zoom) - nameLeft;
  const name = node.name[look.language];
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.fillStyle = isLit(reading) ? colours.ink : colours.ink2;
  const wanted = Math.max(14 * zoom, nameWantedPx);
  context.font = chartFont(wanted, 500);
  const over = widthOf(context, name) / room;
  if (over > 1) context.font = chartFont(Math.max(wanted / over, wanted * shrinkMost, nameMinPx), 500);
  context.fillText(fitText(context, name, room + 0.5), nameLeft, top + height * 0.32);
  const score = Number.isNaN(reading.score) ? absent : String(reading.score);
  const scoreLeft = isSmall ? glyphLeft + glyphPx + 4 : nameLeft;
  context.font = chartFont(wanted, 600);
  context.fillStyle = healthInk(colours, reading.health);
  context.fillText(score, scoreLeft, top + height * 0.7);
  const wordLeft = scoreLeft + widthOf(context, score) + 5 * zoom;
  context.font = chartFont(Math.max(12.5 * zoom, nameWantedPx - 1), 400);
  const word = look.words.health[reading.health];
  const wordRoom = left + width - 4 * zoom - wordLeft;
  const wordOver = widthOf(context, word) / wordRoom;
  if (wordOver > 1) context.font = chartFont(Math.max(12.5 * zoom * shrinkMost, (nameWantedPx - 1) / wordOver, nameMinPx), 400);
  if (widthOf(context, word) <= wordRoom) context.fillText(word, wordLeft, top + height * 0.7);
}

/** A plate on the upper edge: the workspace does not name this node. */
function drawNewMark(context: CanvasRenderingContext2D, { left, top, width }: NodeBoxPx, zoom: number, look: GraphLook): void {
  if (13 * zoom < nameMinPx) return;
  context.font = chartFont(Math.min(13, Math.max(10, 12 * zoom)), 600);
  const room = widthOf(context, look.words.isNew) + 10;
  context.fillStyle = look.colours.accentSoft;
  context.beginPath();
  context.roundRect(left + width - room - 6 * zoom, top - 8, room, 16, 4);
  context.fill();
  context.fillStyle = look.colours.accent;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.fillText(look.words.isNew, left + width - room - 6 * zoom + 5, top + 0.5);
}
