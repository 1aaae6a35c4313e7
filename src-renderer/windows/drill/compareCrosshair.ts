import type { ScaleLinear } from 'd3';
import { chartFont } from '../../charts/chartLook';
import type { Plot } from '../../charts/lineCanvas';
import type { PanelView } from '../../charts/panelDrawing';
import { slotAt } from '../../charts/reading';
import { formatClock, formatCount } from '../../ui/format';
import type { CompareScene } from './comparePicture';

export interface CompareFrame {
  readonly scene: CompareScene;
  readonly view: PanelView;
  readonly plot: Plot;
  readonly from: number;
  readonly to: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly fontPx: number;
}

const tagPaddingPx = 6;

/** A vertical at the room's moment, a dot on each of today's lines, and one tag with the time and both values. Returns the slot, or null outside the axis. */
export function drawCompareCrosshair(context: CanvasRenderingContext2D, frame: CompareFrame, pointedAt: number): number | null {
  const { scene, view, plot, x, y, fontPx } = frame;
  const slot = slotAt(view.buffer, pointedAt, frame.from, frame.to);
  if (slot === null) return null;
  const { colours } = scene.look;
  const { language, timeZone } = scene.words;
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
    context.fillStyle = line === 0 ? colours.ink : colours.accent;
    context.beginPath();
    context.arc(centre, y(value), 3, 0, 2 * Math.PI);
    context.fill();
  });
  const [a, b] = values.map((value) => formatCount(Number.isNaN(value) ? null : value, language));
  const words = `${formatClock(slot.at, timeZone)}   A ${a ?? ''}   B ${b ?? ''}`;
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
