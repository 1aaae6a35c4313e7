import { placeLabels, type Box } from '../placeLabels';
import { fillingPoint, newestComplete } from '../reading';
import type { CurveFrame } from './curveScene';
import { fillingWish, missingWish, pointColour, topAhead, topWish, valueWish, type Wish } from './newestLabels';

/**
 * The newest points and what is written beside them: the last complete bucket as a solid dot with its value, the bucket that
 * still fills as a hollow ring joined by dots, the loss so far, and the top that the expected line is heading for.
 */
export function drawNewest(
  context: CanvasRenderingContext2D,
  frame: CurveFrame,
  taken: readonly Box[],
): ReadonlyMap<string, Box> {
  const { layout, view, x, y } = frame;
  const last = newestComplete(view.buffer, 0);
  if (last === null || x(last.at) < layout.plot.left) return new Map();
  const dot = { left: x(last.at), top: y(last.value) };
  const ring = drawFilling(context, frame, dot);
  context.fillStyle = pointColour(frame);
  context.beginPath();
  context.arc(dot.left, dot.top, layout.todayPx * 1.6, 0, 2 * Math.PI);
  context.fill();

  const wishes = [
    valueWish(context, frame, dot, last.value),
    ring && fillingWish(context, frame, ring),
    missingWish(context, frame),
    topWish(context, frame),
  ];
  const wanted = wishes.filter((wish) => wish !== null);
  const bounds = { left: layout.plot.left, top: 0, width: layout.plot.right - layout.plot.left, height: layout.plot.bottom };
  const points = [dot, ring].flatMap((point) =>
    point === null ? [] : [{ left: point.left - 7, top: point.top - 7, width: 14, height: 14 }],
  );
  const placed = placeLabels(wanted, bounds, [...taken, ...points]);
  for (const wish of wanted) {
    const box = placed.get(wish.id);
    if (box !== undefined) drawParts(context, frame, wish, box);
    if (box !== undefined && wish.id === 'top') drawTopStem(context, frame, box);
    if (box !== undefined && wish.id === 'missing') drawMissingStem(context, frame, dot.left, box);
  }
  return placed;
}

function drawFilling(
  context: CanvasRenderingContext2D,
  frame: CurveFrame,
  from: { left: number; top: number },
): { left: number; top: number } | null {
  const { scene, view, x, y } = frame;
  const filling = fillingPoint(view.buffer, 0);
  if (filling === null) return null;
  const ring = { left: x(filling.at), top: y(filling.value) };
  context.save();
  context.strokeStyle = pointColour(frame);
  context.lineWidth = 2.4;
  context.lineCap = 'round';
  context.setLineDash([0.1, 6]);
  context.beginPath();
  context.moveTo(from.left, from.top);
  context.lineTo(ring.left, ring.top);
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = scene.look.colours.panel;
  context.beginPath();
  context.arc(ring.left, ring.top, scene.look.size === 'wall' ? 6 : 5, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
  context.restore();
  return ring;
}

function drawTopStem(context: CanvasRenderingContext2D, frame: CurveFrame, box: Box): void {
  const { scene, x, y } = frame;
  const top = topAhead(frame);
  if (top === null) return;
  context.strokeStyle = scene.look.colours.line2;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x(top.at), box.top + box.height + 2);
  context.lineTo(x(top.at), Math.max(box.top + box.height + 2, y(top.value) - 5));
  context.stroke();
}

/** From the middle of the hatch to its words. */
function drawMissingStem(context: CanvasRenderingContext2D, { scene, view, x }: CurveFrame, lastX: number, box: Box): void {
  const since = scene.stage?.missingSince ?? null;
  const fromX = since === null ? lastX : (Math.max(x(since), x(view.buffer.axisFrom)) + lastX) / 2;
  context.strokeStyle = scene.look.colours.brokenFill;
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(fromX, box.top + box.height / 2);
  context.lineTo(box.left - 5, box.top + box.height / 2);
  context.stroke();
}

/** A rim in the panel's own colour keeps words legible where a line runs behind them. */
function drawParts(context: CanvasRenderingContext2D, { scene }: CurveFrame, wish: Wish, box: Box): void {
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.lineJoin = 'round';
  let left = box.left;
  for (const part of wish.parts) {
    context.font = part.font;
    context.strokeStyle = scene.look.colours.panel;
    context.lineWidth = 5;
    context.strokeText(part.text, left, box.top + box.height * 0.82);
    context.fillStyle = part.colour;
    context.fillText(part.text, left, box.top + box.height * 0.82);
    left += context.measureText(part.text).width;
  }
}
