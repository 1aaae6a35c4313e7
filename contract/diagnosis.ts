import type { Direction } from './detection';
import type { EventKind } from './state';
import type { LocalText, Slice, Traffic } from './words';

/**
 * What the engine says of one incident: who did it, why, what it ruled out, and what has been checked. Plain JSON in shared
 * state, by incident id. Times are room epoch ms.
 */

/** An incident as the engine has to know it; main tells all that are not resolved, whole, whenever one changes. */
export interface IncidentCase {
  readonly id: string;
  readonly traffic: Traffic;
  readonly startedAt: number;
  readonly raisedAt: number;
  /** The leading alarm first; at most `caseAlarmsMax`. */
  readonly alarms: readonly CaseAlarm[];
  /** The stage that is counted, and since when; null when no orders are lost. */
  readonly cost: { readonly metricId: string; readonly since: number; readonly perMinute: number } | null;
  /** What people answered to its checks. */
  readonly answers: readonly CheckAnswer[];
}
export interface CaseAlarm {
  readonly metricId: string;
  readonly slice: Slice;
  readonly direction: Direction;
  readonly startedAt: number;
  readonly peakScore: number;
  /** Its position in the funnel; null for what is no stage. */
  readonly stage: number | null;
}
export const caseAlarmsMax = 60;

export interface Diagnosis {
  readonly incidentId: string;
  /** +1 each time it says something else. */
  readonly version: number;
  /** `looking` until the first data is read; `told`; `failed`: see `reason`. */
  readonly phase: 'looking' | 'told' | 'failed';
  /** Why there is none, or what is missing from it; a sentence. */
  readonly reason: string | null;
  /** When a cause, or that there is none, was first said; null before. */
  readonly firstAt: number | null;
  /** When this was said. */
  readonly at: number;
  /** The data it was made from: the judged span. */
  readonly from: number;
  readonly to: number;
  /**
   * `fault`: a suspect explains it. `demand`: people order more or less, and everything does its work. `unexplained`: orders are
   * lost and nothing that is measured explains it.
   */
  readonly verdict: 'fault' | 'demand' | 'unexplained';
  /** Requests now ÷ usual where it was seen; null where they are not counted. */
  readonly demand: number | null;
  /** Where it was seen; null when only from outside. */
  readonly symptom: { readonly node: string | null; readonly kind: SymptomKind };
  /** Likeliest first, at most `suspectsMax`. */
  readonly suspects: readonly Suspect[];
  /** Of what is lost, 0–1, and in orders per minute, what no suspect explains. */
  readonly residual: { readonly share: number; readonly perMinute: number | null };
  /** Looked at and found innocent: worst-looking first, at most `ruledOutMax`. */
  readonly ruledOut: readonly RuledOut[];
  /** Which combinations of dimensions the change is in; one for each measure that was cut. */
  readonly dimensions: readonly DimensionFinding[];
  /** What it took, ms of the workstation's time; shown as what it is. */
  readonly tookMs: number;
}
export const suspectsMax = 8;
export const ruledOutMax = 12;
export type SymptomKind = 'latency' | 'failures';

export const suspectKinds = ['node', 'link', 'middleware', 'external', 'idc', 'change'] as const;
export type SuspectKind = (typeof suspectKinds)[number];

export interface Suspect {
  /** `${kind} ${target}`. */
  readonly id: string;
  readonly kind: SuspectKind;
  /** Node id, edge id, IDC id, or, for a change, its event's id. */
  readonly target: string;
  readonly name: LocalText;
  /** 0–1. */
  readonly confidence: number;
  /** What it explains: of the symptom 0–1, and orders per minute; null where no orders are counted. */
  readonly explains: { readonly share: number; readonly perMinute: number | null };
  /** The first bucket that shows it; null when no single one does. */
  readonly since: number | null;
  /** Node ids from the symptom to the suspect, both included; the suspect's own alone when seen from outside. */
  readonly path: readonly string[];
  /** Strongest first, at most `evidenceMax`. */
  readonly evidence: readonly SuspectEvidence[];
  /** What was changed there shortly before, likeliest first. */
  readonly changes: readonly SuspectChange[];
}
export const evidenceMax = 6;

/**
 * `own`: time or failures that no callee explains. `between`: lost between the two sides of a call. `resource`: near its end.
 * `silence`: calls no longer made. `idc`: the same everywhere in one IDC and nowhere else. `change`: changed shortly before.
 */
export const evidenceKinds = ['own', 'between', 'resource', 'silence', 'idc', 'change'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

export interface SuspectEvidence {
  readonly why: EvidenceKind;
  /** Node or edge id whose series this is; the event's id for a change. */
  readonly of: string;
  readonly series: 'latency' | 'failures' | 'requests' | 'saturation' | 'change';
  /** Seconds, share 0–1 (failures, saturation), or calls per second; NaN-free, null where there is none. */
  readonly usual: number | null;
  readonly now: number | null;
  readonly since: number | null;
  /** 0–1: how much it weighs beside the suspect's others. */
  readonly weight: number;
  /** What a window draws: the series of one or both sides, and the span. Empty for a change. */
  readonly lines: readonly EvidenceLine[];
  readonly from: number;
  readonly to: number;
}
export interface EvidenceLine {
  readonly metricId: string;
  readonly slice: Slice;
  readonly side: 'node' | 'caller' | 'callee';
}

export interface SuspectChange {
  readonly eventId: string;
  readonly kind: EventKind;
  readonly title: LocalText;
  readonly at: number;
  /** 0–1: how well its time and place fit. */
  readonly fits: number;
  /** It names the suspect, somewhere on the path, a slice that explains the loss, or nothing in particular. */
  readonly scope: 'suspect' | 'path' | 'slice' | 'everywhere';
}

export interface RuledOut {
  /** Node or edge id. */
  readonly target: string;
  readonly name: LocalText;
  /**
   * `waits`: bad only because `because` is. `within`: as usual, or within its noise. `later`: it began after what it would explain.
   * `idle`: too few calls to say anything.
   */
  readonly why: 'waits' | 'within' | 'later' | 'idle';
  readonly because: string | null;
  readonly series: 'latency' | 'failures' | 'saturation';
  readonly usual: number | null;
  readonly now: number | null;
}

export interface DimensionFinding {
  readonly metricId: string;
  /** What was cut: orders per minute of a stage; or a ratio 0–1 of it to the stage before (conversion, success rate). */
  readonly measure: 'orders' | 'ratio';
  /** Of a ratio: the metric below the line. */
  readonly ofMetricId: string | null;
  /** Dimensions whose combinations were compared; of the others the metric has no cut, one value only, or too many combinations. */
  readonly by: readonly string[];
  readonly from: number;
  readonly to: number;
  /** What it is compared with: the same minutes of former days, or the minutes before it began. */
  readonly comparedWith: 'days' | 'before';
  readonly actual: number;
  readonly expected: number;
  /** Σ parts + everywhere + mix + residual = actual − expected, exactly. */
  readonly parts: readonly DimensionPart[];
  readonly everywhere: number;
  readonly mix: number;
  readonly residual: number;
  /** Combinations that the data hardly tells from the parts. */
  readonly rivals: readonly Slice[];
  /** Of a ratio whose total misleads (Simpson's paradox). */
  readonly mixShift: {
    readonly kind: 'against' | 'mostly';
    readonly movers: readonly {
      readonly slice: Slice;
      readonly usualShare: number;
      readonly share: number;
      readonly mix: number;
    }[];
  } | null;
  /** How many combinations were compared, and what was cut off because there were too many. */
  readonly leaves: number;
  readonly leavesLeftOut: number;
}
export interface DimensionPart {
  readonly slice: Slice;
  /** Signed; leaves of an earlier part are not counted again. */
  readonly explained: number;
  readonly expected: number;
  readonly confidence: number;
}

/** A runbook at work on one incident; by `${incidentId} ${runbookId}` in shared state. */
export interface CheckRun {
  readonly incidentId: string;
  readonly runbookId: string;
  readonly name: LocalText;
  /** The node it is about; null for one about the whole. */
  readonly node: string | null;
  /** `waiting`: only for people. `concluded`: stopped early, because what was found says enough. */
  readonly phase: 'running' | 'waiting' | 'concluded' | 'done';
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** What a conclusive check says; null until one does. */
  readonly conclusion: LocalText | null;
  readonly checks: readonly CheckResult[];
}

export interface CheckResult {
  readonly id: string;
  readonly kind: 'query' | 'fetch' | 'question';
  readonly name: LocalText;
  /** `skipped`: the run was conclusive before. `unknown`: it could not be found out; see `said`. */
  readonly state: 'due' | 'running' | 'waiting' | 'good' | 'bad' | 'unknown' | 'skipped';
  /** What was found, as a sentence; null until then. */
  readonly said: LocalText | null;
  readonly value: number | null;
  readonly unit: string;
  readonly at: number | null;
  /** Who answered; null for what the console found out itself. */
  readonly by: string | null;
  /** What a window draws beside it. */
  readonly line: { readonly metricId: string; readonly slice: Slice; readonly from: number; readonly to: number } | null;
  /** Of a question: what can be answered. */
  readonly answers: readonly { readonly id: string; readonly name: LocalText; readonly means: 'good' | 'bad' | 'unknown' }[];
}

/** What a person answered to a question of a runbook. */
export interface CheckAnswer {
  readonly runbookId: string;
  readonly checkId: string;
  readonly answerId: string;
  readonly note: string;
  readonly by: string;
  readonly at: number;
}

/** A former incident that looks like this one; by incident id in shared state, most alike first. */
export interface SimilarIncident {
  readonly incidentId: string;
  readonly headline: LocalText;
  readonly startedAt: number;
  /** Room ms from its start until it was resolved; null while it is not. */
  readonly tookMs: number | null;
  /** 0–1, and what is alike. */
  readonly alike: number;
  readonly same: readonly ('cause' | 'kind' | 'place' | 'stage' | 'slice')[];
  /** The cause as it was said then; null where none was. */
  readonly cause: LocalText | null;
  /** What people or the console did while it lasted that may have helped, oldest first. */
  readonly helped: readonly { readonly at: number; readonly by: string | null; readonly what: LocalText }[];
}
export const similarMax = 5;
