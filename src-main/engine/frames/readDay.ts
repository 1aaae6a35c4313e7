import { Temporal } from 'temporal-polyfill';
import type { ChosenDay, DayShift } from '../../../contract/frames';
import { shiftByDays } from './dayShift';
import { joinBuckets, medianOf } from '../samples/joinBuckets';
import type { PanelAxis } from './panelAxis';
import type { Series } from '../samples/series';

const namedDaysBack: Readonly<Record<Exclude<DayShift, ChosenDay>, readonly number[]>> = {
  today: [0],
  yesterday: [1],
  lastWeek: [7],
  expected: [7, 14, 21, 28],
  low: [],
  high: [],
};

/** How many days before the day of `at` a line looks; several are joined by their median; none for a day still to come. */
export function daysBackOf(day: DayShift, at: number, timeZone: string): readonly number[] {
  if (!isChosen(day)) return namedDaysBack[day];
  const today = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(timeZone).toPlainDate();
  const days = today.since(Temporal.PlainDate.from(day.slice(datePrefix.length)), { largestUnit: 'day' }).days;
  return days < 0 ? [] : [days];
}

const datePrefix = 'date:';

function isChosen(day: DayShift): day is ChosenDay {
  return day.startsWith(datePrefix);
}

/** Reads slots into `out` and asks for what is missing; true when nothing was. SeriesReader.peek. */
export type PeekSlots = (series: Series, firstSlot: number, count: number, out: Float64Array, outAt: number) => boolean;

export interface DayColumn {
  readonly column: Float64Array;
  /** Nothing of it has still to be fetched. */
  readonly complete: boolean;
}

/**
 * One line on an axis, for every day shift the same way: slots of the source days, joined to the axis's step.
 * @param daysBack from `daysBackOf`
 * @param seenTo the backend's samples are known up to here; decides which buckets have begun.
 */
export function readDay(
  peek: PeekSlots,
  series: Series,
  daysBack: readonly number[],
  axis: PanelAxis,
  seenTo: number,
  timeZone: string,
): DayColumn {
  const factor = Math.max(1, Math.round(axis.stepMs / series.stepMs));
  const partCount = axis.count * factor;
  const begunOf = (shiftMs: number): number => Math.ceil((seenTo + shiftMs - axis.from) / series.stepMs);
  if (daysBack.length === 0) return { column: new Float64Array(axis.count).fill(Number.NaN), complete: true };
  if (daysBack.length === 1 && daysBack[0] === 0) {
    const parts = new Float64Array(partCount);
    const complete = peek(series, Math.floor(axis.from / series.stepMs), partCount, parts, 0);
    return { column: joinBuckets(parts, factor, series.join, begunOf(0)), complete };
  }
  let complete = true;
  const columns = daysBack.map((days) => {
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
