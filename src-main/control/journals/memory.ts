import type { RoomEvent } from '../../../contract/state';
import { openAcknowledgements, unkeptAcknowledgements, type Acknowledgements } from '../alerts/acknowledgements';
import {
  nothingFound,
  openFindingsJournal,
  type FindingEntry,
  type FindingsJournal,
  type RememberedFindings,
} from '../diagnosis/findingsJournal';
import { openIncidentJournal, type IncidentEntry, type IncidentJournal } from '../incidents/incidentJournal';
import { nothingRemembered, type Remembered } from '../incidents/remembered';
import { openEventJournal, type EventJournal } from './eventJournal';
import { openWorkspaceHistory } from './workspaceHistory';
import type { OpenedWorkspace } from '../workspaceFile/workspaceSession';

/** What main keeps across starts. A folder that cannot be written costs the memory, not the console. */
export interface Memory {
  /** Turns to this workspace's journal and gives what it remembers. */
  begin(opened: OpenedWorkspace): readonly RoomEvent[];
  readonly keepEvents: (events: readonly RoomEvent[]) => void;
  /** Incidents of the workspace that was begun last. */
  readonly remembered: () => Remembered;
  readonly keepIncident: (entry: IncidentEntry) => void;
  /** What was found out about them. */
  readonly rememberedFindings: () => RememberedFindings;
  readonly keepFinding: (entry: FindingEntry) => void;
  /** Kept for this session at least. */
  readonly acknowledgements: Pick<Acknowledgements, 'of' | 'set'>;
  readonly close: () => void;
}

export function openMemory(folder: string, warn: (text: string) => void): Memory {
  let events: EventJournal | null = null;
  let incidents: IncidentJournal | null = null;
  let findings: FindingsJournal | null = null;
  const history = attempt('the history of workspaces', () => openWorkspaceHistory(folder));
  history?.repairs.forEach(warn);
  const acknowledgements = attempt('who has seen which alert', () => openAcknowledgements(folder));
  acknowledgements?.repairs.forEach(warn);

  function attempt<Value>(what: string, act: () => Value): Value | null {
    try {
      return act();
    } catch (error) {
      warn(`${what} is not kept: ${error instanceof Error ? error.message : String(error)}`);
      return null;
    }
  }

  return {
    begin: ({ path, workspace }) => {
      const former = events;
      if (former !== null) attempt('the former event journal', () => former.close());
      attempt('this opening', () => history?.append({ openedAt: Date.now(), path, name: workspace.name.en }));
      events = attempt('the event journal', () => openEventJournal(folder, path, workspace));
      events?.repairs.forEach(warn);
      attempt('the former incident journal', () => incidents?.close());
      incidents = attempt('the incident journal', () => openIncidentJournal(folder, path, workspace));
      incidents?.repairs.forEach(warn);
      attempt('the former journal of findings', () => findings?.close());
      findings = attempt('the journal of findings', () => openFindingsJournal(folder, path, workspace));
      findings?.repairs.forEach(warn);
      return events?.events ?? [];
    },
    keepEvents: (fresh) => attempt('an event', () => events?.append(fresh)),
    remembered: () => incidents?.remembered ?? nothingRemembered,
    keepIncident: (entry) => attempt('an incident', () => incidents?.append(entry)),
    rememberedFindings: () => findings?.remembered ?? nothingFound,
    keepFinding: (entry) => attempt('a finding', () => findings?.append(entry)),
    acknowledgements: acknowledgements ?? unkeptAcknowledgements(),
    close: () => {
      attempt('who has seen which alert', () => acknowledgements?.close());
      attempt('the event journal', () => events?.close());
      attempt('the incident journal', () => incidents?.close());
      attempt('the journal of findings', () => findings?.close());
      attempt('the history of workspaces', () => history?.close());
    },
  };
}
