import { formatCount, formatOrders, formatTimeOfDay } from '../../ui/format';
import { isBandEdge } from '../bandEdges';
import { chartFont } from '../chartLook';
import type { LabelWish } from '../placeLabels';
import { fillingPoint, highestSmoothed, lineOfDay, newestComplete, type Point } from '../reading';
import type { CurveFrame } from './curveScene';

/** Words with their own size on one line: value big, unit small. */
export interface Part {
  readonly text: string;
  readonly font: string;
  readonly colour: string;
}
export interface Wish extends LabelWish {
  readonly parts: readonly Part[];
}

const silentPhases: readonly string[] = ['stale', 'gone'];
export function pointColour({ scene, view }: CurveFrame): string {
  return silentPhases.includes(view.age.phase) ? scene.look.colours.ink3 : scene.look.colours.ink;
}

/** The newest complete value: on its dot's level when the other days leave that free; else under or over them. */
export function valueWish(
  context: CanvasRenderingContext2D,
  frame: CurveFrame,
  dot: { left: number; top: number },
  value: number,
): Wish {
  const { fonts } = frame.layout;
  const { colours } = frame.scene.look;
  const parts = [
    { text: formatCount(value, frame.scene.words.language), font: chartFont(fonts.value, 600), colour: pointColour(frame) },
    { text: ` ${frame.scene.unit}`, font: chartFont(fonts.unit, 400), colour: colours.ink2 },
  ];
  const { width, height } = sizeOf(context, parts, fonts.value);
  const left = dot.left + 16;
  // On the dot's level when the other days' lines leave that free; else under the lowest of them, else over the highest.
  const lines = linesBetween(frame, dot.left, left + width);
  const level = dot.top - height / 2;
  const isFree = lines === null || level > lines.lowest + 2 || level + height < lines.highest - 2;
  const under = { left, top: Math.max(level, (lines?.lowest ?? 0) + 8) };
  const over = { left, top: Math.min(level, (lines?.highest ?? 0) - height - 8) };
  const leftSide = { left: dot.left - 16 - width, top: dot.top + 14 };
  return { id: 'value', parts, width, height, spots: [...(isFree ? [{ left, top: level }] : []), under, over, leftSide] };
}

/** Highest and lowest px of the lines of other days between two x; null when none is there. */
function linesBetween({ view, x, y }: CurveFrame, fromX: number, toX: number): { highest: number; lowest: number } | null {
  const { buffer } = view;
  let [highest, lowest] = [Infinity, -Infinity];
  for (let line = 1; line < buffer.query.lines.length; line += 1) {
    if (isBandEdge(buffer.query.lines[line]?.day ?? 'today')) continue;
    const values = buffer.column(line);
    for (let i = 0; i < values.length; i += 1) {
      const at = x(buffer.firstAt + i * buffer.stepMs);
      const value = values[i] ?? Number.NaN;
      if (at < fromX || at > toX || Number.isNaN(value)) continue;
      highest = Math.min(highest, y(value));
      lowest = Math.max(lowest, y(value));
    }
  }
  return highest === Infinity ? null : { highest, lowest };
}

/** 未收齐 71%, beside the hollow ring. */
export function fillingWish(context: CanvasRenderingContext2D, frame: CurveFrame, ring: { left: number; top: number }): Wish {
  const { fonts } = frame.layout;
  const share = fillingPoint(frame.view.buffer, 0)?.share ?? 0;
  const text = frame.scene.words.text('chart.filling', { share: Math.round(share * 100) });
  const parts = [{ text, font: chartFont(fonts.note, 400), colour: frame.scene.look.colours.ink2 }];
  const size = sizeOf(context, parts, fonts.note);
  const lines = linesBetween(frame, ring.left, ring.left + 14 + size.width);
  const left = ring.left + 14;
  const level = ring.top - size.height / 2;
  const isFree = lines === null || level > lines.lowest + 2 || level + size.height < lines.highest - 2;
  const below = [24, 40, 56].map((down) => ({ left, top: Math.max(level, lines?.lowest ?? 0) + down }));
  return { id: 'filling', parts, ...size, spots: [...(isFree ? [{ left, top: level }] : []), ...below] };
}

/** "已少 5.74 万单" beside the hatch, by the engine's count. */
export function missingWish(context: CanvasRenderingContext2D, frame: CurveFrame): Wish | null {
  const { scene, view, layout, x, y } = frame;
  const orders = scene.stage?.missingSoFar ?? null;
  const last = newestComplete(view.buffer, 0);
  const expected =
    last === null ? Number.NaN : (view.buffer.column(lineOfDay(view.buffer, 'expected'))[last.index] ?? Number.NaN);
  if (orders === null || last === null || !(expected > last.value)) return null;
  const parts = [
    {
      text: scene.words.text('chart.missingSoFar', { orders: formatOrders(orders, scene.words.language) }),
      font: chartFont(layout.fonts.missing, 600),
      colour: scene.look.colours.ink,
    },
  ];
  const size = sizeOf(context, parts, layout.fonts.missing);
  const left = x(last.at) + 44;
  const middle = (y(expected) + y(last.value)) / 2 - size.height / 2;
  const under = (linesBetween(frame, left, left + size.width)?.lowest ?? 0) + 8;
  return {
    id: 'missing',
    parts,
    ...size,
    spots: [
      { left, top: Math.max(middle - 8, under) },
      { left, top: Math.max(middle + 8, under) },
      { left, top: layout.plot.bottom - size.height - 30 },
    ],
  };
}

/** A maximum this near to the end of the axis is only where the picture ends. */
const edgeMs = 150_000;
/** Half the width of the mean that takes the noise off the expected line before its top is looked for, in buckets. */
const smoothing = 6;

/** Where the expected line, smoothed, is highest: right of now, and with a slope down behind it. */
export function topAhead({ view, nowAt, to }: CurveFrame): Point | null {
  const { buffer } = view;
  const line = lineOfDay(buffer, 'expected');
  const top = line < 0 ? null : highestSmoothed(buffer, line, smoothing);
  return top === null || top.at <= nowAt || top.at > to - edgeMs ? null : top;
}

/** The top that the expected line shows right of now: a forecast, and the legend says of what. */
export function topWish(context: CanvasRenderingContext2D, frame: CurveFrame): Wish | null {
  const { scene, layout, x } = frame;
  const top = topAhead(frame);
  if (top === null) return null;
  const text = scene.words.text('chart.expectedTop', {
    time: formatTimeOfDay(top.at, scene.words.timeZone),
    value: formatCount(top.value, scene.words.language),
  });
  const parts = [{ text, font: chartFont(layout.fonts.mark, 400), colour: scene.look.colours.ink2 }];
  const size = sizeOf(context, parts, layout.fonts.mark);
  const centre = x(top.at) - size.width / 2;
  const level = layout.marksY - size.height / 2;
  return {
    id: 'top',
    parts,
    ...size,
    spots: [centre, layout.plot.right - size.width, x(top.at) - 20].map((left) => ({ left, top: level })),
  };
}

function sizeOf(context: CanvasRenderingContext2D, parts: readonly Part[], px: number): { width: number; height: number } {
  let width = 0;
  for (const part of parts) {
    context.font = part.font;
    width += context.measureText(part.text).width;
  }
  return { width, height: Math.round(px * 1.2) };
}
