import type { Table } from '../../../contract/frames';
import { medianOf } from '../samples/joinBuckets';
import type { SpanRows } from '../asking/spanRows';

/** What each span of a table was answered; null for a day whose local time did not exist, or that is not read yet. */
export interface TableAnswers {
  readonly now: SpanRows;
  readonly yesterday: SpanRows | null;
  readonly lastWeek: SpanRows | null;
  readonly weeks: readonly (SpanRows | null)[];
}

export type RankedRows = Pick<Table, 'keys' | 'now' | 'yesterday' | 'lastWeek' | 'expected' | 'more'>;

/**
 * One row for every combination that has a sample on any of the days. A combination that was there in other weeks and has no
 * sample now is the worst news a counter can bring, not a missing number: its `now` stays NaN (nobody said zero), and it ranks
 * as if it had lost everything. One without a past has no gap and ranks behind, by size.
 */
export function rankRows({ now, yesterday, lastWeek, weeks }: TableAnswers, rowsMax: number): RankedRows {
  const keys = new Map<string, readonly string[]>();
  for (const rows of [now, yesterday, lastWeek, ...weeks]) for (const [id, { key }] of rows ?? []) keys.set(id, key);
  const ids = [...keys.keys()];
  const valueOf = (rows: SpanRows | null, id: string): number => rows?.get(id)?.value ?? Number.NaN;
  const column = (rows: SpanRows | null): Float64Array => Float64Array.from(ids, (id) => valueOf(rows, id));
  const columns = {
    now: column(now),
    yesterday: column(yesterday),
    lastWeek: column(lastWeek),
    expected: medianOf(weeks.length === 0 ? [column(null)] : weeks.map(column)),
  };
  const order = ids
    .map((id, i) => ({ id, i, gap: gapOf(columns.now[i], columns.expected[i]), now: known(columns.now[i]) }))
    .sort((a, b) => b.gap - a.gap || b.now - a.now || (a.id < b.id ? -1 : 1))
    .slice(0, rowsMax);
  const ranked = (values: Float64Array): Float64Array => Float64Array.from(order, ({ i }) => values[i] ?? Number.NaN);
  return {
    keys: order.map(({ id }) => keys.get(id) ?? []),
    now: ranked(columns.now),
    yesterday: ranked(columns.yesterday),
    lastWeek: ranked(columns.lastWeek),
    expected: ranked(columns.expected),
    more: ids.length - order.length,
  };
}

function gapOf(now: number | undefined, expected: number | undefined): number {
  return expected === undefined || Number.isNaN(expected) ? 0 : Math.abs(known(now) - expected);
}

function known(value: number | undefined): number {
  return value === undefined || Number.isNaN(value) ? 0 : value;
}
