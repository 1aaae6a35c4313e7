import type { Table } from '../../../contract/frames';
import type { Slice } from '../../../contract/words';
import { changeFrom } from '../../ui/format';
import { healthOfRate, type Health } from '../../ui/health';

/** One combination as the table shows it. Values in the metric's unit; `undefined` where not known, so that it sorts last. */
export interface DrillRow {
  readonly id: string;
  /** What this row fixes beyond the path. */
  readonly slice: Slice;
  /** Values in the order of the table's dimensions. */
  readonly values: readonly string[];
  /** Undefined with a known `expected`: the combination vanished, and counts as having lost everything. */
  readonly now: number | undefined;
  readonly expected: number | undefined;
  readonly yesterday: number | undefined;
  readonly lastWeek: number | undefined;
  /** now − expected. */
  readonly difference: number | undefined;
  /** Shares of their base. */
  readonly change: number | undefined;
  readonly vsYesterday: number | undefined;
  readonly vsLastWeek: number | undefined;
  /** Share of everything missing over all rows that is missing here, 0–1; undefined where nothing is. */
  readonly gapShare: number | undefined;
  readonly health: Health;
}

export function drillRows(table: Table, by: readonly string[]): readonly DrillRow[] {
  const bucketMs = table.to - table.from;
  const missing = table.keys.map((_, i) => missingOf(known(table.now[i]), known(table.expected[i])));
  const allMissing = missing.reduce((sum, each) => sum + each, 0);
  return table.keys.map((values, i) => {
    const now = known(table.now[i]);
    const expected = known(table.expected[i]);
    const yesterday = known(table.yesterday[i]);
    const lastWeek = known(table.lastWeek[i]);
    const counted = now ?? (expected === undefined ? undefined : 0);
    const own = missing[i] ?? 0;
    return {
      id: values.join('\u0000'),
      slice: Object.fromEntries(by.map((dimensionId, at) => [dimensionId, values[at] ?? ''])),
      values,
      now,
      expected,
      yesterday,
      lastWeek,
      difference: counted === undefined || expected === undefined ? undefined : counted - expected,
      change: changeFrom(expected, counted) ?? undefined,
      vsYesterday: changeFrom(yesterday, counted) ?? undefined,
      vsLastWeek: changeFrom(lastWeek, counted) ?? undefined,
      gapShare: own > 0 && allMissing > 0 ? own / allMissing : undefined,
      health: healthOfRate(counted ?? null, expected ?? null, bucketMs),
    };
  });
}

/** The rows as a whole; null where the rows left out would make a sum a lie. */
export interface DrillTotal {
  readonly now: number;
  readonly expected: number;
  readonly change: number | null;
}

export function drillTotal(more: number, rows: readonly DrillRow[]): DrillTotal | null {
  if (more > 0 || rows.length === 0) return null;
  const sum = (pick: (row: DrillRow) => number | undefined): number => rows.reduce((all, row) => all + (pick(row) ?? 0), 0);
  const now = sum((row) => row.now);
  const expected = sum((row) => row.expected);
  return { now, expected, change: changeFrom(expected, now) };
}

function missingOf(now: number | undefined, expected: number | undefined): number {
  return expected === undefined ? 0 : Math.max(0, expected - (now ?? 0));
}

function known(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value;
}
