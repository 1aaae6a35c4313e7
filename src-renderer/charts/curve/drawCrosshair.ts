import { formatClock, formatCount, formatRange } from '../../ui/format';
import { isBandEdge } from '../bandEdges';
import { dayName } from '../chartWords';
import { chartFont } from '../chartLook';
import { lineOfDay, slotAt } from '../reading';
import type { CurveFrame } from './curveScene';

/** The slot of the room's moment: a vertical, and a card with every line's value there. A gap says —. Returns the slot, or null outside the axis. */
export function drawCrosshair(context: CanvasRenderingContext2D, frame: CurveFrame, pointedAt: number): number | null {
  const { scene, view, layout, x, y } = frame;
  const { buffer } = view;
  const { plot, fonts } = layout;
  const slot = slotAt(buffer, pointedAt, frame.from, frame.to);
  if (slot === null) return null;
  const { at, index } = slot;
  const { colours } = scene.look;
  context.strokeStyle = colours.ink3;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(Math.round(x(at)) + 0.5, plot.top);
  context.lineTo(Math.round(x(at)) + 0.5, plot.bottom);
  context.stroke();

  const valueOf = (line: number): number | null => {
    const value = buffer.column(line)[index] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  const rows = buffer.query.lines.flatMap(({ day }, i) => {
    if (isBandEdge(day)) return [];
    const value = valueOf(i);
    if (value !== null) drawDot(context, x(at), y(value), i === 0 ? colours.ink : colours.ink2);
    return [{ name: dayName(scene.words, day, at), value: formatCount(value, scene.words.language) }];
  });
  const [low, high] = [valueOf(lineOfDay(buffer, 'low')), valueOf(lineOfDay(buffer, 'high'))];
  if (low !== null && high !== null)
    rows.push({ name: scene.words.text('chart.band'), value: formatRange(Math.max(0, low), high, scene.words.language) });
  drawCard(context, frame, x(at), formatClock(at, scene.words.timeZone), rows, fonts.note);
  return at;
}

function drawDot(context: CanvasRenderingContext2D, x: number, y: number, colour: string): void {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, 3.5, 0, 2 * Math.PI);
  context.fill();
}

function drawCard(
  context: CanvasRenderingContext2D,
  { scene, layout }: CurveFrame,
  x: number,
  title: string,
  rows: readonly { readonly name: string; readonly value: string }[],
  px: number,
): void {
  const { colours } = scene.look;
  const pitch = px * 1.5;
  context.font = chartFont(px, 600);
  const valueWidth = Math.max(...rows.map((row) => context.measureText(row.value).width));
  const nameWidth = Math.max(...rows.map((row) => context.measureText(row.name).width));
  const width = nameWidth + valueWidth + 24 + 24;
  const height = pitch * (rows.length + 1) + 16;
  const left = x + 14 + width <= layout.plot.right ? x + 14 : x - 14 - width;
  const top = layout.plot.bottom - height - 10;
  context.fillStyle = colours.raised;
  context.strokeStyle = colours.line2;
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(left, top, width, height, 8);
  context.fill();
  context.stroke();
  context.textBaseline = 'middle';
  const write = (text: string, row: number, align: 'left' | 'right', colour: string, weight: 400 | 600): void => {
    context.textAlign = align;
    context.font = chartFont(px, weight);
    context.fillStyle = colour;
    context.fillText(text, align === 'left' ? left + 12 : left + width - 12, top + 8 + pitch * (row + 0.5));
  };
  write(title, 0, 'left', colours.ink, 600);
  rows.forEach((row, i) => {
    write(row.name, i + 1, 'left', colours.ink2, 400);
    write(row.value, i + 1, 'right', i === 0 ? colours.ink : colours.ink2, i === 0 ? 600 : 400);
  });
}
