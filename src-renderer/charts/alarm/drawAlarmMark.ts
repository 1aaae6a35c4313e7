import { formatClock } from '../../ui/format';
import { chartFont } from '../chartLook';
import type { AlarmFrame } from './alarmScene';

/** Where it began: a solid vertical with a triangle and the time; where it ended: a dotted one. */
export function drawAlarmMark(context: CanvasRenderingContext2D, frame: AlarmFrame): void {
  const { scene, plot, x, fontPx } = frame;
  const { colours } = scene.look;
  const colour = scene.isActive ? colours.brokenFill : colours.ink3;
  const left = x(scene.startedAt);
  if (scene.endedAt !== null) vertical(context, frame, x(scene.endedAt), colours.ink3, [2, 4]);
  if (left < plot.left || left > plot.right) return;
  vertical(context, frame, left, colour, []);
  const middle = plot.top - fontPx * 0.75;
  const r = scene.isSmall ? 5 : 7;
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(left, middle - r);
  context.lineTo(left + r, middle + r * 0.8);
  context.lineTo(left - r, middle + r * 0.8);
  context.fill();
  context.font = chartFont(fontPx, 500);
  context.textBaseline = 'middle';
  const words = formatClock(scene.startedAt, scene.words.timeZone);
  const width = context.measureText(words).width;
  const isRight = left + r + 6 + width <= plot.right;
  context.textAlign = isRight ? 'left' : 'right';
  context.fillStyle = colours.ink;
  context.fillText(words, isRight ? left + r + 6 : left - r - 6, middle);
}

function vertical(
  context: CanvasRenderingContext2D,
  { plot }: AlarmFrame,
  left: number,
  colour: string,
  dash: readonly number[],
): void {
  if (left < plot.left || left > plot.right) return;
  context.save();
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.setLineDash([...dash]);
  context.beginPath();
  context.moveTo(left, plot.top);
  context.lineTo(left, plot.bottom);
  context.stroke();
  context.restore();
}
