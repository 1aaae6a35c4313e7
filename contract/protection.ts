import type { SwitchValue } from './protectionSettings';
import type { LocalText, Slice } from './words';

/**
 * Service protection in shared state: the switches with their three lamps, the plans, the sheets that people read before a click, what
 * was executed and is in force, and the safety lever. Plain JSON. Times are room epoch ms. Durations that run (`leftMs`) run on this
 * console's own monotonic clock: they are right when the record arrives, and a window counts on from there.
 */

/** The unit of a quotient of two metrics of one unit: 0–1, read as a percentage. */
export const shareUnit = 'share';

export interface Countdown {
  readonly leftMs: number;
  readonly ofMs: number;
}

/** One instance as it was read last. */
export interface InstanceReading {
  readonly instance: string;
  /** What is in force there; the last that was read while it does not answer. */
  readonly value: SwitchValue;
  readonly readAt: number | null;
  /** Why it cannot be read now; a sentence. Null while it answers. */
  readonly failure: string | null;
}

/**
 * The three lamps of a switch. Wanted: what a plan in force wants; null while nobody wants anything of it. Written: what the instances
 * say when they are asked. Observed: what traffic shows.
 */
export interface SwitchView {
  readonly id: string;
  readonly name: LocalText;
  readonly kind: 'rateLimit' | 'circuitBreak' | 'degrade' | 'drain' | 'channel' | 'kill' | 'capacity' | 'other';
  /** Node id, or edge id. */
  readonly on: string;
  readonly targetId: string;
  /** How it is reached; `simulated` is said on screen. */
  readonly channel: 'haproxy' | 'etcd' | 'sentinel' | 'webhook' | 'demoCity';
  readonly simulated: boolean;
  readonly owner: string;
  readonly unit: string;
  readonly range: { readonly min: number; readonly max: number } | { readonly values: readonly SwitchValue[] };
  readonly usual: SwitchValue | undefined;
  readonly cost: LocalText;
  /** ISO date of the last drill that proved it; null when none did. */
  readonly provenOn: string | null;
  readonly wanted: { readonly value: SwitchValue; readonly executionId: string } | null;
  readonly written: {
    /** `unread`: before the first answer. `agrees`: all that answer have what is wanted, or the usual value. `drift`: some do not. */
    readonly state: 'unread' | 'agrees' | 'drift' | 'unreachable';
    /** Instances that have it, of those that answered, of all. */
    readonly agree: number;
    readonly answered: number;
    readonly of: number;
    readonly instances: readonly InstanceReading[];
    /** Instances that acknowledged the revision, where the target knows such a thing. */
    readonly acknowledged: { readonly count: number; readonly of: number } | null;
  };
  readonly observed: {
    /** `none`: the workspace does not say how it shows. `waiting`: traffic may still follow. `unknown`: too old, or not measured. */
    readonly state: 'none' | 'off' | 'waiting' | 'seen' | 'unseen' | 'unknown';
    readonly value: number | null;
    readonly before: number | null;
    readonly unit: string;
    readonly at: number | null;
    readonly left: Countdown | null;
  };
}

/** A plan as a board shows it; all of it is from the workspace file. */
export interface PlanView {
  readonly id: string;
  readonly version: number;
  readonly name: LocalText;
  readonly about: LocalText;
  readonly owner: string;
  readonly risk: 'low' | 'high';
  /** Node and edge ids that its switches and it itself relieve. */
  readonly relieves: readonly string[];
  readonly for: {
    readonly kinds: readonly string[] | null;
    readonly targets: readonly string[] | null;
    readonly metrics: readonly string[] | null;
  };
  readonly switchIds: readonly string[];
  readonly parameters: Readonly<Record<string, PlanParameter>>;
  readonly leaseMs: number;
  readonly steps: number;
  readonly simulated: boolean;
}
export interface PlanParameter {
  readonly name: LocalText;
  readonly unit: string;
  readonly default: SwitchValue;
  readonly range: { readonly min: number; readonly max: number } | { readonly values: readonly SwitchValue[] };
}

/** One write to one instance: exactly what would be sent, and what it replaces. */
export interface SheetWrite {
  readonly stepId: string;
  readonly switchId: string;
  readonly instance: string;
  readonly present: SwitchValue;
  readonly wanted: SwitchValue;
  /** As it goes over the wire; empty when it is there already. */
  readonly request: string;
  /** Why it cannot be read, and so is left out; null when it can. */
  readonly failure: string | null;
}

export interface SheetStep {
  readonly id: string;
  readonly name: LocalText | null;
  readonly set: readonly { readonly switchId: string; readonly to: SwitchValue }[];
  readonly guards: readonly GuardReading[];
  readonly unless: 'skip' | 'stop';
  readonly onFailure: 'stop' | 'continue' | 'back';
  readonly waitMs: number;
}

export interface GuardReading {
  readonly name: LocalText;
  readonly above: number | null;
  readonly below: number | null;
  readonly unit: string;
  /** Null when it cannot be read, which does not pass. */
  readonly value: number | null;
  readonly passes: boolean;
}

/** Whose orders a plan touches, from live traffic. */
export interface Blast {
  /** Null when it cannot be measured; then the plan counts as one of high risk. */
  readonly perMinute: number | null;
  /** Of all orders of that stage, 0–1. */
  readonly share: number | null;
  readonly metricId: string | null;
  readonly slice: Slice;
  readonly at: number | null;
  /** By some dimensions, largest first, the rest as one row with value null. */
  readonly by: readonly {
    readonly dimension: string;
    readonly rows: readonly { readonly value: string | null; readonly count: number; readonly perMinute: number }[];
  }[];
}

export interface SheetConflict {
  /** `overlaps`: a plan in force has set the same switch; this one goes on top of it. `running`: another one is being executed on it. */
  readonly kind: 'overlaps' | 'running' | 'drift';
  readonly switchId: string;
  readonly executionId: string | null;
  readonly name: LocalText;
  readonly present: SwitchValue;
  readonly wanted: SwitchValue;
}

export const sheetPhases = ['reading', 'read', 'armed', 'held', 'undo', 'sent', 'stale', 'failed'] as const;
export type SheetPhase = (typeof sheetPhases)[number];

/**
 * A plan made ready: read before it is armed. `stale`: what was read is too old, or the plan's file or the present values changed; it
 * has to be read again. `undo`: the click is done and nothing has been sent yet.
 */
export interface PlanSheet {
  /** `pay-7f3a`; what is executed is what this id was given for, and nothing else. */
  readonly planId: string;
  readonly planKey: string;
  readonly version: number;
  readonly name: LocalText;
  readonly incidentId: string | null;
  readonly reason: string;
  readonly parameters: Readonly<Record<string, SwitchValue>>;
  readonly phase: SheetPhase;
  /** Why it is stale or failed; a sentence. */
  readonly why: string | null;
  /** SHA-256 of everything that would be sent; a click names it, and another one is refused. Empty while reading. */
  readonly digest: string;
  readonly readAt: number | null;
  /** How long what was read counts. */
  readonly fresh: Countdown | null;
  readonly preparedBy: string;
  readonly steps: readonly SheetStep[];
  readonly writes: readonly SheetWrite[];
  readonly blast: Blast | null;
  readonly relieves: readonly string[];
  readonly conflicts: readonly SheetConflict[];
  readonly leaseMs: number;
  readonly release: readonly number[];
  readonly verify: {
    readonly metricId: string;
    readonly slice: Slice;
    readonly better: 'up' | 'down';
    readonly by: number;
    readonly withinMs: number;
  } | null;
  readonly unlessHarm: readonly GuardReading[];
  /** What it asks for before it can be armed. */
  readonly needs: { readonly reason: boolean; readonly second: boolean };
  readonly approval: { readonly by: string; readonly at: number; readonly left: Countdown } | null;
  readonly breakGlass: { readonly by: string; readonly reason: string } | null;
  /** Armed in one window, which alone can hold. */
  readonly armed: { readonly by: string; readonly windowId: string; readonly left: Countdown } | null;
  readonly hold: Countdown | null;
  readonly undo: Countdown | null;
  readonly executionId: string | null;
}

/** `unknown`: sent, and whether it is in force is not known yet: only a read tells. */
export const writeStates = [
  'due',
  'sent',
  'written',
  'notApplied',
  'refused',
  'unreachable',
  'unknown',
  'left',
  'back',
  'notBack',
] as const;
export type WriteState = (typeof writeStates)[number];

export interface ExecutionWrite extends SheetWrite {
  readonly state: WriteState;
  /** What was read there last, after it was sent. */
  readonly now: SwitchValue | undefined;
  /** The target's own words, or why it failed. */
  readonly says: string | null;
}

export interface ExecutionStep {
  readonly id: string;
  readonly name: LocalText | null;
  readonly state: 'due' | 'running' | 'waiting' | 'done' | 'failed' | 'skipped' | 'unknown';
  readonly why: string | null;
}

/**
 * `running` → `verifying` → `inForce` → `releasing` → `released`; `reverting` → `reverted` from any of them. `stopped`: a step failed
 * and what was set stays until a person decides. `unclear`: the console fell in the middle; a person decides whether it goes on.
 * `stuck`: not all of it could be taken back.
 */
export const executionPhases = [
  'running',
  'verifying',
  'inForce',
  'releasing',
  'released',
  'reverting',
  'reverted',
  'stopped',
  'unclear',
  'stuck',
] as const;
export type ExecutionPhase = (typeof executionPhases)[number];

/** Why it was taken back or released. */
export type EndCause = 'person' | 'noRecovery' | 'harm' | 'stepFailed' | 'expired' | 'relapse' | 'fall' | 'targetExpired';

export interface Execution {
  /** The sheet's planId. */
  readonly id: string;
  readonly commandId: string;
  readonly planKey: string;
  readonly version: number;
  readonly name: LocalText;
  readonly incidentId: string | null;
  readonly reason: string;
  readonly by: string;
  readonly approvedBy: string | null;
  readonly breakGlass: string | null;
  readonly startedAt: number;
  readonly phase: ExecutionPhase;
  readonly phaseAt: number;
  readonly cause: EndCause | null;
  readonly why: string | null;
  readonly steps: readonly ExecutionStep[];
  readonly writes: readonly ExecutionWrite[];
  readonly perMinute: number | null;
  readonly lease: Lease | null;
  readonly effect: Effect | null;
  /** From the click's end to everything written and read back, ms. */
  readonly tookMs: number | null;
}

/** What holds a protection in force. */
export interface Lease {
  readonly owner: string;
  /** When it ends, room time as it looks now. */
  readonly endsAt: number;
  readonly left: Countdown;
  /** Released by itself when it ends, unless somebody renews it; `overdue`: it ended while the console was away. */
  readonly overdue: boolean;
  /** What is still in force, 1 to 0. */
  readonly share: number;
  readonly release: readonly number[];
  /** Until the next step of a release. */
  readonly next: Countdown | null;
  /** Whether the target lets go by itself when the console is gone. */
  readonly expiresThere: boolean;
  readonly renewals: number;
}

/**
 * What it changed, in the metric's unit: the mean since it was written, less the forecast without it. The forecast is what was expected,
 * times actual ÷ expected before the click.
 */
export interface Effect {
  readonly metricId: string;
  readonly slice: Slice;
  readonly better: 'up' | 'down';
  readonly before: number | null;
  readonly after: number | null;
  readonly without: number | null;
  /** 95 % interval of after − without; null while there is too little to say. */
  readonly change: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** (after − without) ÷ without. */
  readonly share: number | null;
  readonly by: number;
  readonly from: number;
  readonly to: number;
  /** `better`: the interval is beyond nothing, and the change is as large as wanted. `unmeasured`: the data stopped. */
  readonly verdict: 'waiting' | 'better' | 'same' | 'worse' | 'unmeasured';
  readonly left: Countdown | null;
}

/** Key 'room'. */
export interface SafetyLever {
  readonly engaged: boolean;
  readonly by: string | null;
  readonly at: number | null;
  readonly reason: string;
  /** What it stops: drills, stress runs, automations; each says whether something of it runs. */
  readonly members: readonly { readonly id: string; readonly name: LocalText; readonly running: number }[];
}

/** Key 'current'. */
export interface AuditView {
  readonly path: string;
  readonly records: number;
  /** What was wrong with it when it was opened or checked last; empty for a sound one. Nothing is done while it cannot be written. */
  readonly findings: readonly string[];
  readonly writable: boolean;
  readonly checkedAtLocal: number;
}

export const [holdMs, undoMs, armedMs, sheetFreshMs, approvalMs] = [800, 5_000, 30_000, 60_000, 45_000] as const;
/** Sheets that nobody looks at any more, and executions that are over, are forgotten from here on; the audit keeps them all. */
export const [sheetsMax, executionsMax] = [20, 100] as const;
export const leaseMinutesMax = 480;
export const protectionReasonCharactersMin = 4;
export const protectionReasonCharactersMax = 500;
