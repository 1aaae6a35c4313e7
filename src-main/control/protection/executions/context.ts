import type { SwitchValue } from '../../../../contract/protectionSettings';
import type { EndCause, ExecutionPhase } from '../../../../contract/protection';
import type { BoundSwitch } from '../../../actions/protection/registry';
import type { Book } from '../book/book';
import type { KeptExecution } from '../book/keptExecution';
import type { Actor, Traffic } from '../parts';
import type { Lanes } from './lanes';
import type { DueWrite, Sending } from './sendRound';

/** What the acts on executions work with. */
export interface ExecutionContext {
  readonly sending: Sending;
  readonly lanes: Lanes;
  readonly book: () => Book;
  readonly traffic: Traffic;
  readonly bind: (kept: KeptExecution, switchId: string) => BoundSwitch;
}

/** @throws a defect: whoever acts on an execution has looked whether there is one */
export function keptOf({ book }: ExecutionContext, executionId: string): KeptExecution {
  const kept = book().executions.get(executionId);
  if (kept === undefined) throw new Error(`there must be an execution ${executionId}`);
  return kept;
}

export function nextSendId({ view, sends }: KeptExecution): string {
  return `${view.id}.${sends + 1}`;
}

export function laneOf({ switches }: KeptExecution, { switchId, instance }: { switchId: string; instance: string }): string {
  return `${switches[switchId]?.targetId ?? ''}/${instance}`;
}

/** The first write of each lane, then the second of each: a target may build its next request on what the former one left there. */
export function roundsOf<Place extends { readonly switchId: string; readonly instance: string }>(
  kept: KeptExecution,
  places: readonly Place[],
): Place[][] {
  const rounds: Place[][] = [];
  const depth = new Map<string, number>();
  for (const place of places) {
    const lane = laneOf(kept, place);
    const round = depth.get(lane) ?? 0;
    depth.set(lane, round + 1);
    rounds[round] = [...(rounds[round] ?? []), place];
  }
  return rounds;
}

/** Nothing is sent where another plan lies on top. */
export function untouched(
  { stepId, switchId, instance }: { stepId: string; switchId: string; instance: string },
  there: SwitchValue,
  layer: DueWrite['layer'],
  bound: BoundSwitch,
): DueWrite {
  const planned = { instance, request: '', present: there, wanted: there, basis: null, expires: false };
  return { stepId, switchId, bound, planned, layer };
}

export interface PhaseChange {
  readonly cause?: EndCause;
  readonly why?: string;
  readonly leaseMs?: number;
  readonly tookMs?: number;
}

export function enterPhase(
  { sending }: ExecutionContext,
  executionId: string,
  phase: ExecutionPhase,
  { cause, why, leaseMs, tookMs }: PhaseChange,
  by: Actor,
): void {
  sending.journal.tell(
    {
      kind: 'phase',
      executionId,
      phase,
      cause: cause ?? null,
      why: why ?? null,
      leaseMs: leaseMs ?? null,
      tookMs: tookMs ?? null,
    },
    by,
  );
  sending.reached(`run.${phase}`);
}

/** Where the target lets go by itself it does so only after the console would have: there is time for a release in steps. */
export function leaseThereMs({ plan }: KeptExecution, leaseMs: number): number {
  const graceMs = 60_000;
  return leaseMs + plan.release.length * plan.releaseEvery + graceMs;
}
