import type { TableQuery } from '../../../contract/frames';
import type { Span } from '../asking/spanAnswers';
import { shiftByDays } from '../frames/dayShift';
import { daysBackOf } from '../frames/readDay';

/** The spans a table's numbers are of; null where that local time did not exist. */
export interface TableSpans {
  readonly now: Span;
  readonly yesterday: Span | null;
  readonly lastWeek: Span | null;
  /** The same weekday of the last four weeks. */
  readonly weeks: readonly (Span | null)[];
}

/** A span slides on six times in its own length … */
const stridesPerSpan = 6;
/** … but an hour's table is not ten minutes old. */
const strideMsMax = 60_000;

/**
 * How far a table's span moves at a time, ms: a whole number of the metric's steps, so that its six past days, which move
 * with it, are asked for seldom.
 */
export function tableStrideMs(spanMs: number, stepMs: number): number {
  const wanted = Math.min(strideMsMax, spanMs / stridesPerSpan);
  return Math.max(1, Math.round(wanted / stepMs)) * stepMs;
}

/** The last complete span before `at` (before what was seen, when the table follows the room), and its like on earlier days. */
export function tableSpans(
  { at, spanMs }: Pick<TableQuery, 'at' | 'spanMs'>,
  stepMs: number,
  seenTo: number,
  timeZone: string,
): TableSpans {
  const strideMs = tableStrideMs(spanMs, stepMs);
  const to = Math.floor(Math.min(at ?? seenTo, seenTo) / strideMs) * strideMs;
  const now = { from: to - spanMs, to };
  const back = (days: number): Span | null => daysBefore(now, days, timeZone);
  return {
    now,
    yesterday: back(1),
    lastWeek: back(7),
    weeks: daysBackOf('expected', to, timeZone).map(back),
  };
}

/** The same span of local time that many days earlier; where clocks changed inside it, the time of day of its end decides. */
export function daysBefore({ from, to }: Span, days: number, timeZone: string): Span | null {
  const shiftMs = shiftByDays(from, to, days, timeZone).at(-1)?.shiftMs ?? null;
  return shiftMs === null ? null : { from: from - shiftMs, to: to - shiftMs };
}
