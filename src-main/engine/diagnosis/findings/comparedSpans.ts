import type { Span } from '../../asking/spanAnswers';
import { daysBackOf } from '../../frames/readDay';
import { daysBefore } from '../../tables/tableSpans';

/** A judged span, and what stood before the incident; the same of a former day. */
export interface DaySpans {
  readonly judged: Span;
  readonly calm: Span;
}

/** The spans that a change is read from. At most 12: one question of every kind of backend. */
export interface ComparedSpans {
  readonly today: DaySpans;
  /** The same weekday of the last four weeks; those that existed. */
  readonly weeks: readonly DaySpans[];
  /** Only where no week is known. */
  readonly yesterday: readonly DaySpans[];
}

const minuteMs = 60_000;
/** How long before an incident the level of the day is read. */
const calmMs = 10 * minuteMs;
/** The first bucket of an alarm is seldom the first that something happened in. */
const onsetMs = minuteMs;

/** @param startedAt when the incident began; what lies before it was a day like any other */
export function comparedSpans(judged: Span, startedAt: number, timeZone: string): ComparedSpans {
  // Whole minutes: what most backends and recording rules answer best.
  const calmTo = Math.floor((Math.min(startedAt, judged.from) - onsetMs) / minuteMs) * minuteMs;
  const today = { judged, calm: { from: calmTo - calmMs, to: calmTo } };
  const back = (days: number): DaySpans[] => {
    const [then, calm] = [daysBefore(judged, days, timeZone), daysBefore(today.calm, days, timeZone)];
    return then === null || calm === null ? [] : [{ judged: then, calm }];
  };
  return { today, weeks: daysBackOf('expected', judged.to, timeZone).flatMap(back), yesterday: back(1) };
}

export function spansOf({ today, weeks, yesterday }: ComparedSpans): readonly Span[] {
  return [today, ...weeks, ...yesterday].flatMap(({ judged, calm }) => [judged, calm]);
}

/** The minutes before an incident in equal parts, for a ratio that knows no other usual than itself. */
export function calmParts({ today: { calm } }: ComparedSpans, count: number): readonly Span[] {
  const each = (calm.to - calm.from) / count;
  return Array.from({ length: count }, (_, i) => ({ from: calm.from + i * each, to: calm.from + (i + 1) * each }));
}
