import { chartFont } from '../chartLook';
import { formatAge, formatCount } from '../../ui/format';
import { innerGaps } from '../gaps';
import { hatch } from '../hatch';
import { missingRuns } from '../missingRuns';
import { lineOfDay, newestComplete } from '../reading';
import type { CurveFrame } from './curveScene';

/** Below the lines: the grid with its numbers, what is lost (hatched), what was never received (hatched violet). */
export function drawGround(context: CanvasRenderingContext2D, frame: CurveFrame): void {
  drawGrid(context, frame);
  drawMissing(context, frame);
  drawGaps(context, frame);
  drawSilence(context, frame);
}

function drawGrid(context: CanvasRenderingContext2D, { scene, layout, y, ticks }: CurveFrame): void {
  const { colours } = scene.look;
  context.font = chartFont(layout.fonts.axis, 400);
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.lineWidth = 1;
  for (const tick of ticks) {
    const line = Math.round(y(tick)) + 0.5;
    context.strokeStyle = tick === 0 ? colours.line2 : colours.line;
    context.beginPath();
    context.moveTo(layout.plot.left, line);
    context.lineTo(layout.plot.right, line);
    context.stroke();
    context.fillStyle = colours.ink3;
    context.fillText(formatCount(tick, scene.words.language), layout.plot.left - 12, line);
  }
}

/** Expected minus actual, hatched: the bucket that still fills has no part in it. */
function drawMissing(context: CanvasRenderingContext2D, { scene, view, layout, x, y, todayUntil }: CurveFrame): void {
  const { buffer } = view;
  const expectedLine = lineOfDay(buffer, 'expected');
  if (expectedLine < 0) return;
  const length = Math.min(buffer.length, Math.max(0, Math.ceil((todayUntil - buffer.firstAt) / buffer.stepMs)));
  const [actual, expected] = [buffer.column(0).subarray(0, length), buffer.column(expectedLine).subarray(0, length)];
  const since = scene.stage?.missingSince ?? null;
  const knownFrom = since === null ? null : Math.floor((since - buffer.firstAt) / buffer.stepMs);
  const xOf = (i: number): number => x(buffer.firstAt + i * buffer.stepMs);
  const { colours } = scene.look;
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
    const box = { left: xOf(run.from), right: xOf(run.to), top: layout.plot.top, bottom: layout.plot.bottom };
    hatch(context, box, { colour: colours.brokenFill, widthPx: 1.5, opacity: 0.85 }, trace);
  }
}

/** A gap stays open; its field is hatched and says how much is missing when the words fit. */
function drawGaps(context: CanvasRenderingContext2D, { scene, view, layout, x }: CurveFrame): void {
  const { buffer } = view;
  const { colours } = scene.look;
  const { top, bottom } = layout.plot;
  for (const gap of innerGaps(buffer.column(0))) {
    const left = Math.max(layout.plot.left, x(buffer.firstAt + (gap.from - 1) * buffer.stepMs));
    const right = x(buffer.firstAt + gap.to * buffer.stepMs);
    hatch(context, { left, right, top, bottom }, { colour: colours.line2, widthPx: 1, opacity: 0.9 });
    const age = formatAge((gap.to - gap.from) * buffer.stepMs, scene.words.language);
    const words = scene.words.text('chart.gap', { age });
    context.font = chartFont(layout.fonts.note, 500);
    if (context.measureText(words).width + 12 > right - left) continue;
    context.textAlign = 'center';
    context.fillStyle = colours.unknown;
    context.fillText(words, (left + right) / 2, (top + bottom) / 2);
  }
}

/** From the last sample to now, when samples are overdue: the line stops, the empty part is hatched, its edge dashed. */
function drawSilence(context: CanvasRenderingContext2D, { scene, view, layout, x, nowAt }: CurveFrame): void {
  const { phase } = view.age;
  if (phase === 'loading' || phase === 'fresh') return;
  const last = newestComplete(view.buffer, 0);
  if (last === null) return;
  const { colours } = scene.look;
  const { top, bottom } = layout.plot;
  const left = Math.max(layout.plot.left, x(last.at));
  hatch(context, { left, right: x(nowAt), top, bottom }, { colour: colours.line2, widthPx: 1, opacity: 0.9 });
  context.save();
  context.strokeStyle = { ageing: colours.watchFill, stale: colours.degradedFill, gone: colours.brokenFill }[phase];
  context.lineWidth = 2;
  context.setLineDash([3, 4]);
  context.beginPath();
  context.moveTo(left, top);
  context.lineTo(left, bottom);
  context.stroke();
  context.restore();
}
