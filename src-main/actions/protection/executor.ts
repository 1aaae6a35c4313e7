import type { z } from 'zod';

/** What a switch is set to; null: nothing is set there (a key that is absent). */
export type SwitchValue = number | string | null;

/**
 * One way to set something on the system. A setting is spread over instances, each with its own answer: one dead instance blinds
 * nobody. An answer says that the request arrived, never that it is in force: that is what `read` is for.
 */
export interface Executor<Settings> {
  readonly settings: z.ZodType<Settings>;
  /** Where it is written, by the names that people know them by. */
  instancesOf(settings: Settings): readonly string[];
  /** What is in force at one instance. No effect. @throws ExecutorFailure */
  read(settings: Settings, instance: string, signal: AbortSignal): Promise<SwitchValue>;
  /** Exactly what would be sent to come from one value to the other; pure. @throws ExecutorFailure for a value that it cannot have */
  plan(settings: Settings, instance: string, present: SwitchValue, wanted: SwitchValue): PlannedWrite;
  /** Sends what was planned, once. Answers the server's own words. @throws ExecutorFailure */
  write(settings: Settings, planned: PlannedWrite, signal: AbortSignal): Promise<string>;
}

export interface PlannedWrite {
  readonly instance: string;
  /** As it goes over the wire; empty when the value is there already. Part of the audit: it holds no secret. */
  readonly request: string;
  readonly present: SwitchValue;
  readonly wanted: SwitchValue;
}

/**
 * `unreachable`: nothing was sent. `refused`: the instance said no, and nothing changed. `unknown`: it was sent, and no answer came:
 * whether it is in force only a read tells. `bad-setting`: the workspace or the value is wrong.
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
