import type { BacktestRun } from '../../../contract/detection';
import { compareRuns, runName } from './compareRuns';
import type { RunVerdict } from './marks';
import { localText, reportRows, type ReportRow } from './reportRows';

/** What a terminal is told of a replay that ended. */
export interface ToldReplay {
  readonly from: number;
  readonly to: number;
  readonly timeZone: string;
  readonly stepMs: number;
  readonly series: number;
  readonly points: number;
  readonly tookMs: number;
  readonly runs: readonly BacktestRun[];
  /** What was not replayed, and why; null when all was. */
  readonly left: string | null;
}

/** Of the first run, which is the console's own unless others were asked for: a screen or two; the report file has all. */
const listedMax = 60;
/** Of what only the others say: to see what they are like. */
const othersListedMax = 15;

export function sayReplay(told: ToldReplay): string {
  const { from, to, timeZone, stepMs, series, points, tookMs, runs, left } = told;
  const rows = reportRows(runs, timeZone);
  const cut = runs.reduce((sum, { more }) => sum + more, 0);
  return [
    `${localText(from, timeZone)} to ${localText(to, timeZone)} (${timeZone}), judged in buckets of ${durationText(stepMs)}`,
    ...(left === null ? [] : [left]),
    '',
    textTable(
      ['run', 'series', 'points', 'alarms', 'per day', '× real time'],
      runs.map((run) => [
        runName(run),
        series.toLocaleString('en'),
        points.toLocaleString('en'),
        String(run.alarms.length + run.more),
        run.perDay.toFixed(2),
        Math.round((to - from) / Math.max(1, tookMs)).toLocaleString('en'),
      ]),
    ),
    `Read and judged by ${runs.length === 1 ? 'it' : `all ${runs.length}`} in ${(tookMs / 1_000).toFixed(1)} s.`,
    ...(cut > 0 ? [`${cut} later alarms were counted, but are not kept.`] : []),
    '',
    ...listed(runs, rows),
    ...(runs.length > 1 && rows.length > 0 ? ['', comparison(runs)] : []),
  ].join('\n');
}

export function sayVerdicts(verdicts: readonly RunVerdict[]): string {
  const share = (value: number | null): string => (value === null ? '–' : `${Math.round(value * 100)} %`);
  return [
    'By your marks:',
    '',
    textTable(
      ['run', 'right', 'wrong', 'unmarked', 'precision', 'of all marked true'],
      verdicts.map(({ run, right, wrong, unmarked, precision, found }) => [
        runName(run),
        String(right),
        String(wrong),
        String(unmarked),
        share(precision),
        share(found),
      ]),
    ),
    'What no run alarmed about could not be marked: the last column is no recall of everything that happened.',
  ].join('\n');
}

function listed(runs: readonly BacktestRun[], rows: readonly ReportRow[]): string[] {
  const [first] = runs;
  if (first === undefined) return [];
  const own = new Set(first.alarms.map(({ id }) => id));
  const ours = rows.filter(({ id }) => own.has(id));
  const others = rows.filter(({ id }) => !own.has(id));
  return [
    ...section(`What ${runName(first)} would have fired:`, ours, listedMax),
    ...(ours.length === 0 ? [`${runName(first)} would have fired nothing.`] : []),
    ...(others.length === 0 ? [] : ['']),
    ...section('What only the others would have fired:', others, othersListedMax),
  ];
}

function section(title: string, rows: readonly ReportRow[], most: number): string[] {
  if (rows.length === 0) return [];
  const left = rows.length - most;
  return [
    title,
    '',
    alarmTable(rows.slice(0, most)),
    ...(left > 0 ? [`… and ${left} more: --out report.csv writes all of them.`] : []),
  ];
}

function alarmTable(rows: readonly ReportRow[]): string {
  return textTable(
    ['started', 'lasted', 'metric', 'slice', 'shape', 'score', 'value', 'expected', 'lost', 'said by'],
    rows.map((row) => [
      row.started.replace('T', ' '),
      durationText(Date.parse(`${row.ended}Z`) - Date.parse(`${row.started}Z`)),
      row.metric,
      row.slice === '' ? 'total' : row.slice,
      `${row.shape} ${row.direction}`,
      row.score.toFixed(1),
      numberText(row.value),
      numberText(row.expected),
      numberText(row.lost),
      row.runs,
    ]),
    new Set([1, 5, 6, 7, 8]),
  );
}

function comparison(runs: readonly BacktestRun[]): string {
  return [
    'The same series within ten minutes is the same thing. Of the alarms of each run:',
    '',
    textTable(
      ['run', 'alarms', 'only this one', ...runs.map((run) => `also ${runName(run)}`)],
      compareRuns(runs).map(({ run, only, shared }) => [
        runName(run),
        String(run.alarms.length),
        String(only.length),
        ...shared.map((count, i) => (runs[i] === run ? '' : String(count))),
      ]),
    ),
  ].join('\n');
}

/** @param right columns whose texts stand to the right; all but the first when left out */
function textTable(heads: readonly string[], rows: readonly (readonly string[])[], right?: ReadonlySet<number>): string {
  const widths = heads.map((head, i) => Math.max(head.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => ((right?.has(i) ?? i > 0) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(heads), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}

function numberText(value: number | null): string {
  return value === null ? '–' : value.toLocaleString('en');
}

function durationText(ms: number): string {
  if (ms < 120_000) return `${Math.round(ms / 1_000)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  return `${(ms / 3_600_000).toFixed(1)} h`;
}
