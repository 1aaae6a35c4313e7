import type { SwitchSet, SwitchValue, TargetKind, TargetSettings } from '../../../contract/protectionSettings';

/** What one instance says is in force. */
export interface Reading {
  readonly value: SwitchValue;
  /** What else a write there depends on, opaque to everybody but its executor: a revision, the whole list of rules. Null: nothing. */
  readonly basis: string | null;
}

/**
 * One switch at its target. It is spread over instances, each with its own answer: one dead instance blinds nobody. An answer says that
 * the request arrived, never that it is in force: that is what `read` is for. Nothing here tries again by itself.
 */
export interface BoundSwitch {
  /** Where it is written, by the names that people know them by. @throws ExecutorFailure where only the target knows, and is away */
  instances(signal: AbortSignal): Promise<readonly string[]>;
  /** What is in force at one instance. No effect. @throws ExecutorFailure */
  read(instance: string, signal: AbortSignal): Promise<Reading>;
  /** Exactly what would be sent to come from one value to the other; pure. @throws ExecutorFailure for a value that it cannot have */
  plan(instance: string, present: Reading, wanted: SwitchValue): PlannedWrite;
  /**
   * Sends what was planned, once. Answers the target's own words. Refused where the basis is no longer what it was planned on, as far
   * as the target can tell. @throws ExecutorFailure
   */
  write(planned: PlannedWrite, terms: WriteTerms, signal: AbortSignal): Promise<string>;
  /** Null where the target never lets go by itself. @throws ExecutorFailure from `renew` */
  readonly expiry: { renew(instance: string, leaseMs: number, signal: AbortSignal): Promise<void> } | null;
  /** How many of those that act on it say that they have what is in force now; null where the target knows no such thing. */
  readonly acknowledged: ((signal: AbortSignal) => Promise<{ readonly count: number; readonly of: number }>) | null;
}

export interface PlannedWrite {
  readonly instance: string;
  /** As it goes over the wire; empty when the value is there already. Part of the audit and of the digest: it holds no secret. */
  readonly request: string;
  readonly present: SwitchValue;
  readonly wanted: SwitchValue;
  readonly basis: string | null;
  /** Whether the target takes it back by itself when its lease is not renewed. */
  readonly expires: boolean;
}

export interface WriteTerms {
  /** The same for the same write, however often it arrives: a target that knows such keys does it once. */
  readonly idempotencyKey: string;
  /** For a write that expires. */
  readonly leaseMs: number | null;
  /** Who, for targets that keep a log of their own. */
  readonly by: string;
}

/** One way to set something on the system: one file and one line of the registry. */
export interface Executor<Kind extends TargetKind> {
  bind(target: Extract<TargetSettings, { kind: Kind }>, set: SwitchSet<Kind>, world: ExecutorWorld): BoundSwitch;
}

/** What executors may know besides their settings. */
export interface ExecutorWorld {
  /** A Demo City backend's address now; null while it is down. */
  cityUrl(backendId: string): string | null;
  /** By the slot's id (`targetSecretsOf`); null when nobody has given it. */
  secret(slotId: string): string | null;
}

/**
 * `unreachable`: nothing was sent that changes anything. `refused`: the instance said no, and nothing changed. `unknown`: it was sent, and
 * no answer, or a strange one, came: whether it is in force only a read tells. `bad-setting`: the workspace or the value is wrong.
 */
export type ExecutorFailureCode = 'unreachable' | 'refused' | 'unknown' | 'bad-setting';

/** A failure that an operator can act on; `message` is a sentence that says what to do. */
export class ExecutorFailure extends Error {
  override readonly name = 'ExecutorFailure';
  constructor(
    readonly code: ExecutorFailureCode,
    message: string,
  ) {
    super(message);
  }
}
