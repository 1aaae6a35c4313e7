import type { EvidencePin } from './coreLink';
import type { Direction } from './detection';
import type { CheckAnswer } from './diagnosis';
import type { LocalText, Slice, Traffic } from './words';

/** One incident instead of an alarm storm: what main folds the engine's alarms into, and what people do about it. */

export const grades = ['P0', 'P1', 'P2', 'P3'] as const;
export type Grade = (typeof grades)[number];

export interface IncidentCost {
  /** The earliest broken stage, which alone is counted. */
  readonly metricId: string;
  readonly since: number;
  readonly perMinute: number;
  readonly soFar: number;
  /** Of the expected orders at that stage, 0–1. */
  readonly share: number;
}

/** Who did what about an incident, or what it did by itself. */
export interface IncidentStep {
  readonly at: number;
  readonly kind:
    | 'opened'
    | 'graded'
    | 'grew'
    | 'acknowledged'
    | 'unacknowledged'
    | 'snoozed'
    | 'woke'
    | 'recovering'
    | 'relapsed'
    | 'resolved'
    | 'reopened'
    | 'judgedFalse'
    | 'judgedTrue'
    | 'notified'
    | 'notNotified'
    | 'merged'
    | 'pinned'
    | 'unpinned'
    /** A plan was executed for it, or is no longer in force; the note is the plan's name. */
    | 'protected'
    | 'unprotected'
    /** A cause was found, or another one than before; the note is its name. */
    | 'diagnosed'
    | 'answered';
  /** A person's name; null when it happened by itself. */
  readonly by: string | null;
  /** A grade, a count, a channel, a note: shown after the step's own word. */
  readonly note: string | null;
}

export interface Incident {
  /** Local month, day and number of the day: `1126-01`. */
  readonly id: string;
  readonly phase: 'open' | 'recovering' | 'resolved';
  readonly grade: Grade;
  /** The worst it has been. */
  readonly gradeWorst: Grade;
  readonly headline: LocalText;
  /** What the folded alarms have in common, when something is; what a person would look at first. */
  readonly common: { readonly slice: Slice; readonly nodes: readonly string[] };
  readonly traffic: Traffic;
  readonly startedAt: number;
  /** When the first of its alarms was raised. */
  readonly raisedAt: number;
  readonly updatedAt: number;
  readonly resolvedAt: number | null;
  /** All alarms ever folded into it, the leading one first. At most `incidentAlarmsMax` are listed; `alarmCount` counts all. */
  readonly alarmIds: readonly string[];
  readonly alarmCount: number;
  readonly activeCount: number;
  readonly signalCount: number;
  /** Null when no orders are lost. */
  readonly cost: IncidentCost | null;
  readonly lead: { readonly metricId: string; readonly slice: Slice; readonly direction: Direction };
  readonly flapping: boolean;
  /** Only warned of: no limit has been crossed yet. */
  readonly forecastAt: number | null;
  readonly acknowledged: { readonly by: string; readonly at: number } | null;
  readonly snoozed: { readonly by: string; readonly until: number } | null;
  readonly verdict: { readonly false: boolean; readonly by: string; readonly at: number; readonly note: string } | null;
  /** What was known about the day and the minute when it opened. */
  readonly context: readonly IncidentContext[];
  /** What people put beside it; oldest first, at most `incidentPinsMax`. */
  readonly pins: readonly EvidencePin[];
  /** What people answered to questions of runbooks; one each, the newest counts. */
  readonly answers: readonly CheckAnswer[];
  /** Newest last; at most `incidentStepsMax`. */
  readonly steps: readonly IncidentStep[];
}

/** The incident, or the maintenance by its name, that it has become a part of; null for one that stands for itself. */
export function mergedIntoOf({ phase, steps }: Pick<Incident, 'phase' | 'steps'>): string | null {
  const last = steps.at(-1);
  return phase === 'resolved' && last?.kind === 'merged' ? last.note : null;
}

export type IncidentContext =
  | { readonly kind: 'holiday' | 'promotion'; readonly name: LocalText }
  /** A drill or a stress run was under way: real trouble all the same. */
  | { readonly kind: 'drill' | 'stress'; readonly name: LocalText }
  /** A release or a change shortly before. */
  | { readonly kind: 'change'; readonly name: LocalText; readonly at: number };

/** Open ones and the resolved of late, in shared state. */
export const incidentsMax = 200;
export const incidentAlarmsMax = 400;
export const incidentStepsMax = 200;
export const snoozeMinutesMax = 1_440;
export const incidentNoteCharactersMax = 500;

/** Share of expected orders lost from which on an incident is that grave; P3 has no floor. */
export const gradeShares = { P0: 0.5, P1: 0.15, P2: 0.03 } as const;

/** Declared by a person or the workspace: what is named is watched, but opens nothing until it ends. */
export interface Maintenance {
  readonly id: string;
  readonly name: LocalText;
  readonly startsAt: number;
  readonly endsAt: number;
  /** Empty: everything. A slice and nodes narrow it. */
  readonly slice: Slice;
  readonly nodes: readonly string[];
  readonly createdBy: string;
  /** From the workspace file, and not to be ended here. */
  readonly fromFile: boolean;
}
export const maintenanceMinutesMax = 720;

/** Whether the people outside the room were told. */
export interface NotifyChannelView {
  readonly id: string;
  readonly kind: 'webhook' | 'feishu' | 'dingtalk' | 'wecom';
  readonly name: LocalText;
  /** `waiting`: its secret is not known yet. */
  readonly phase: 'ready' | 'waiting' | 'failing';
  readonly sentAt: number | null;
  readonly reason: string | null;
}
