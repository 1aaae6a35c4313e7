import { formatTimeOfDay } from '../ui/format';
import { localMinuteIn, tickText, timeTicks, type ValueAxis } from './axis';
import { chartFont, type ChartLook } from './chartLook';
import type { ChartWords } from './chartWords';
import type { Plot } from './lineCanvas';

/** What a small picture's axes are drawn on. */
export interface PlotGround {
  readonly scene: { readonly look: ChartLook; readonly words: ChartWords };
  readonly plot: Plot;
  /** Ends of the axis, room epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
  readonly fontPx: number;
}

/** Hairlines with as many of the axis's numbers as have room (every tick, every second one, or only the ends), round times below. */
export function drawPlotAxes(
  context: CanvasRenderingContext2D,
  { scene, plot, from, to, x, y, fontPx }: PlotGround,
  axis: ValueAxis,
  writeTick = (tick: number): string => tickText(tick, scene.words.language),
): void {
  const { colours } = scene.look;
  const { timeZone } = scene.words;
  context.font = chartFont(fontPx, 400);
  context.lineWidth = 1;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  const everyTick = Math.max(1, Math.ceil(((axis.ticks.length - 1) * fontPx * 1.8) / Math.max(1, plot.bottom - plot.top)));
  axis.ticks.forEach((tick, i) => {
    if (i % everyTick !== 0) return;
    const top = Math.round(y(tick)) + 0.5;
    context.strokeStyle = tick === 0 ? colours.line2 : colours.line;
    context.beginPath();
    context.moveTo(plot.left, top);
    context.lineTo(plot.right, top);
    context.stroke();
    context.fillStyle = colours.ink3;
    context.fillText(writeTick(tick), plot.left - 8, y(tick));
  });
  context.textBaseline = 'alphabetic';
  context.textAlign = 'center';
  context.fillStyle = colours.ink3;
  const width = context.measureText('00:00').width;
  for (const at of timeTicks(from, to, plot.right - plot.left, width * 1.5, localMinuteIn(timeZone))) {
    if (x(at) - width / 2 < plot.left - 8 || x(at) + width / 2 > plot.right + 8) continue;
    context.fillText(formatTimeOfDay(at, timeZone), x(at), plot.bottom + fontPx + 4);
  }
}
