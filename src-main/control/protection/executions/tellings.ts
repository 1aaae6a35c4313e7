import type { Effect, Execution } from '../../../../contract/protection';
import type { Book } from '../book/book';
import type { KeptExecution } from '../book/keptExecution';
import type { Executions, ProtectionClock } from '../parts';

type ToldLease = Parameters<Executions['tellLease']>[1];

/** Executions as others see them: what their records say, and what is told again and again and not kept. */
export interface Tellings extends Pick<Executions, 'all' | 'find' | 'onChange'> {
  /** One of its records was followed. */
  announce(executionId: string): void;
  readonly tellLease: (executionId: string, lease: ToldLease) => void;
  /** The lease began, ended or was renewed: what was told of it counts no more. */
  forgetLease(executionId: string): void;
  /** Answers whether its verdict is another one. */
  tellEffect(executionId: string, effect: Effect): boolean;
}

export function createTellings(book: () => Book, clock: ProtectionClock): Tellings {
  const listeners = new Set<(execution: Execution) => void>();
  const leases = new Map<string, ToldLease>();
  const effects = new Map<string, Effect>();

  const view = (kept: KeptExecution): Execution => {
    const { id } = kept.view;
    return { ...withLease(kept, leases.get(id), clock), effect: effects.get(id) ?? kept.view.effect };
  };
  const find = (executionId: string): Execution | undefined => {
    const kept = book().executions.get(executionId);
    return kept === undefined ? undefined : view(kept);
  };
  const announce = (executionId: string): void => {
    const execution = find(executionId);
    if (execution !== undefined) for (const listener of listeners) listener(execution);
  };

  return {
    all: () => [...book().executions.values()].map(view),
    find,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    announce,
    tellLease: (executionId, lease) => {
      leases.set(executionId, lease);
      announce(executionId);
    },
    forgetLease: (executionId) => void leases.delete(executionId),
    tellEffect: (executionId, effect) => {
      const before = find(executionId)?.effect;
      effects.set(executionId, effect);
      return before?.verdict !== effect.verdict;
    },
  };
}

/** Until somebody tells what the lease is like it is what the wall clock says. */
function withLease({ view, leaseEndsWall }: KeptExecution, told: ToldLease | undefined, clock: ProtectionClock): Execution {
  if (view.lease === null || leaseEndsWall === null) return view;
  const leftMs = Math.max(0, leaseEndsWall - clock.wallMs());
  const left = { leftMs, ofMs: view.lease.left.ofMs };
  const endsAt = (clock.roomNow() ?? clock.wallMs()) + leftMs * clock.roomRate();
  return { ...view, lease: { ...view.lease, endsAt, left, overdue: leftMs === 0, ...told } };
}
