import { mean } from 'd3';
import { isBandEdge } from './bandEdges';
import type { DayShift } from '../../contract/frames';
import type { PanelBuffer } from '../frames/panelBuffer';

export interface Point {
  /** Bucket start, epoch ms. */
  readonly at: number;
  readonly value: number;
  /** Place in the buffer's columns; only good until the buffer's next frame. */
  readonly index: number;
}

/** The newest complete bucket that has a value; null when the line has none. */
export function newestComplete(buffer: PanelBuffer, line: number): Point | null {
  const values = buffer.column(line);
  const filling = buffer.lines[line]?.filling ?? null;
  for (let i = values.length - 1; i >= 0; i -= 1) {
    const at = buffer.firstAt + i * buffer.stepMs;
    const value = values[i] ?? Number.NaN;
    if (!Number.isNaN(value) && at !== filling?.at) return { at, value, index: i };
  }
  return null;
}

/** The bucket that still fills, with the share of it seen, 0–1; null when there is none or nothing of it is known. */
export function fillingPoint(buffer: PanelBuffer, line: number): (Point & { readonly share: number }) | null {
  const filling = buffer.lines[line]?.filling ?? null;
  if (filling === null) return null;
  const index = Math.round((filling.at - buffer.firstAt) / buffer.stepMs);
  const value = buffer.column(line)[index] ?? Number.NaN;
  return Number.isNaN(value) ? null : { at: filling.at, value, index, share: filling.share };
}

/** The bucket nearest to a moment on the axis; null outside the axis or its data. */
export function slotAt(
  buffer: PanelBuffer,
  at: number,
  axisFrom: number,
  axisTo: number,
): { readonly at: number; readonly index: number } | null {
  const index = Math.round((at - buffer.firstAt) / buffer.stepMs);
  if (!buffer.filled || at < axisFrom || at > axisTo || index < 0 || index >= buffer.length) return null;
  return { at: buffer.firstAt + index * buffer.stepMs, index };
}

/** A band that is wider than this beside its lines runs out of the picture's top: the lines are what is read. */
const bandRoom = 1.25;

/** What the value axis must hold: every line whole, and of the band what does not press the lines down. */
export function highestOf(buffer: PanelBuffer): number {
  let [highest, bandHighest] = [0, 0];
  buffer.query.lines.forEach(({ day }, line) => {
    for (const value of buffer.column(line))
      if (isBandEdge(day)) bandHighest = Math.max(bandHighest, Number.isNaN(value) ? 0 : value);
      else if (value > highest) highest = value;
  });
  return Math.max(highest, Math.min(bandHighest, highest * bandRoom));
}

/** The highest mean over 2 × `halfWidth` + 1 buckets, at its middle bucket; gaps are left out of the mean. Null for an empty line. */
export function highestSmoothed(buffer: PanelBuffer, line: number, halfWidth: number): Point | null {
  const values = buffer.column(line);
  let best: Point | null = null;
  for (let i = halfWidth; i < values.length - halfWidth; i += 1) {
    const value = mean(values.subarray(i - halfWidth, i + halfWidth + 1), (each) => (Number.isNaN(each) ? undefined : each));
    if (value !== undefined && value > (best?.value ?? -Infinity))
      best = { at: buffer.firstAt + i * buffer.stepMs, value, index: i };
  }
  return best;
}

/** How many points of the line have a value. */
export function pointsOf(buffer: PanelBuffer, line: number): number {
  let count = 0;
  for (const value of buffer.column(line)) if (!Number.isNaN(value)) count += 1;
  return count;
}

/** The line that shows this day, or −1. */
export function lineOfDay(buffer: PanelBuffer, day: DayShift): number {
  return buffer.query.lines.findIndex((line) => line.day === day);
}
