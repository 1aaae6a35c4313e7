import { formatClock, formatCount } from '../../ui/format';
import { chartFont } from '../chartLook';
import { lineOfDay, slotAt } from '../reading';
import type { AlarmFrame } from './alarmScene';

/** The room's moment: a vertical, and the value and the expectation there at the plot's foot. Returns the slot, or null outside the axis. */
export function drawAlarmCrosshair(context: CanvasRenderingContext2D, frame: AlarmFrame, pointedAt: number): number | null {
  const { scene, view, plot, from, to, x, fontPx } = frame;
  const slot = slotAt(view.buffer, pointedAt, from, to);
  if (slot === null || x(slot.at) < plot.left || x(slot.at) > plot.right) return null;
  const { colours } = scene.look;
  const { text, language, timeZone } = scene.words;
  const left = Math.round(x(slot.at)) + 0.5;
  context.strokeStyle = colours.ink3;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(left, plot.top);
  context.lineTo(left, plot.bottom);
  context.stroke();
  const valueOf = (line: number): number | null => {
    const value = view.buffer.column(line)[slot.index] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  const expected = formatCount(valueOf(lineOfDay(view.buffer, 'expected')), language);
  const words = `${formatClock(slot.at, timeZone)}  ${formatCount(valueOf(0), language)} · ${text('chart.expected')} ${expected}`;
  context.font = chartFont(fontPx, 500);
  const width = context.measureText(words).width + 14;
  const cardLeft = left + 8 + width <= plot.right ? left + 8 : Math.max(plot.left, left - 8 - width);
  const height = fontPx * 1.6;
  context.fillStyle = colours.raised;
  context.strokeStyle = colours.line2;
  context.beginPath();
  context.roundRect(cardLeft, plot.bottom - height - 6, width, height, 5);
  context.fill();
  context.stroke();
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = colours.ink;
  context.fillText(words, cardLeft + 7, plot.bottom - height / 2 - 6);
  return slot.at;
}
