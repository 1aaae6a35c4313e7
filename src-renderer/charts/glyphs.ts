import type { RoomEvent } from '../../contract/state';
import { isQuiet } from '../ui/alerts/alertGravity';
import type { Colours } from '../ui/tokens';

/** Draws the event's shape (LOOK §6) centred on (x, y), `sizePx` across. Shape first; the colour only repeats it. */
export function drawEventGlyph(
  context: CanvasRenderingContext2D,
  event: RoomEvent,
  x: number,
  y: number,
  sizePx: number,
  colours: Colours,
): void {
  const r = sizePx / 2;
  context.save();
  context.translate(x, y);
  context.lineJoin = 'round';
  context.lineWidth = Math.max(1.8, sizePx / 8);
  context.beginPath();
  switch (event.kind) {
    case 'alarm':
      context.moveTo(0, -r * 0.85);
      context.lineTo(r, r * 0.8);
      context.lineTo(-r, r * 0.8);
      context.closePath();
      paintAlarm(context, event, r, colours);
      break;
    case 'change':
    case 'promotion':
      context.moveTo(0, -r);
      context.lineTo(r, 0);
      context.lineTo(0, r);
      context.lineTo(-r, 0);
      context.closePath();
      paint(context, event.kind === 'change' ? 'fill' : 'stroke', colours.ink2);
      break;
    case 'action':
      context.arc(0, 0, r * 0.75, 0, 2 * Math.PI);
      paint(context, 'fill', colours.accent);
      break;
    case 'release':
      hook(context, r);
      paint(context, 'stroke', colours.accent);
      break;
    case 'drill':
    case 'stress':
      context.setLineDash([sizePx / 6, sizePx / 7]);
      context.arc(0, 0, r * 0.8, 0, 2 * Math.PI);
      paint(context, 'stroke', event.kind === 'drill' ? colours.ink2 : colours.accent);
      break;
  }
  context.restore();
}

/** The path is the triangle: solid is grave, hollow with a dot a warning, hollow light. */
function paintAlarm(context: CanvasRenderingContext2D, event: RoomEvent, r: number, colours: Colours): void {
  const { severity } = event;
  const coloured = { critical: colours.brokenFill, none: colours.brokenFill, warning: colours.degradedFill, info: colours.ink2 };
  const colour = isQuiet(event) ? colours.ink3 : coloured[severity];
  paint(context, severity === 'critical' || severity === 'none' ? 'fill' : 'stroke', colour);
  if (severity !== 'warning') return;
  context.beginPath();
  context.arc(0, r * 0.25, r * 0.22, 0, 2 * Math.PI);
  paint(context, 'fill', colour);
}

/** The hooked arrow that goes back. */
function hook(context: CanvasRenderingContext2D, r: number): void {
  context.moveTo(-r * 0.35, -r * 0.8);
  context.lineTo(-r * 0.95, -r * 0.2);
  context.lineTo(-r * 0.35, r * 0.4);
  context.moveTo(-r * 0.9, -r * 0.2);
  context.lineTo(r * 0.3, -r * 0.2);
  context.quadraticCurveTo(r * 0.9, -r * 0.2, r * 0.9, r * 0.75);
}

function paint(context: CanvasRenderingContext2D, how: 'fill' | 'stroke', colour: string): void {
  if (how === 'fill') {
    context.fillStyle = colour;
    context.fill();
  } else {
    context.strokeStyle = colour;
    context.stroke();
  }
}
