import type { Alarm, Judgement } from '../../../contract/detection';
import type { Incident, Maintenance } from '../../../contract/incidents';
import type { IncidentEntry } from './incidentJournal';

interface Kept {
  readonly incidents: readonly Incident[];
  readonly alarms: readonly Alarm[];
  readonly judgements: readonly Judgement[];
  readonly declared: readonly Maintenance[];
}

/** What an incident cost meanwhile is written this often; everything that happened to it at once. */
const costEveryMs = 60_000;

/** Gives what is worth an entry: alarms when they begin and end, incidents when something happened to them. */
export function createIncidentKeeper(append: (entry: IncidentEntry) => void): {
  /** What is in the journal already. */
  begin(kept: Kept): void;
  keep(now: Kept): void;
} {
  const incidents = new Map<string, { readonly story: string; readonly at: number; readonly record: Incident }>();
  const alarms = new Map<string, Alarm['phase']>();
  let judgements: readonly Judgement[] = [];
  const maintenance = new Map<string, number>();

  function take(now: Kept, tell: (entry: IncidentEntry) => void): void {
    for (const alarm of now.alarms) {
      const known = alarms.get(alarm.id);
      if (known === undefined || (known !== 'ended') !== (alarm.phase !== 'ended')) tell({ kind: 'alarm', alarm });
      alarms.set(alarm.id, alarm.phase);
    }
    for (const record of now.incidents) {
      const known = incidents.get(record.id);
      if (known?.record === record) continue;
      const story = storyOf(record);
      if (known !== undefined && known.story === story && record.updatedAt - known.at < costEveryMs) continue;
      tell({ kind: 'incident', incident: record });
      incidents.set(record.id, { story, at: record.updatedAt, record });
    }
    if (now.judgements !== judgements) {
      const before = new Set(judgements);
      const fresh = now.judgements.filter((judgement) => !before.has(judgement));
      if (fresh.length > 0) tell({ kind: 'judgements', judgements: fresh });
      ({ judgements } = now);
    }
    for (const one of now.declared) {
      if (maintenance.get(one.id) !== one.endsAt) tell({ kind: 'maintenance', maintenance: one });
      maintenance.set(one.id, one.endsAt);
    }
    forget(alarms, now.alarms);
    forget(incidents, now.incidents);
  }

  return {
    begin: (kept) => {
      for (const known of [incidents, alarms, maintenance]) known.clear();
      judgements = [];
      take(kept, () => undefined);
    },
    keep: (now) => take(now, append),
  };
}

/** All of it but what moves with every bucket. */
function storyOf({
  phase,
  grade,
  headline,
  steps,
  acknowledged,
  snoozed,
  verdict,
  flapping,
  forecastAt,
  alarmIds,
}: Incident): string {
  return JSON.stringify([phase, grade, headline, steps, acknowledged, snoozed, verdict, flapping, forecastAt, alarmIds.length]);
}

function forget(known: Map<string, unknown>, records: readonly { readonly id: string }[]): void {
  if (known.size <= 2 * records.length + 100) return;
  const present = new Set(records.map(({ id }) => id));
  for (const id of known.keys()) if (!present.has(id)) known.delete(id);
}
