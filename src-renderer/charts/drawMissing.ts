import type { PanelBuffer } from '../frames/panelBuffer';
import type { Colours } from '../ui/tokens';
import { hatch } from './hatch';
import { missingRuns } from './missingRuns';
import { lineOfDay } from './reading';

export interface MissingInput {
  readonly buffer: PanelBuffer;
  readonly colours: Colours;
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
  /** The bucket that still fills has no part in a loss. */
  readonly todayUntil: number;
  readonly spacingPx?: number;
}

/** Expected minus actual, hatched. `since`: the engine's own start of a loss, epoch ms, when it knows of one. */
export function drawMissing(context: CanvasRenderingContext2D, input: MissingInput, since: number | null): void {
  const { buffer, colours, x, y, todayUntil } = input;
  const expectedLine = lineOfDay(buffer, 'expected');
  if (expectedLine < 0) return;
  const length = Math.min(buffer.length, Math.max(0, Math.ceil((todayUntil - buffer.firstAt) / buffer.stepMs)));
  const [actual, expected] = [buffer.column(0).subarray(0, length), buffer.column(expectedLine).subarray(0, length)];
  const knownFrom = since === null ? null : Math.floor((since - buffer.firstAt) / buffer.stepMs);
  const xOf = (i: number): number => x(buffer.firstAt + i * buffer.stepMs);
  for (const run of missingRuns(actual, expected, knownFrom)) {
    const trace = (path: CanvasRenderingContext2D): void => {
      for (let i = run.from; i < run.to; i += 1) path.lineTo(xOf(i), y(expected[i] ?? 0));
      for (let i = run.to - 1; i >= run.from; i -= 1) path.lineTo(xOf(i), y(actual[i] ?? 0));
      path.closePath();
    };
    context.fillStyle = colours.softBroken;
    context.beginPath();
    trace(context);
    context.fill();
    const highest = Math.max(...expected.subarray(run.from, run.to));
    const box = { left: xOf(run.from), right: xOf(run.to), top: y(highest), bottom: y(0) };
    const spacing = input.spacingPx === undefined ? {} : { spacingPx: input.spacingPx };
    hatch(context, box, { colour: colours.brokenFill, widthPx: 1.5, opacity: 0.85, ...spacing }, trace);
  }
}
