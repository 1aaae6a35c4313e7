import type { EndCause, Execution, Lease } from '../../../../../contract/protection';
import type { PlanSettings, SwitchValue } from '../../../../../contract/protectionSettings';
import { accept, refuse, type Result } from '../../../../../contract/result';
import type { Executions } from '../../parts';

type Wanted = ReadonlyMap<string, { readonly value: SwitchValue; readonly executionId: string }>;

/** Executions that tests write by hand; what is asked of them is kept, and changes them as the real ones would be. */
export interface FakeExecutions extends Executions {
  /** What was asked, in order: `release pay-1 0.25 expired`. */
  readonly acts: string[];
  put(execution: Execution, plan: PlanSettings): void;
  change(executionId: string, change: Partial<Execution>): void;
  want(switchId: string, wanted: Wanted): void;
  /** What the next acts are refused with; null: they are done. */
  refusal: string | null;
}

export function createFakeExecutions(): FakeExecutions {
  const all = new Map<string, { execution: Execution; readonly plan: PlanSettings }>();
  const wanted = new Map<string, Wanted>();
  const listeners = new Set<(execution: Execution) => void>();

  function change(executionId: string, made: Partial<Execution>): void {
    const found = all.get(executionId);
    if (found === undefined) throw new Error(`no execution ${executionId}`);
    found.execution = { ...found.execution, ...made };
    for (const listener of listeners) listener(found.execution);
  }

  function act(said: string, done: () => void): Promise<Result<void>> {
    executions.acts.push(said);
    if (executions.refusal !== null) return Promise.resolve(refuse('unavailable', executions.refusal));
    done();
    return Promise.resolve(accept(undefined));
  }

  function changeLease(executionId: string, made: Partial<Lease>): void {
    const lease = all.get(executionId)?.execution.lease ?? null;
    if (lease !== null) change(executionId, { lease: { ...lease, ...made } });
  }

  const executions: FakeExecutions = {
    acts: [],
    refusal: null,
    put: (execution, plan) => {
      all.set(execution.id, { execution, plan });
      for (const listener of listeners) listener(execution);
    },
    change,
    want: (switchId, its) => wanted.set(switchId, its),
    all: () => [...all.values()].map(({ execution }) => execution),
    find: (id) => all.get(id)?.execution,
    planOf: (id) => all.get(id)?.plan,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wantedOf: (switchId) => wanted.get(switchId) ?? new Map(),
    revert: (id, cause: EndCause) => act(`revert ${id} ${cause}`, () => change(id, { phase: 'reverted', cause, lease: null })),
    release: (id, share, cause) =>
      act(`release ${id} ${share} ${cause}`, () => {
        if (share >= 1) change(id, { phase: 'released', cause, lease: null });
        else {
          changeLease(id, { share: 1 - share });
          change(id, { phase: 'releasing', cause });
        }
      }),
    renew: (id, leftMs) =>
      act(`renew ${id} ${leftMs}`, () => {
        const renewals = (all.get(id)?.execution.lease?.renewals ?? 0) + 1;
        changeLease(id, { left: { leftMs, ofMs: leftMs }, renewals, overdue: false, next: null });
      }),
    reapply: (switchId) => act(`reapply ${switchId}`, () => undefined),
    tellEffect: (id, effect) => change(id, { effect }),
    settleInForce: (id) => {
      executions.acts.push(`settleInForce ${id}`);
      change(id, { phase: 'inForce' });
    },
    tellLease: (id, lease) => changeLease(id, lease),
  };
  return executions;
}
