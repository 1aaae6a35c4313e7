import { join } from 'node:path';
import { z } from 'zod';
import { alarmsMax, type Alarm, type Judgement } from '../../../contract/detection';
import { incidentsMax, type Incident, type Maintenance } from '../../../contract/incidents';
import type { Workspace } from '../../../contract/workspace';
import { beginsAnew, journalNameOf } from '../journals/eventJournal';
import { openJournal, type JournalFormat } from '../journals/journal';
import { alarmSchema, incidentSchema, judgementSchema, maintenanceSchema } from './incidentSchema';
import { nothingRemembered, type Remembered } from './remembered';
import { judgementsMax } from './rules';

/** Incidents, their alarms, what people said of them, and maintenance: kept across starts, one journal per workspace file. */
export interface IncidentJournal {
  readonly remembered: Remembered;
  readonly repairs: readonly string[];
  append(entry: IncidentEntry): void;
  close(): void;
}

export type IncidentEntry =
  | { readonly kind: 'incident'; readonly incident: Incident }
  | { readonly kind: 'alarm'; readonly alarm: Alarm }
  | { readonly kind: 'judgements'; readonly judgements: readonly Judgement[] }
  | { readonly kind: 'maintenance'; readonly maintenance: Maintenance };

/** Those that were declared lately; what has ended is of no use. */
const maintenanceKept = 100;

const format: JournalFormat<IncidentEntry> = {
  name: 'highnoon.incidents',
  version: 1,
  entry: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('incident'), incident: incidentSchema }),
    z.object({ kind: z.literal('alarm'), alarm: alarmSchema }),
    z.object({ kind: z.literal('judgements'), judgements: z.array(judgementSchema) }),
    z.object({ kind: z.literal('maintenance'), maintenance: maintenanceSchema }),
  ]),
  migrate: (entry) => entry,
  // A thousand alarms are about 700 kB.
  bytesMax: 6_291_456,
  keep: (entries) => entriesOf(standing(entries)),
};

/**
 * `path` of the workspace file; null for the built-in one. Where the source is a world that begins anew at each start nothing is
 * kept: its last life's incidents would lie in this one's future.
 * @throws when the folder cannot be written
 */
export function openIncidentJournal(folder: string, path: string | null, workspace: Workspace): IncidentJournal {
  if (beginsAnew(workspace, workspace.source))
    return { remembered: nothingRemembered, repairs: [], append: () => undefined, close: () => undefined };
  const opened = openJournal(join(folder, `incidents-${journalNameOf(path)}.journal`), format);
  return {
    remembered: standing(opened.entries),
    repairs: opened.repairs,
    append: (entry) => opened.journal.append(entry),
    close: () => opened.journal.close(),
  };
}

function standing(entries: readonly IncidentEntry[]): Remembered {
  const incidents = new Map<string, Incident>();
  const alarms = new Map<string, Alarm>();
  const maintenance = new Map<string, Maintenance>();
  const judgements: Judgement[] = [];
  for (const entry of entries)
    switch (entry.kind) {
      case 'incident':
        incidents.set(entry.incident.id, entry.incident);
        break;
      case 'alarm':
        alarms.set(entry.alarm.id, entry.alarm);
        break;
      case 'judgements':
        judgements.push(...entry.judgements);
        break;
      case 'maintenance':
        maintenance.set(entry.maintenance.id, entry.maintenance);
        break;
    }
  const kept = [...incidents.values()].sort((a, b) => a.raisedAt - b.raisedAt).slice(-incidentsMax);
  const listed = new Set(kept.flatMap(({ alarmIds }) => alarmIds));
  return {
    incidents: kept,
    alarms: [...alarms.values()].filter(({ id }) => listed.has(id)).slice(-alarmsMax),
    judgements: judgements.slice(-judgementsMax),
    maintenance: [...maintenance.values()].slice(-maintenanceKept),
  };
}

function entriesOf({ incidents, alarms, judgements, maintenance }: Remembered): IncidentEntry[] {
  return [
    ...incidents.map((incident) => ({ kind: 'incident' as const, incident })),
    ...alarms.map((alarm) => ({ kind: 'alarm' as const, alarm })),
    ...(judgements.length === 0 ? [] : [{ kind: 'judgements' as const, judgements }]),
    ...maintenance.map((one) => ({ kind: 'maintenance' as const, maintenance: one })),
  ];
}
