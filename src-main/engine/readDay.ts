import type { DayShift } from '../../contract/frames';
import { shiftByDays } from './dayShift';
import { joinBuckets, medianOf } from './joinBuckets';
import type { PanelAxis } from './panelAxis';
import type { Series } from './series';

/** How many days back each line looks; several are joined by their median. */
const daysBack: Readonly<Record<Exclude<DayShift, 'today'>, readonly number[]>> = {
  yesterday: [1],
  lastWeek: [7],
  expected: [7, 14, 21, 28],
};

/** Reads slots into `out` and asks for what is missing; true when nothing was. SeriesReader.peek. */
export type PeekSlots = (series: Series, firstSlot: number, count: number, out: Float64Array, outAt: number) => boolean;

export interface DayColumn {
  readonly column: Float64Array;
  /** Nothing of it has still to be fetched. */
  readonly complete: boolean;
}

/**
 * One line on an axis, for every day shift the same way: slots of the source days, joined to the axis's step.
 * @param seenTo the backend's samples are known up to here; decides which buckets have begun.
 */
export function readDay(
  peek: PeekSlots,
  series: Series,
  day: DayShift,
  axis: PanelAxis,
  seenTo: number,
  timeZone: string,
): DayColumn {
  const factor = Math.max(1, Math.round(axis.stepMs / series.stepMs));
  const partCount = axis.count * factor;
  const begunOf = (shiftMs: number): number => Math.ceil((seenTo + shiftMs - axis.from) / series.stepMs);
  if (day === 'today') {
    const parts = new Float64Array(partCount);
    const complete = peek(series, Math.floor(axis.from / series.stepMs), partCount, parts, 0);
    return { column: joinBuckets(parts, factor, series.join, begunOf(0)), complete };
  }
  let complete = true;
  const columns = daysBack[day].map((days) => {
    const parts = new Float64Array(partCount).fill(Number.NaN);
    for (const span of shiftByDays(axis.from, axis.to, days, timeZone)) {
      if (span.shiftMs === null) continue;
      const first = Math.ceil((span.from - axis.from) / series.stepMs);
      const end = Math.min(partCount, Math.ceil((span.to - axis.from) / series.stepMs));
      const sourceSlot = Math.floor((axis.from + first * series.stepMs - span.shiftMs) / series.stepMs);
      if (end > first && !peek(series, sourceSlot, end - first, parts, first)) complete = false;
    }
    return joinBuckets(parts, factor, series.join, begunOf(days * 86_400_000));
  });
  return { column: medianOf(columns), complete };
}
