import type { CheckResult, CheckRun } from '../../contract/diagnosis';

/** The runbooks at work on an incident: what waits for people first, then the oldest. */
export function checkRuns(checks: Readonly<Record<string, CheckRun>>, incidentId: string): readonly CheckRun[] {
  return Object.values(checks)
    .filter((run) => run.incidentId === incidentId)
    .sort((a, b) => Number(b.phase === 'waiting') - Number(a.phase === 'waiting') || a.startedAt - b.startedAt);
}

/** How many checks have come to their end, of all. */
export function checksDone(runs: readonly CheckRun[]): { readonly done: number; readonly all: number } {
  const checks = runs.flatMap((run) => run.checks);
  return { done: checks.filter(isDone).length, all: checks.length };
}

function isDone({ state }: Pick<CheckResult, 'state'>): boolean {
  return state === 'good' || state === 'bad' || state === 'unknown' || state === 'skipped';
}
