import type { PanelBuffer } from '../frames/panelBuffer';
import type { Colours } from '../ui/tokens';
import type { Plot } from './lineCanvas';
import { lineOfDay } from './reading';

export interface BandInput {
  readonly buffer: PanelBuffer;
  readonly colours: Colours;
  readonly plot: Plot;
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
}

/** What detection holds for normal: a field without an edge (LOOK §5), as far ahead as something is known; a gap stays open. */
export function drawBand(context: CanvasRenderingContext2D, { buffer, colours, plot, x, y }: BandInput): void {
  const [lowLine, highLine] = [lineOfDay(buffer, 'low'), lineOfDay(buffer, 'high')];
  if (lowLine < 0 || highLine < 0) return;
  const [low, high] = [buffer.column(lowLine), buffer.column(highLine)];
  context.save();
  context.beginPath();
  context.rect(plot.left, plot.top, plot.right - plot.left, plot.bottom - plot.top);
  context.clip();
  context.fillStyle = colours.band;
  const xOf = (i: number): number => x(buffer.firstAt + i * buffer.stepMs);
  for (const { from, to } of bandRuns(low, high)) {
    context.beginPath();
    for (let i = from; i < to; i += 1) context.lineTo(xOf(i), y(high[i] ?? 0));
    for (let i = to - 1; i >= from; i -= 1) context.lineTo(xOf(i), y(Math.max(0, low[i] ?? 0)));
    context.fill();
  }
  context.restore();
}

/** Stretches [from, to) by index in which both edges are known; a single bucket has no width to fill. */
export function bandRuns(low: Float64Array, high: Float64Array): { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = [];
  const isKnown = (i: number): boolean => !Number.isNaN(low[i] ?? Number.NaN) && !Number.isNaN(high[i] ?? Number.NaN);
  for (let i = 0; i < low.length; i += 1) {
    if (!isKnown(i)) continue;
    const from = i;
    while (i < low.length && isKnown(i)) i += 1;
    if (i - from > 1) runs.push({ from, to: i });
  }
  return runs;
}
