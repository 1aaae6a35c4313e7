import type { EventKind, SharedState } from '../../../contract/state';
import type { Incident } from '../../../contract/incidents';
import type { ReportFacts, ReportRoom } from './reportFacts';

/** A release shows its damage within half an hour, or not at all. */
const lookBackMs = 30 * 60_000;
const eventsMax = 40;
const told: ReadonlySet<EventKind> = new Set(['change', 'action', 'release', 'drill', 'stress', 'promotion'] as const);

/** What shared state knows of an incident now. Pictures are read afterwards, because what they show depends on it. */
export function gatherFacts(
  state: SharedState,
  incident: Incident,
  room: ReportRoom,
  at: number,
  by: string | null,
): Omit<ReportFacts, 'pictures'> {
  const until = incident.resolvedAt ?? at;
  return {
    incident,
    alarms: incident.alarmIds.flatMap((id) => state.alarms[id] ?? []),
    diagnosis: state.diagnoses[incident.id] ?? null,
    checks: Object.values(state.checks)
      .filter(({ incidentId }) => incidentId === incident.id)
      .sort((a, b) => a.startedAt - b.startedAt),
    similar: state.similar[incident.id] ?? [],
    events: Object.values(state.events)
      .filter((event) => told.has(event.kind) && event.at >= incident.startedAt - lookBackMs && event.at <= until)
      .sort((a, b) => a.at - b.at)
      .slice(-eventsMax),
    room,
    at,
    by,
  };
}
