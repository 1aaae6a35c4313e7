import type { CheckResult, CheckRun } from '../../contract/diagnosis';

/** What a person reads first: what was concluded, then what waits for people. */
const order: readonly CheckRun['phase'][] = ['concluded', 'waiting', 'running', 'done'];

/** The runbooks at work on an incident; of one phase the oldest first. */
export function checkRuns(checks: Readonly<Record<string, CheckRun>>, incidentId: string): readonly CheckRun[] {
  return Object.values(checks)
    .filter((run) => run.incidentId === incidentId)
    .sort((a, b) => order.indexOf(a.phase) - order.indexOf(b.phase) || a.startedAt - b.startedAt);
}

/** How many checks have come to their end, of all. */
export function checksDone(runs: readonly CheckRun[]): { readonly done: number; readonly all: number } {
  const checks = runs.flatMap((run) => run.checks);
  return { done: checks.filter(isDone).length, all: checks.length };
}

function isDone({ state }: Pick<CheckResult, 'state'>): boolean {
  return state === 'good' || state === 'bad' || state === 'unknown' || state === 'skipped';
}
