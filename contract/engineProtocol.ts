import type { BackendSettings } from './backendSettings';
import type { Alarm, BacktestReport, BacktestRequest, DetectionStatus, Judgement } from './detection';
import type { CoreLink } from './coreLink';
import type { CheckRun, Diagnosis, IncidentCase } from './diagnosis';
import type { Frame, PanelQuery, Table, TableQuery } from './frames';
import type { Result } from './result';
import type { BackendHealth, BackendNote, Matcher, RoomClock, RoomEvent, SilenceView, StageReading } from './state';
import type { Workspace } from './workspace';

/** Main ↔ engine over the utility process's own port. Both ends are ours; a message of another shape is a defect. */
export type ToEngine =
  | {
      readonly type: 'workspace';
      readonly revision: number;
      readonly workspace: Workspace;
      /** Address of the embedded Demo City; null when no backend needs it or it is not up yet. */
      readonly demoCityUrl: string | null;
      /** Folder for the sample history; one per workspace is made inside. */
      readonly dataFolder: string;
      /** Values by slot id (`secretSlotsOf`); never logged, never answered. */
      readonly secrets: Readonly<Record<string, string>>;
      /** Relative paths of the workspace count from here; null for the built-in one. */
      readonly folder: string | null;
    }
  /** Answered once by `answer` with the same number, also when the workspace changed meanwhile. */
  | { readonly type: 'ask'; readonly askId: number; readonly question: EngineQuestion }
  /** Comes with one MessagePort: the window's frame port. A second one for the same window replaces the first. */
  | { readonly type: 'connectWindow'; readonly windowId: string }
  | { readonly type: 'disconnectWindow'; readonly windowId: string }
  /** All that people said of alarms, whole; told after each workspace and whenever it changes. */
  | { readonly type: 'judgements'; readonly judgements: readonly Judgement[] }
  /** All incidents that are not resolved, whole; told after each workspace and whenever one changes in what is told of it. */
  | { readonly type: 'incidents'; readonly incidents: readonly IncidentCase[] }
  /** The engine closes its history and exits with code 0. */
  | { readonly type: 'close' };

export type FromEngine =
  | { readonly type: 'running' }
  | { readonly type: 'clock'; readonly clock: RoomClock }
  /** Only the records that changed. */
  | { readonly type: 'backends'; readonly revision: number; readonly backends: readonly BackendHealth[] }
  /** The structure, whole, when it or the age of its sources changed. Null: the workspace names no core link. */
  | { readonly type: 'coreLink'; readonly revision: number; readonly coreLink: CoreLink | null }
  | { readonly type: 'stages'; readonly revision: number; readonly stages: readonly StageReading[] }
  | { readonly type: 'events'; readonly revision: number; readonly events: readonly RoomEvent[] }
  /** All silences of one backend, whole. */
  | {
      readonly type: 'silences';
      readonly revision: number;
      readonly backendId: string;
      readonly silences: readonly SilenceView[];
    }
  /** All alerts of one backend that fire now, by event id: what main remembers beyond them ended while nobody looked. */
  | {
      readonly type: 'firing';
      readonly revision: number;
      readonly backendId: string;
      readonly eventIds: readonly string[];
      /** The server's clock then. */
      readonly at: number;
    }
  /** Only the alarms that are new or changed; ended ones once more, with `endedAt`. */
  | { readonly type: 'alarms'; readonly revision: number; readonly alarms: readonly Alarm[] }
  | { readonly type: 'detection'; readonly revision: number; readonly status: DetectionStatus }
  /** Each time it says something else. */
  | { readonly type: 'diagnosis'; readonly revision: number; readonly diagnosis: Diagnosis }
  /** A runbook's checks, whole, each time one of them has a result. */
  | { readonly type: 'checks'; readonly revision: number; readonly run: CheckRun }
  | { readonly type: 'backtest'; readonly report: BacktestReport }
  | { readonly type: 'answer'; readonly askId: number; readonly result: Result<unknown> }
  /** A line for the log file; never shown as state. */
  | { readonly type: 'log'; readonly level: 'info' | 'warn' | 'error'; readonly text: string };

/** What main may ask of the engine, and what comes back. A new question is one line here and one handler in the engine. */
export type EngineAnswers = {
  /** One try with these settings, saved or not. */
  readonly checkBackend: {
    readonly ask: {
      readonly backendId: string;
      readonly settings: BackendSettings;
      readonly secrets: Readonly<Record<string, string>>;
      readonly folder: string | null;
    };
    readonly answer: BackendCheckup;
  };
  /** The alerts that are firing now and that these matchers would hide. */
  readonly matchAlerts: {
    readonly ask: { readonly backendId: string; readonly matchers: readonly Matcher[] };
    readonly answer: readonly RoomEvent[];
  };
  /** With `id`: edits that silence. The id that counts afterwards is the answered one: servers may expire the old one. */
  readonly putSilence: {
    readonly ask: { readonly backendId: string; readonly id: string | null; readonly silence: SilenceDraft };
    readonly answer: { readonly silenceId: string };
  };
  readonly expireSilence: { readonly ask: { readonly backendId: string; readonly silenceId: string }; readonly answer: null };
  /** Begins a replay, in place of one that runs; its report follows as `backtest` messages. */
  readonly startBacktest: { readonly ask: BacktestRequest; readonly answer: { readonly id: string } };
  /** Looks at an incident anew, now; its diagnosis follows as a message. Refused for one that was not told as an incident. */
  readonly diagnose: { readonly ask: { readonly incidentId: string }; readonly answer: null };
  /** Panels of the past, whole, as snapshots: read to the end before they are answered. `at` is not null. */
  readonly readCurves: { readonly ask: { readonly panels: readonly PanelQuery[] }; readonly answer: readonly Frame[] };
  /** Tables, whole, of the past or of now; read to the end before they are answered. */
  readonly readTables: { readonly ask: { readonly tables: readonly TableQuery[] }; readonly answer: readonly Table[] };
  readonly cancelBacktest: { readonly ask: { readonly id: string }; readonly answer: null };
};
export type EngineQuestionName = keyof EngineAnswers;
export type EngineQuestion = {
  [Name in EngineQuestionName]: { readonly name: Name; readonly input: EngineAnswers[Name]['ask'] };
}[EngineQuestionName];

export interface BackendCheckup {
  readonly version: string | null;
  readonly roundTripMs: number;
  /** The server's clock minus the workstation's, ms; null where it deliberately lives at another time. */
  readonly clockOffMs: number | null;
  readonly clockErrorMs: number;
  readonly notes: readonly BackendNote[];
}

export type SilenceDraft = Pick<SilenceView, 'matchers' | 'startsAt' | 'endsAt' | 'createdBy' | 'comment'>;
