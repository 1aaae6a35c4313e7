import type { BacktestRun } from '../../../contract/detection';
import { AlarmBook, sameWithinMs } from './compareRuns';

/** What somebody wrote beside an alarm of a report. */
export interface Mark {
  readonly alarmId: string;
  readonly verdict: 'true' | 'false';
}

export type MarksReading =
  { readonly ok: true; readonly marks: readonly Mark[] } | { readonly ok: false; readonly sentence: string };

/** Rows of a CSV with the columns `id` and `mark`, such as the report itself; a row without a mark is passed over. */
export function readMarks(
  rows: readonly Readonly<Record<string, string | undefined>>[],
  columns: readonly string[],
): MarksReading {
  const missing = ['id', 'mark'].filter((column) => !columns.includes(column));
  if (missing.length > 0)
    return {
      ok: false,
      sentence: `it has no column ${missing.join(' and none ')}; write a report with --out report.csv and fill its column mark`,
    };
  const marks: Mark[] = [];
  for (const [i, row] of rows.entries()) {
    const written = (row['mark'] ?? '').trim().toLowerCase();
    if (written === '') continue;
    const verdict = verdicts[written];
    if (verdict === undefined) return { ok: false, sentence: `line ${i + 2}: a mark is true or false, not "${written}"` };
    marks.push({ alarmId: row['id'] ?? '', verdict });
  }
  return { ok: true, marks };
}

/** As people and spreadsheets write it. */
const verdicts: Readonly<Record<string, Mark['verdict']>> = {
  true: 'true',
  t: 'true',
  yes: 'true',
  y: 'true',
  '1': 'true',
  对: 'true',
  false: 'false',
  f: 'false',
  no: 'false',
  n: 'false',
  '0': 'false',
  错: 'false',
};

export interface RunVerdict {
  readonly run: BacktestRun;
  /** Of its alarms, those that are about something marked true, and about something marked false only. */
  readonly right: number;
  readonly wrong: number;
  readonly unmarked: number;
  /** right ÷ (right + wrong); null when nothing is marked. */
  readonly precision: number | null;
  /** Of everything marked true, the share that this run has; null when nothing is. What nobody alarmed about nobody could mark. */
  readonly found: number | null;
}

/** How each run does by what people marked, also where they marked another run's alarm about the same thing. */
export function judgeRuns(runs: readonly BacktestRun[], marks: readonly Mark[]): RunVerdict[] {
  const all = new Map(runs.flatMap(({ alarms }) => alarms.map((alarm) => [alarm.id, alarm])));
  // An alarm of an earlier report may begin a little elsewhere in this one: its id still says where and when.
  const spells = marks.flatMap(({ alarmId, verdict }) => {
    const known = all.get(alarmId) ?? spellOf(alarmId);
    return known === null ? [] : [{ verdict, ...pick(known) }];
  });
  const right = spells.filter(({ verdict }) => verdict === 'true');
  const rightBook = new AlarmBook(right);
  const wrongBook = new AlarmBook(spells.filter(({ verdict }) => verdict === 'false'));
  return runs.map((run) => {
    const rightOnes = run.alarms.filter((alarm) => rightBook.has(alarm)).length;
    const wrongOnes = run.alarms.filter((alarm) => !rightBook.has(alarm) && wrongBook.has(alarm)).length;
    const book = new AlarmBook(run.alarms);
    const marked = rightOnes + wrongOnes;
    return {
      run,
      right: rightOnes,
      wrong: wrongOnes,
      unmarked: run.alarms.length - marked,
      precision: marked === 0 ? null : rightOnes / marked,
      found: right.length === 0 ? null : right.filter((spell) => book.has(spell)).length / right.length,
    };
  });
}

interface Spell {
  readonly seriesKey: string;
  readonly startedAt: number;
  readonly endedAt: number;
}

function spellOf(alarmId: string): Spell | null {
  const [, seriesKey, at] = /^(.*) (\d+)$/s.exec(alarmId) ?? [];
  if (seriesKey === undefined || at === undefined) return null;
  return { seriesKey, startedAt: Number(at), endedAt: Number(at) + sameWithinMs / 2 };
}

function pick({ seriesKey, startedAt, endedAt }: Spell): Spell {
  return { seriesKey, startedAt, endedAt };
}
