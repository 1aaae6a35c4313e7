import { absent, formatClock } from '../../ui/format';
import { chartFont } from '../chartLook';
import { slotAt } from '../reading';
import type { PairFrame } from './pairScene';

const tagPaddingPx = 6;

/** A vertical at the room's moment, a dot on each line, and one tag with the time and both values. Returns the slot, or null outside the axis. */
export function drawPairCrosshair(context: CanvasRenderingContext2D, frame: PairFrame, pointedAt: number): number | null {
  const { scene, view, plot, x, y, fontPx } = frame;
  const slot = slotAt(view.buffer, pointedAt, frame.from, frame.to);
  if (slot === null) return null;
  const { colours } = scene.look;
  const centre = x(slot.at);
  context.strokeStyle = colours.ink3;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(Math.round(centre) + 0.5, plot.top);
  context.lineTo(Math.round(centre) + 0.5, plot.bottom);
  context.stroke();
  const values = [0, 1].map((line) => view.buffer.column(line)[slot.index] ?? Number.NaN);
  values.forEach((value, line) => {
    if (Number.isNaN(value)) return;
    context.fillStyle = scene.tones[line] === 'selected' ? colours.accent : colours.ink;
    context.beginPath();
    context.arc(centre, y(value), 3, 0, 2 * Math.PI);
    context.fill();
  });
  const written = values.map((value, line) => `${scene.names[line] ?? ''} ${Number.isNaN(value) ? absent : scene.write(value)}`);
  const words = [formatClock(slot.at, scene.words.timeZone), ...written].join('   ');
  context.font = chartFont(fontPx, 500);
  const width = context.measureText(words).width + 2 * tagPaddingPx;
  const left = centre + 6 + width <= plot.right ? centre + 6 : Math.max(plot.left, centre - 6 - width);
  const height = fontPx * 1.6;
  context.fillStyle = colours.raised;
  context.strokeStyle = colours.line2;
  context.beginPath();
  context.roundRect(left, plot.bottom - height - 4, width, height, 4);
  context.fill();
  context.stroke();
  context.fillStyle = colours.ink;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(words, left + tagPaddingPx, plot.bottom - height / 2 - 4);
  return slot.at;
}
