import { Temporal } from 'temporal-polyfill';
import type { BacktestAlarm, BacktestRun } from '../../../contract/detection';
import { runName } from './compareRuns';

/** One line of a report file; `mark` is for a person to fill. */
export interface ReportRow {
  readonly id: string;
  readonly mark: string;
  readonly runs: string;
  readonly started: string;
  readonly ended: string;
  readonly metric: string;
  readonly slice: string;
  readonly direction: string;
  readonly shape: string;
  readonly score: number;
  readonly value: number | null;
  readonly expected: number | null;
  readonly lost: number | null;
}

/** Every alarm of every run once, oldest first, with the runs that have exactly it. */
export function reportRows(runs: readonly BacktestRun[], timeZone: string): ReportRow[] {
  const rows = new Map<string, { readonly alarm: BacktestAlarm; readonly runs: string[] }>();
  for (const run of runs) {
    for (const alarm of run.alarms) {
      const row = rows.get(alarm.id) ?? { alarm, runs: [] };
      row.runs.push(runName(run));
      rows.set(alarm.id, row);
    }
  }
  return [...rows.values()]
    .sort((a, b) => a.alarm.startedAt - b.alarm.startedAt)
    .map(({ alarm, runs: names }) => ({
      id: alarm.id,
      mark: '',
      runs: names.join('; '),
      started: localText(alarm.startedAt, timeZone),
      ended: localText(alarm.endedAt, timeZone),
      metric: alarm.metricId,
      slice: sliceText(alarm.slice),
      direction: alarm.direction,
      shape: alarm.shape,
      score: rounded(alarm.peakScore) ?? 0,
      value: rounded(alarm.value),
      expected: rounded(alarm.expected),
      lost: alarm.lost === null ? null : Math.round(alarm.lost),
    }));
}

/** `2026-11-24T12:03:20` in that zone. */
export function localText(at: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.round(at))
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' });
}

/** Epoch ms of a local date or moment such as `2026-11-24` (its midnight) or `2026-11-24T12:00`; null when it is none. */
export function localMoment(text: string, timeZone: string): number | null {
  try {
    return Temporal.PlainDateTime.from(text.trim()).toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    // Not a date: the caller says what one looks like.
    return null;
  }
}

function sliceText(slice: BacktestAlarm['slice']): string {
  return Object.entries(slice)
    .map(([dimension, value]) => `${dimension}=${value}`)
    .join(' ');
}

/** Three digits that count. */
function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(3));
}
