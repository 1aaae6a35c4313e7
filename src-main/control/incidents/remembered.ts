import type { Alarm, Judgement } from '../../../contract/detection';
import { mergedIntoOf, type Incident, type Maintenance } from '../../../contract/incidents';

/** What a journal gives back after a restart. */
export interface Remembered {
  readonly incidents: readonly Incident[];
  readonly alarms: readonly Alarm[];
  readonly judgements: readonly Judgement[];
  readonly maintenance: readonly Maintenance[];
}

export interface RememberedIncident {
  readonly incident: Incident;
  readonly alarms: readonly Alarm[];
  readonly mergedInto: string | null;
}

export const nothingRemembered: Remembered = { incidents: [], alarms: [], judgements: [], maintenance: [] };

/** Puts alarms and incidents together again; oldest incident first, so that the newest is the one to take what comes. */
export function readRemembered(remembered: Remembered = nothingRemembered): {
  readonly incidents: readonly RememberedIncident[];
  readonly judgements: readonly Judgement[];
  readonly maintenance: readonly Maintenance[];
} {
  const alarms = new Map(remembered.alarms.map((alarm) => [alarm.id, alarm]));
  const incidents = [...remembered.incidents].sort((a, b) => a.raisedAt - b.raisedAt);
  return {
    incidents: incidents.map((incident) => ({
      incident,
      alarms: incident.alarmIds.flatMap((id) => alarms.get(id) ?? []),
      mergedInto: mergedIntoOf(incident),
    })),
    judgements: remembered.judgements,
    maintenance: remembered.maintenance,
  };
}
