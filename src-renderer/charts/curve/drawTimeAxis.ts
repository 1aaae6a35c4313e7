import { formatClock, formatTimeOfDay } from '../../ui/format';
import { localMinuteIn, timeTicks } from '../axis';
import { chartFont } from '../chartLook';
import { peakSpans, type PeakSpan } from '../peakSpans';
import type { CurveFrame } from './curveScene';

const minuteMs = 60_000;
/** A round time nearer to now than this gives way to it. */
const nowClearanceMs = 2.5 * minuteMs;

/** Round local times, and the room's now in bold; a label that would touch now's is left out. */
export function drawTimeAxis(context: CanvasRenderingContext2D, { scene, layout, x, from, to, nowAt }: CurveFrame): void {
  const { colours } = scene.look;
  const { timeZone } = scene.words;
  const { plot, timeLabelY } = layout;
  context.textBaseline = 'alphabetic';
  context.textAlign = 'center';
  context.font = chartFont(layout.fonts.axis, 600);
  const nowText = formatClock(nowAt, timeZone);
  const nowWidth = context.measureText('00:00:00').width;
  context.font = chartFont(layout.fonts.axis, 400);
  const width = context.measureText('00:00').width;
  const clearancePx = Math.max(x(from + nowClearanceMs) - x(from), (nowWidth + width) / 2 + 8);
  const localMinute = localMinuteIn(timeZone);
  drawPeaks(context, { scene, layout, x }, peakSpans(scene.peaks, from, to, localMinute));
  for (const at of timeTicks(from, to, plot.right - plot.left, width * 2, localMinute)) {
    const centre = x(at);
    if (centre - width / 2 < plot.left - 20 || centre + width / 2 > plot.right + 2) continue;
    tick(context, centre, plot.bottom, 5, colours.line2, 1);
    if (Math.abs(centre - x(nowAt)) < clearancePx) continue;
    context.fillStyle = colours.ink3;
    context.fillText(formatTimeOfDay(at, timeZone), centre, timeLabelY);
  }
  const nowX = x(nowAt);
  if (nowX < plot.left || nowX > plot.right + 1) return;
  tick(context, nowX, plot.bottom, 7, colours.ink, 2);
  context.font = chartFont(layout.fonts.axis, 600);
  context.fillStyle = colours.ink;
  context.fillText(nowText, Math.min(nowX, plot.right - nowWidth / 2), timeLabelY);
}

/** The axis is thicker while a peak lasts, and a small wedge stands at its top; the header says its name and the time left. */
function drawPeaks(
  context: CanvasRenderingContext2D,
  { scene, layout, x }: Pick<CurveFrame, 'scene' | 'layout' | 'x'>,
  spans: readonly PeakSpan[],
): void {
  const { bottom } = layout.plot;
  context.fillStyle = scene.look.colours.ink3;
  for (const { from, to, topAt } of spans) {
    context.fillRect(x(from), bottom - 1, x(to) - x(from), 3);
    if (topAt === null) continue;
    context.beginPath();
    context.moveTo(x(topAt) - 6, bottom - 1);
    context.lineTo(x(topAt), bottom - 9);
    context.lineTo(x(topAt) + 6, bottom - 1);
    context.fill();
  }
}

function tick(context: CanvasRenderingContext2D, x: number, y: number, length: number, colour: string, width: number): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x, y + length);
  context.stroke();
}
