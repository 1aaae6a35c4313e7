import type { BacktestAlarm, BacktestRun } from '../../../contract/detection';

/** Detectors do not notice in the same minute; this far apart they still mean the same. */
const graceMs = 10 * 60_000;

/** Which of the runs, by index, said something of the same series at the same time, the other way to call it left open. */
export function saidToo(alarm: BacktestAlarm, ownRun: number, runs: readonly BacktestRun[]): readonly number[] {
  return runs.flatMap((run, i) =>
    i !== ownRun && run.alarms.some((other) => other.seriesKey === alarm.seriesKey && overlap(alarm, other)) ? [i] : [],
  );
}

function overlap(a: BacktestAlarm, b: BacktestAlarm): boolean {
  return a.startedAt - graceMs <= b.endedAt && b.startedAt - graceMs <= a.endedAt;
}
