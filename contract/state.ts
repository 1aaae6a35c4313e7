import type { Language, Theme } from './choices';
import type { LocalText, Traffic } from './words';
import type { BackendKind, SecretSlot } from './backendSettings';
import type { Role } from './roles';
import type { RoomCrosshair, RoomFocus, RoomRange, RoomSelection } from './roomView';
import type { Refusal } from './result';
import type { Alarm, BacktestReport, DetectionStatus } from './detection';
import type { CoreLink, GraphLayout } from './coreLink';
import type { CheckRun, Diagnosis, SimilarIncident } from './diagnosis';
import type { Incident, Maintenance, NotifyChannelView } from './incidents';
import type { AuditView, Execution, PlanSheet, PlanView, SafetyLever, SwitchView } from './protection';
import type { Report } from './report';

/**
 * The shared state's shapes: keyed collections whose truth is in main. Windows hold a mirror and never edit it.
 * Everything here is plain JSON. Times are epoch ms on the room clock unless the name says `local`.
 */
export type SharedState = {
  readonly clock: Readonly<Record<string, RoomClock>>; // key 'room'
  readonly workspace: Readonly<Record<string, WorkspaceView>>; // key 'current'
  readonly workspaceProblem: Readonly<Record<string, WorkspaceProblem>>; // key 'current', absent when the file is good
  readonly backends: Readonly<Record<string, BackendHealth>>; // key: backend id
  readonly engine: Readonly<Record<string, EngineHealth>>; // key 'engine'
  readonly stages: Readonly<Record<string, StageReading>>; // key: metric id
  readonly events: Readonly<Record<string, RoomEvent>>; // key: event id; at most `eventsMax`
  readonly preferences: Readonly<Record<string, Preferences>>; // key 'ui'
  readonly recent: Readonly<Record<string, RecentWorkspaces>>; // key 'workspaces'
  readonly displays: Readonly<Record<string, DisplayView>>; // key: display id
  readonly crosshair: Readonly<Record<string, RoomCrosshair>>; // key 'room', absent while no pointer is over a curve
  readonly range: Readonly<Record<string, RoomRange>>; // key 'room'
  readonly selection: Readonly<Record<string, RoomSelection>>; // key 'room', absent while nothing is selected
  readonly silences: Readonly<Record<string, SilenceView>>; // key: `${backendId} ${silenceId}`
  readonly secrets: Readonly<Record<string, SecretView>>; // key: slot id
  readonly people: Readonly<Record<string, PersonView>>; // key: person id
  readonly session: Readonly<Record<string, SessionView>>; // key 'current', absent while nobody is signed in
  readonly peopleFile: Readonly<Record<string, PeopleFileView>>; // key 'current'
  readonly alarms: Readonly<Record<string, Alarm>>; // key: alarm id; at most `alarmsMax`
  readonly incidents: Readonly<Record<string, Incident>>; // key: incident id; at most `incidentsMax`
  readonly diagnoses: Readonly<Record<string, Diagnosis>>; // key: incident id
  readonly checks: Readonly<Record<string, CheckRun>>; // key: `${incidentId} ${runbookId}`
  readonly similar: Readonly<Record<string, readonly SimilarIncident[]>>; // key: incident id; found while it is not resolved, and kept
  readonly reports: Readonly<Record<string, Report>>; // key: `reportKeyOf`; at most `reportsMax`
  readonly switches: Readonly<Record<string, SwitchView>>; // key: switch id
  readonly plans: Readonly<Record<string, PlanView>>; // key: plan key
  readonly sheets: Readonly<Record<string, PlanSheet>>; // key: planId; at most `sheetsMax`
  readonly executions: Readonly<Record<string, Execution>>; // key: planId; at most `executionsMax`
  readonly lever: Readonly<Record<string, SafetyLever>>; // key 'room'
  readonly audit: Readonly<Record<string, AuditView>>; // key 'current'
  readonly maintenance: Readonly<Record<string, Maintenance>>; // key: maintenance id
  readonly detection: Readonly<Record<string, DetectionStatus>>; // key 'engine'
  readonly notify: Readonly<Record<string, NotifyChannelView>>; // key: channel id
  readonly coreLink: Readonly<Record<string, CoreLink>>; // key 'current', absent without one
  readonly layouts: Readonly<Record<string, GraphLayout>>; // key: `Grouping`
  readonly focus: Readonly<Record<string, RoomFocus>>; // key 'room', absent while nothing of the graph is looked at
  readonly backtest: Readonly<Record<string, BacktestReport>>; // key 'current', absent until one was asked for
};

export const emptyState: SharedState = {
  clock: {},
  workspace: {},
  workspaceProblem: {},
  backends: {},
  engine: {},
  stages: {},
  events: {},
  preferences: {},
  recent: {},
  displays: {},
  crosshair: {},
  range: {},
  selection: {},
  silences: {},
  secrets: {},
  people: {},
  session: {},
  peopleFile: {},
  alarms: {},
  incidents: {},
  diagnoses: {},
  checks: {},
  similar: {},
  reports: {},
  switches: {},
  plans: {},
  sheets: {},
  executions: {},
  lever: {},
  audit: {},
  maintenance: {},
  detection: {},
  notify: {},
  coreLink: {},
  layouts: {},
  focus: {},
  backtest: {},
};

/** Collections whose records hold countdowns. */
export const countingCollections = ['sheets', 'executions', 'switches'] as const;

/** The newest events are kept; a day of a busy shop is a few hundred. */
export const eventsMax = 500;

/** Room time = roomAt + (time since this record arrived) × rate. Estimated from the backends' own clocks. */
export interface RoomClock {
  readonly roomAt: number;
  /** 1 for real time; Demo City may run faster. */
  readonly rate: number;
  /** Half-width of the estimate, ms of room time. */
  readonly errorMs: number;
  /** This workstation's clock minus the room's, ms; null where the room deliberately lives at another time (Demo City). */
  readonly workstationOffMs: number | null;
  /** The backend the clock is read from; null before the first answer (then the workstation's clock is shown as such). */
  readonly backendId: string | null;
  /** The last time that room time jumped instead of being slewed: the moment after it and by how much; null when it never did. */
  readonly stepped: { readonly at: number; readonly byMs: number } | null;
}

/** What a window needs of the workspace; secrets and addresses stay in main and engine. */
export interface WorkspaceView {
  /** +1 at each (re)load. */
  readonly revision: number;
  /** null for the built-in Demo City workspace. */
  readonly path: string | null;
  readonly name: LocalText;
  readonly timeZone: string;
  readonly peaks: readonly Peak[];
  readonly holidays: readonly { readonly date: string; readonly name: LocalText }[];
  readonly promotions: readonly { readonly date: string; readonly from: string; readonly to: string; readonly name: LocalText }[];
  readonly source: string;
  readonly metrics: Readonly<Record<string, MetricView>>;
  readonly funnel: readonly { readonly metricId: string; readonly lagMs: number }[];
  readonly headlineMetricId: string;
  readonly dimensions: Readonly<
    Record<string, { readonly name: LocalText; readonly values: Readonly<Record<string, LocalText>> }>
  >;
  /** Nodes of the core link by id; empty without one. */
  readonly nodes: Readonly<Record<string, { readonly name: LocalText }>>;
  /** Which metrics nodes and calls are measured by, and the stage of the funnel at each node that has one. */
  readonly coreLink: CoreLinkView | null;
}

export interface CoreLinkView {
  readonly measures: Readonly<Record<MeasureSide, Readonly<{ readonly [Name in Measure]?: string | undefined }>>>;
  readonly failureKinds: { readonly metricId: string; readonly dimension: string } | null;
  /** Node id → metric id of the funnel stage that happens there. */
  readonly stageOf: Readonly<Record<string, string>>;
  /** What nodes and links can be cut by besides themselves. */
  readonly cuts: readonly ('idc' | 'instance')[];
}
export type MeasureSide = 'node' | 'caller' | 'callee';
export type Measure = 'requests' | 'failures' | 'latencyP50' | 'latencyP99' | 'saturation';

export interface Peak {
  readonly id: string;
  readonly name: LocalText;
  /** Local times of day, "HH:MM". */
  readonly from: string;
  readonly top: string;
  readonly to: string;
}

export interface MetricView {
  readonly name: LocalText;
  readonly unit: string;
  readonly stepMs: number;
  readonly traffic: Traffic;
  readonly backendId: string;
  /** What it is measured on: the business as a whole, each node of the core link, or each call between two. */
  readonly of: 'business' | 'node' | 'link';
}

/** A workspace file that could not be opened or reloaded; the previous workspace stays in force. */
export interface WorkspaceProblem {
  readonly path: string;
  readonly refusals: readonly Refusal[];
}

/** Why a backend does not answer; every window has a sentence for each in both languages. */
export type BackendFailureCode =
  | 'starting'
  | 'timeout'
  | 'closed'
  | 'refused'
  | 'network'
  | 'http'
  | 'too-big'
  | 'not-json'
  | 'bad-shape'
  | 'too-many-points'
  | 'bad-query'
  | 'busy'
  | 'denied'
  | 'untrusted'
  | 'secret-missing';

export interface BackendHealth {
  readonly id: string;
  readonly kind: BackendKind;
  /** `simulated` is said on screen wherever the backend is named. */
  readonly simulated: boolean;
  /** `connecting` until the first answer, `live`, `failing` since `failingSince`. */
  readonly phase: 'connecting' | 'live' | 'failing';
  readonly answeredAt: number | null;
  readonly failingSince: number | null;
  /** What failed, by kind; null while it does not fail. */
  readonly failure: BackendFailureCode | null;
  /** The detail, in English as a log has it: addresses, status codes, the server's own words. */
  readonly reason: string | null;
  readonly roundTripMs: number | null;
  /** Room ms between polls. */
  readonly intervalMs: number;
  /** This backend's clock minus the room's, ms, and the half-width of that; null where it has no clock of its own. */
  readonly clockOffMs: number | null;
  readonly clockErrorMs: number | null;
  /** How many sources reported of those expected; null when the backend cannot tell. */
  readonly reporting: { readonly count: number; readonly expected: number } | null;
  /** What this server is and what follows from it ("1.79: its last 30 s are drawn hollow"); null before it told. */
  readonly version: string | null;
  readonly notes: readonly BackendNote[];
  /** Since when it asked us to wait (Retry-After), until this room moment; null when it did not. */
  readonly waitsUntil: number | null;
}

/** What an operator must know about a backend that works; every window has a sentence for each in both languages. */
export const backendNotes = [
  'clock-off',
  'time-went-back',
  'partial-answers',
  'counter-reset',
  'duplicate-samples',
  'repaints-newest',
  'changes-refused',
] as const;
export type BackendNote = (typeof backendNotes)[number];

export interface EngineHealth {
  readonly phase: 'starting' | 'running' | 'restarting';
  readonly restarts: number;
}

/** One funnel stage now, from the newest complete bucket. Rates per second. */
export interface StageReading {
  readonly metricId: string;
  /** Start of the bucket that `value` belongs to. */
  readonly bucketAt: number | null;
  readonly value: number | null;
  readonly yesterday: number | null;
  readonly lastWeek: number | null;
  /** Median of the last four same weekdays at this slot. */
  readonly expected: number | null;
  /** Lag-aligned share of the stage before, 0–1 (can exceed 1 while a backlog drains); null for the first stage. */
  readonly conversion: number | null;
  readonly conversionExpected: number | null;
  /** Orders lost so far in the present run of buckets below expected; null when not below. */
  readonly missingSoFar: number | null;
  readonly missingSince: number | null;
  readonly sampleAt: number | null;
  readonly intervalMs: number;
}

export type EventKind = 'alarm' | 'change' | 'action' | 'release' | 'drill' | 'stress' | 'promotion';

export interface RoomEvent {
  readonly id: string;
  readonly at: number;
  readonly kind: EventKind;
  readonly title: LocalText;
  /** Node, edge or dimension value it touches, when known. */
  readonly target: string | null;
  readonly traffic: Traffic;
  readonly backendId: string;
  readonly severity: EventSeverity;
  /** When it ended; null while it lasts, and for what has no length. */
  readonly until: number | null;
  /** Labels of an alert; of a change, what its sender says of it (a version, a service). Empty where there are none. */
  readonly labels: Readonly<Record<string, string>>;
  /** What became of an alert; null for everything else. */
  readonly alert: AlertState | null;
}

/** Gravest first; `none` for events that have no gravity (a change, a promotion). */
export const eventSeverities = ['critical', 'warning', 'info', 'none'] as const;
export type EventSeverity = (typeof eventSeverities)[number];

export interface AlertState {
  readonly state: 'active' | 'suppressed' | 'resolved';
  readonly silencedBy: readonly string[];
  readonly inhibitedBy: readonly string[];
  /** Alertmanager has no acknowledgement: it is ours, kept by main. */
  readonly acknowledged: { readonly by: string; readonly at: number } | null;
}

export interface Matcher {
  readonly name: string;
  readonly value: string;
  readonly isRegex: boolean;
  readonly isEqual: boolean;
}

export interface SilenceView {
  readonly id: string;
  readonly backendId: string;
  readonly state: 'pending' | 'active' | 'expired';
  readonly matchers: readonly Matcher[];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly createdBy: string;
  readonly comment: string;
}

/** A secret that a backend of the workspace calls for. Its value is never in shared state. */
export interface SecretView extends SecretSlot {
  /** `missing`: ask a person; `memory`: until the console ends; `sealed`: in the system's key store. */
  readonly kept: 'missing' | 'memory' | 'sealed';
}

export interface PersonView {
  readonly name: string;
  readonly roles: readonly Role[];
}

/** Who is signed in at this console: one person for all its windows. */
export interface SessionView {
  readonly personId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Room-independent: epoch ms on the workstation's clock, for display only. */
  readonly sinceLocal: number;
}

/** `none`: the first profile may be made; `locked`: people were kept, but their file is gone or damaged, so nobody is let in. */
export interface PeopleFileView {
  readonly phase: 'none' | 'kept' | 'locked';
  readonly path: string;
  /** Where a damaged file was moved; null where nothing was. */
  readonly setAside: string | null;
}

export interface Preferences {
  readonly theme: Theme;
  readonly language: Language;
  /** Whether this console sounds an alarm for a grave incident. */
  readonly sound: boolean;
}

export interface RecentWorkspaces {
  readonly paths: readonly string[];
}

export interface DisplayView {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  readonly primary: boolean;
}
