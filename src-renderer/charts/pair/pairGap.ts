import { hatch } from '../hatch';
import { isGap } from './pairReading';
import type { PairFrame } from './pairScene';

/** What the first line is clearly above the second, hatched (LOOK §1.5: same hatch = same idea). A gap in either stays open. */
export function drawPairGap(context: CanvasRenderingContext2D, { scene, view, plot, x, y }: PairFrame): void {
  if (scene.gapName === null) return;
  const { buffer } = view;
  const until = buffer.lines[0]?.filling?.at ?? Infinity;
  const [upper, lower] = [buffer.column(0), buffer.column(1)];
  const xOf = (i: number): number => x(buffer.firstAt + i * buffer.stepMs);
  const isAbove = (i: number): boolean =>
    isGap(upper[i] ?? Number.NaN, lower[i] ?? Number.NaN) && buffer.firstAt + i * buffer.stepMs < until;
  const { colours } = scene.look;
  for (let from = 0; from < upper.length; from += 1) {
    if (!isAbove(from)) continue;
    let to = from;
    while (to < upper.length && isAbove(to)) to += 1;
    const trace = (path: CanvasRenderingContext2D): void => {
      for (let i = from; i < to; i += 1) path.lineTo(Math.max(plot.left, xOf(i)), y(upper[i] ?? 0));
      for (let i = to - 1; i >= from; i -= 1) path.lineTo(Math.max(plot.left, xOf(i)), y(lower[i] ?? 0));
      path.closePath();
    };
    context.fillStyle = colours.softBroken;
    context.beginPath();
    trace(context);
    context.fill();
    const box = { left: xOf(from), right: xOf(to - 1), top: plot.top, bottom: plot.bottom };
    hatch(context, box, { colour: colours.brokenFill, widthPx: 1.5, opacity: 0.85, spacingPx: 7 }, trace);
    from = to;
  }
}
