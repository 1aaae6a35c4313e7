import type { Grade, Incident } from '../../../contract/incidents';
import type { EventSeverity, RoomEvent } from '../../../contract/state';

const severities = { P0: 'critical', P1: 'critical', P2: 'warning', P3: 'info' } as const satisfies Record<Grade, EventSeverity>;

/** An incident as the lanes and the marks on curves show it: one event, not one for each of its alarms. */
export function incidentEvent(incident: Incident, backendId: string): RoomEvent {
  const { id, raisedAt, resolvedAt, headline, traffic, gradeWorst, common } = incident;
  return {
    id: incidentEventId(id),
    at: raisedAt,
    kind: 'alarm',
    title: headline,
    target: common.nodes[0] ?? Object.values(common.slice)[0] ?? null,
    traffic,
    backendId,
    severity: severities[gradeWorst],
    until: resolvedAt,
    labels: {},
    // Not an alert of an Alertmanager: it is acknowledged in the incident, and no server's list ends it.
    alert: null,
  };
}

export function incidentEventId(incidentId: string): string {
  return `incident ${incidentId}`;
}
