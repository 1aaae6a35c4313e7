import type { Caller, CommandInput } from '../../../contract/commands';
import type { Blast, Effect, EndCause, Execution, GuardReading } from '../../../contract/protection';
import type { Guard, PlanSettings, SwitchValue, TrafficReading } from '../../../contract/protectionSettings';
import type { Result } from '../../../contract/result';
import type { Slice } from '../../../contract/words';
import type { OpenedWorkspace } from '../workspaceFile/workspaceSession';

/** What the parts of service protection are to each other. */

/** Who does something; `console`: by itself. */
export type Actor =
  | { readonly kind: 'person'; readonly personId: string; readonly name: string; readonly windowId: string }
  | { readonly kind: 'console' };

/**
 * Hold, undo, lease and deadline timers run on `monotonicMs`, which does not stop at changes of the wall clock; it does stop while the
 * machine sleeps, so leases are looked at again when it wakes. `wallMs` only bridges restarts.
 */
export interface ProtectionClock {
  monotonicMs(): number;
  wallMs(): number;
  /** Null before the room has a clock. */
  roomNow(): number | null;
  /** Room ms per real ms. */
  roomRate(): number;
  /** Returns the function that takes it back. */
  after(ms: number, act: () => void): () => void;
}

/** What traffic shows now; made from the engine's answers. A reading that is too old is null, never the last one. */
export interface Traffic {
  read(reading: TrafficReading): Promise<TrafficValue>;
  guard(guard: Guard): Promise<GuardReading>;
  /** Whose orders these touch: the union where slices of one metric overlap, the largest where metrics differ. */
  blast(touched: readonly { readonly metric: string; readonly slice: Slice }[]): Promise<Blast>;
}
export interface TrafficValue {
  readonly value: number | null;
  readonly unit: string;
  /** End of the newest bucket read, room time. */
  readonly at: number | null;
}

/** What was executed and what may still become of it: the one place that writes the audit and sends. */
export interface Executions {
  all(): readonly Execution[];
  find(executionId: string): Execution | undefined;
  /** The plan as it was when it was executed, whatever its file says by now. */
  planOf(executionId: string): PlanSettings | undefined;
  /** Called after each change, with the execution that changed. Returns the function that ends it. */
  onChange(listener: (execution: Execution) => void): () => void;
  /** What is wanted of a switch at each instance by the topmost plan in force there; empty where nothing is wanted. */
  wantedOf(switchId: string): ReadonlyMap<string, { readonly value: SwitchValue; readonly executionId: string }>;
  /** Takes back all that is in force of it; never blocked by anything but another one of the same that runs. */
  revert(executionId: string, cause: EndCause, why: string, by: Actor): Promise<Result<void>>;
  /** Releases a share of it, 0–1 of the whole; 1 ends it. */
  release(executionId: string, share: number, cause: EndCause, by: Actor): Promise<Result<void>>;
  /** The lease ends `leftMs` from now; also at the target, where it expires there. */
  renew(executionId: string, leftMs: number, by: Actor): Promise<Result<void>>;
  reapply(switchId: string, by: Actor): Promise<Result<void>>;
  /** Kept in the audit when its verdict changes. */
  tellEffect(executionId: string, effect: Effect): void;
  /** The effect was good, or nothing was to be verified: from now on it is in force until its lease ends. */
  settleInForce(executionId: string): void;
  /** What a lease says of itself; not kept, it is told again. */
  tellLease(executionId: string, lease: Pick<NonNullable<Execution['lease']>, 'endsAt' | 'left' | 'overdue' | 'next'>): void;
}

/** Lamps, effects and leases: what looks at switches and executions all the time. */
export interface ProtectionWatch {
  begin(opened: OpenedWorkspace): void;
  readSwitch(switchId: string): Promise<Result<void>>;
  /** The machine woke: leases are looked at again by the wall clock. */
  woke(): void;
  readonly close: () => void | Promise<void>;
}

/** Everything that windows may ask of service protection. */
export interface ProtectionDesk {
  begin(opened: OpenedWorkspace): void;
  prepare(input: CommandInput<'plan.prepare'>, by: Caller): Promise<Result<{ planId: string }>>;
  readAgain(planId: string, by: Caller): Promise<Result<void>>;
  setReason(planId: string, reason: string, by: Caller): Result<void>;
  approve(input: CommandInput<'plan.approve'>, by: Caller): Promise<Result<void>>;
  breakGlass(input: CommandInput<'plan.breakGlass'>, by: Caller): Result<void>;
  arm(input: CommandInput<'plan.arm'>, by: Caller): Result<void>;
  disarm(planId: string, by: Caller): Result<void>;
  press(input: CommandInput<'plan.press'>, by: Caller): Result<void>;
  letGo(input: CommandInput<'plan.letGo'>, by: Caller): Result<void>;
  undo(planId: string, by: Caller): Result<void>;
  putAway(planId: string, by: Caller): Result<void>;
  revert(input: CommandInput<'execution.revert'>, by: Caller): Promise<Result<void>>;
  release(input: CommandInput<'execution.release'>, by: Caller): Promise<Result<void>>;
  renew(input: CommandInput<'execution.renew'>, by: Caller): Promise<Result<void>>;
  settle(input: CommandInput<'execution.settle'>, by: Caller): Promise<Result<void>>;
  readSwitch(switchId: string): Promise<Result<void>>;
  reapply(input: CommandInput<'switch.reapply'>, by: Caller): Promise<Result<void>>;
  /** A window is gone: what it had armed or held is let go. */
  windowClosed(windowId: string): void;
  /** The machine woke: leases are looked at again by the wall clock. */
  woke(): void;
  /** What is in force now, for who is about to quit or sleep. */
  inForce(): readonly Execution[];
  close(): Promise<void>;
}
