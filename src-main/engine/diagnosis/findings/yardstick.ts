import type { Span } from '../../asking/spanAnswers';
import type { ComparedSpans, DaySpans } from './comparedSpans';
import type { CutCounts } from './cutCounts';

/** What a judged span is compared with: other spans, each with what a count of it foretells for the judged one. */
export interface Yardstick {
  readonly comparedWith: 'days' | 'before';
  readonly forecasts: readonly {
    readonly span: Span;
    /** Orders to expect now for each of then, of one combination: `key[i]` is its value of dimension `by[i]`. */
    readonly levelOf: (by: readonly string[], key: readonly string[]) => number;
  }[];
}

/** An ordinary day departs by some percent from the one a week ago: that is as good as this many orders. */
const levelOrders = 100;

/**
 * The same weekday of the last four weeks where they are known, else yesterday, else the minutes before it began. Each former day is
 * a forecast: its count, times how today stood to it before the incident, as a whole and in each value of each dimension, so that
 * neither a busy day nor a city in the rain is taken for a part of the incident. Null when nothing at all was counted before.
 * @param singles the metric cut by each dimension alone, over `spansOf(spans)`
 */
export function yardstickOf(singles: ReadonlyMap<string, CutCounts>, spans: ComparedSpans): Yardstick | null {
  const { judged, calm } = spans.today;
  const [any] = singles.values();
  const isKnown = (day: DaySpans): boolean => any !== undefined && totalOf(any.countsOf(day.judged)) > 0;
  const weeks = spans.weeks.filter(isKnown);
  const days = weeks.length > 0 ? weeks : spans.yesterday.filter(isKnown);
  if (days.length > 0)
    return { comparedWith: 'days', forecasts: days.map((day) => ({ span: day.judged, levelOf: levelOn(day, calm, singles) })) };
  if (any === undefined || totalOf(any.countsOf(calm)) === 0) return null;
  const share = (judged.to - judged.from) / (calm.to - calm.from);
  return { comparedWith: 'before', forecasts: [{ span: calm, levelOf: () => share }] };
}

function levelOn(
  day: DaySpans,
  calm: Span,
  singles: ReadonlyMap<string, CutCounts>,
): (by: readonly string[], key: readonly string[]) => number {
  const levels = new Map<string, ReadonlyMap<string, number>>();
  let total = 1;
  for (const [dimension, { keys, countsOf }] of singles) {
    const [now, then] = [countsOf(calm), countsOf(day.calm)];
    if (now === null || then === null) continue;
    total = level(totalOf(now), totalOf(then));
    const values = [...keys].map(([id, key]): [string, number] => [
      key[0] ?? '',
      level(now.get(id) ?? 0, (then.get(id) ?? 0) * total),
    ]);
    levels.set(dimension, new Map(values));
  }
  return (by, key) => by.reduce((product, dimension, i) => product * (levels.get(dimension)?.get(key[i] ?? '') ?? 1), total);
}

function level(now: number, then: number): number {
  return (now + levelOrders) / (then + levelOrders);
}

function totalOf(counts: ReadonlyMap<string, number> | null): number {
  return [...(counts?.values() ?? [])].reduce((sum, count) => sum + count, 0);
}
