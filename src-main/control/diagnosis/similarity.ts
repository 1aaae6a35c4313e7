import type { Diagnosis } from '../../../contract/diagnosis';
import type { Incident } from '../../../contract/incidents';
import type { Store } from '../store';
import { similarIncidents, type KnownIncident } from './similarIncidents';

/** Keeps beside each incident that is not over the former ones that look like it; what was found stays when it is. */
export function createSimilarity(store: Store): {
  /** Another workspace: another history. */
  begin(): void;
  /** Call it whenever incidents or diagnoses changed; it computes only where that may matter. */
  follow(): void;
} {
  /** Incident id → what its comparison was made from. */
  const prints = new Map<string, string>();

  return {
    begin: () => {
      prints.clear();
      store.replace('similar', {});
    },
    follow: () => {
      const { incidents, diagnoses, events } = store.read();
      const list = Object.values(incidents);
      // A former one that ended, or was judged, has more to tell or nothing.
      const history = list
        .map(({ resolvedAt, verdict }) => `${resolvedAt ?? ''}${verdict === null ? '' : String(verdict.false)}`)
        .join();
      let all: readonly KnownIncident[] | null = null;
      for (const incident of list) {
        if (incident.phase === 'resolved') continue;
        const diagnosis = diagnoses[incident.id] ?? null;
        const print = `${printOf(incident, diagnosis)} ${history}`;
        if (prints.get(incident.id) === print) continue;
        prints.set(incident.id, print);
        all ??= list.map((each) => ({ incident: each, diagnosis: diagnoses[each.id] ?? null }));
        store.put('similar', incident.id, similarIncidents({ incident, diagnosis }, all, Object.values(events)));
      }
      for (const id of prints.keys()) if (incidents[id] === undefined) prints.delete(id);
    },
  };
}

function printOf({ common, cost, lead }: Incident, diagnosis: Diagnosis | null): string {
  const suspect = diagnosis?.suspects[0];
  return JSON.stringify([
    ...[common, cost?.metricId, lead],
    ...[diagnosis?.phase, diagnosis?.verdict, suspect?.id, suspect?.path, suspect?.evidence[0]?.why],
    diagnosis?.dimensions[0]?.parts[0]?.slice,
  ]);
}
