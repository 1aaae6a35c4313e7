import type { BacktestAlarm, BacktestRun } from '../../../contract/detection';

/** Alarms of one series that overlap, or are as near as this, are about the same thing. */
export const sameWithinMs = 600_000;

export interface RunComparison {
  readonly run: BacktestRun;
  /** Alarms that no other run has. */
  readonly only: readonly BacktestAlarm[];
  /** Per run, in their order: how many of this run's alarms that one has too; all of them for the run itself. */
  readonly shared: readonly number[];
}

/** What each run says that the others do not. */
export function compareRuns(runs: readonly BacktestRun[]): RunComparison[] {
  const books = runs.map(({ alarms }) => new AlarmBook(alarms));
  return runs.map((run) => ({
    run,
    only: run.alarms.filter((alarm) => books.every((book, i) => runs[i] === run || !book.has(alarm))),
    shared: books.map((book) => run.alarms.filter((alarm) => book.has(alarm)).length),
  }));
}

type Spell = Pick<BacktestAlarm, 'seriesKey' | 'startedAt' | 'endedAt'>;

/** Alarms by series, to be asked for what overlaps. */
export class AlarmBook {
  readonly #bySeries = new Map<string, Spell[]>();

  constructor(alarms: readonly Spell[]) {
    for (const alarm of alarms) {
      const known = this.#bySeries.get(alarm.seriesKey);
      if (known === undefined) this.#bySeries.set(alarm.seriesKey, [alarm]);
      else known.push(alarm);
    }
  }

  has({ seriesKey, startedAt, endedAt }: Spell): boolean {
    return (this.#bySeries.get(seriesKey) ?? []).some(
      (one) => one.startedAt <= endedAt + sameWithinMs && startedAt <= one.endedAt + sameWithinMs,
    );
  }
}

/** `level at 1.5`; the console's own is `level`. */
export function runName({ detector, sensitivity }: Pick<BacktestRun, 'detector' | 'sensitivity'>): string {
  return sensitivity === 1 ? detector : `${detector} at ${sensitivity}`;
}
