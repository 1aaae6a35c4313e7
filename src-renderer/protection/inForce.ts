import type { Execution, ExecutionPhase } from '../../contract/protection';

type Executions = Readonly<Record<string, Execution>>;

const overPhases: readonly ExecutionPhase[] = ['released', 'reverted'];
/** What waits for a person. */
const openPhases: readonly ExecutionPhase[] = ['unclear', 'stuck', 'stopped'];

/** Not over: something of it is, or may still be, on the system. */
export function isOn({ phase }: Pick<Execution, 'phase'>): boolean {
  return !overPhases.includes(phase);
}

/** A person decides how it goes on. */
export function wantsDecision({ phase }: Pick<Execution, 'phase'>): boolean {
  return openPhases.includes(phase);
}

/** Which of them are still on: what waits for a person first, then overdue leases, then what ends next. */
export function inForceFirst(executions: Executions): readonly Execution[] {
  return Object.values(executions)
    .filter(isOn)
    .sort((a, b) => rank(a) - rank(b) || endOf(a) - endOf(b) || a.startedAt - b.startedAt);
}

/** Those that are over, the newest first. */
export function lately(executions: Executions): readonly Execution[] {
  return Object.values(executions)
    .filter((each) => !isOn(each))
    .sort((a, b) => b.phaseAt - a.phaseAt);
}

/** How many are on, and the one whose lease ends next; null where none has a lease. */
export function inForceLine(executions: Executions): { readonly count: number; readonly next: Execution | null } {
  const on = inForceFirst(executions);
  const [next] = on.filter(({ lease }) => lease !== null).sort((a, b) => endOf(a) - endOf(b));
  return { count: on.length, next: next ?? null };
}

function rank(execution: Execution): number {
  if (wantsDecision(execution)) return 0;
  return execution.lease?.overdue === true ? 1 : 2;
}

function endOf({ lease }: Execution): number {
  return lease?.endsAt ?? Number.POSITIVE_INFINITY;
}
