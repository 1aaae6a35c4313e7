import { chartFont } from '../chartLook';
import { formatAge } from '../../ui/format';
import { tickText } from '../axis';
import { innerGaps } from '../gaps';
import { hatch } from '../hatch';
import { drawBand } from '../drawBand';
import { drawMissing } from '../drawMissing';
import { newestComplete } from '../reading';
import type { CurveFrame } from './curveScene';

/** Below the lines: the grid with its numbers, what is normal, what is lost (hatched), what was never received (hatched violet). */
export function drawGround(context: CanvasRenderingContext2D, frame: CurveFrame): void {
  drawGrid(context, frame);
  const { scene, view, layout, x, y, todayUntil } = frame;
  drawBand(context, { buffer: view.buffer, colours: scene.look.colours, plot: layout.plot, x, y });
  drawMissing(context, { buffer: view.buffer, colours: scene.look.colours, x, y, todayUntil }, scene.stage?.missingSince ?? null);
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
    context.fillText(tickText(tick, scene.words.language), layout.plot.left - 12, line);
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
