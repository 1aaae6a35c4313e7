import type { Alarm } from '../../contract/detection';
import { createDiagnosisDesk } from '../control/diagnosis/diagnosisDesk';
import type { EngineReports, FindingsReceiver } from '../control/engineReports';
import { createIncidentDesk, type IncidentDesk } from '../control/incidents/incidentDesk';
import type { Memory } from '../control/journals/memory';
import { createNotifier, type Notifier } from '../control/notify/notifier';
import { createPoster } from '../control/notify/post';
import type { Secrets } from '../control/secrets';
import type { Store } from '../control/store';
import type { OpenedWorkspace } from '../control/workspaceFile/workspaceSession';
import type { EngineProcess } from './engineProcess';
import type { Log } from './logFile';
import { createDesktopNotifier } from './notifications';
import type { Windows } from './windows';

export interface IncidentRoomParts {
  readonly store: Store;
  readonly reports: EngineReports;
  readonly memory: Memory;
  readonly engine: Pick<EngineProcess, 'useJudgements' | 'useIncidents'>;
  readonly secrets: Pick<Secrets, 'ofChannel'>;
  readonly windows: () => Windows;
  readonly log: Log;
}

/** Incidents and everybody who is told of them, on this machine and elsewhere, put together. */
export interface IncidentRoom {
  readonly incidents: IncidentDesk;
  readonly notifier: Notifier;
  /** After the reports and the secrets have turned to this workspace. */
  begin(opened: OpenedWorkspace): void;
  readonly receive: (alarms: readonly Alarm[]) => void;
  readonly findings: FindingsReceiver;
  readonly close: () => Promise<void>;
}

/** What is over after a while is noticed this late. */
const tickMs = 1_000;

export function createIncidentRoom({ store, reports, memory, engine, secrets, windows, log }: IncidentRoomParts): IncidentRoom {
  const roomNow = (): number | null => reports.clockNow()?.roomAt ?? null;
  const notifier = createNotifier({
    store,
    poster: createPoster(),
    secretsOf: secrets.ofChannel,
    note: (id, kind, text) => incidents.note(id, kind, text),
    roomNow: () => roomNow() ?? Date.now(),
    wallNow: Date.now,
    monotonicNow: () => performance.now(),
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    log,
  });
  const desktop = createDesktopNotifier(store, windows, log);
  const incidents = createIncidentDesk({
    store,
    roomNow,
    keepEvents: reports.keepEvents,
    keep: memory.keepIncident,
    judged: engine.useJudgements,
    notices: (notices) => {
      notifier.tell(notices);
      desktop.tell(notices);
    },
    published: () => findings.follow(),
  });
  const findings = createDiagnosisDesk({
    store,
    tellCases: engine.useIncidents,
    note: (id, text) => incidents.note(id, 'diagnosed', text),
    keep: memory.keepFinding,
  });
  const ticking = setInterval(incidents.tick, tickMs);

  return {
    incidents,
    notifier,
    findings,
    begin: (opened) => {
      findings.begin(memory.rememberedFindings());
      incidents.begin(opened, memory.remembered());
      notifier.begin(opened.workspace);
    },
    receive: incidents.receive,
    close: async () => {
      clearInterval(ticking);
      desktop.close();
      await notifier.close();
    },
  };
}
