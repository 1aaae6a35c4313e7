import type { CheckAnswer, CheckResult, CheckRun } from '../../../../contract/diagnosis';
import type { Runbook } from '../../../../contract/runbooks';
import { withAnswers } from '../../../../contract/withAnswers';
import type { DueRunbook } from './dueRunbooks';
import type { Outcome } from './outcome';

/** The steps of a run, each a new record; what a run is at is told by its checks alone. `at`: room epoch ms. */

/** Everything is due, questions wait for people. */
export function beginRun({ runbookId, runbook, node }: DueRunbook, incidentId: string, at: number): CheckRun {
  const checks = runbook.checks.map((check): CheckResult => ({
    ...{ id: check.id, kind: check.kind, name: check.name, said: null, value: null, unit: '', at: null, by: null, line: null },
    state: beginning(check.kind),
    answers: check.kind === 'question' ? check.answers : [],
  }));
  const { name } = runbook;
  return { incidentId, runbookId, name, node, phase: 'running', startedAt: at, endedAt: null, conclusion: null, checks };
}

/** A check is looked at, or is to be looked at again. */
export function withState(run: CheckRun, checkId: string, state: 'running' | 'due'): CheckRun {
  return { ...run, checks: run.checks.map((check) => (check.id === checkId ? { ...check, state } : check)) };
}

export function withOutcome(run: CheckRun, checkId: string, { state, said, value, unit, line }: Outcome, at: number): CheckRun {
  return {
    ...run,
    checks: run.checks.map((check) => (check.id === checkId ? { ...check, state, said, value, unit, line, at } : check)),
  };
}

/** With what people said, and with what follows: the first check in order that concludes ends it. `again`: something will be looked at once more. */
export function settled(run: CheckRun, runbook: Runbook, answers: readonly CheckAnswer[], again: boolean, at: number): CheckRun {
  const answered = withAnswers(run, answers);
  const conclusion = conclusionOf(answered, runbook);
  if (conclusion !== null) {
    const checks = answered.checks.map((check) => (isOpen(check) ? { ...check, state: 'skipped' as const } : check));
    return { ...answered, checks, phase: 'concluded', endedAt: run.endedAt ?? at, conclusion };
  }
  // Somebody took back the answer that had ended it: what was left out is looked at after all.
  const checks = answered.checks.map((check) => (check.state === 'skipped' ? { ...check, state: beginning(check.kind) } : check));
  const looking = again || checks.some(({ state }) => state === 'due' || state === 'running');
  const waiting = checks.some(({ state }) => state === 'waiting');
  const phase = looking ? 'running' : waiting ? 'waiting' : 'done';
  return { ...answered, checks, phase, endedAt: phase === 'done' ? (run.endedAt ?? at) : null, conclusion };
}

function beginning(kind: CheckResult['kind']): 'due' | 'waiting' {
  return kind === 'question' ? 'waiting' : 'due';
}

function isOpen({ state }: CheckResult): boolean {
  return state === 'due' || state === 'running' || state === 'waiting';
}

function conclusionOf({ checks }: CheckRun, runbook: Runbook): CheckRun['conclusion'] {
  for (const check of runbook.checks) {
    const state = checks.find(({ id }) => id === check.id)?.state;
    const said = state === 'bad' || state === 'good' ? check.concludes?.[state] : undefined;
    if (said !== undefined) return said;
  }
  return null;
}
