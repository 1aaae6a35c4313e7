import { previewListedMax, type HiddenAlerts } from '../../../contract/alerts';
import { eventSeverities, type EventSeverity, type RoomEvent } from '../../../contract/state';

/** Counted by severity, and listed gravest first, then newest. */
export function hiddenAlerts(alerts: readonly RoomEvent[]): HiddenAlerts {
  const count = (severity: EventSeverity): number => alerts.filter((alert) => alert.severity === severity).length;
  return {
    count: alerts.length,
    bySeverity: { critical: count('critical'), warning: count('warning'), info: count('info'), none: count('none') },
    listed: [...alerts].sort((a, b) => rank(a) - rank(b) || b.at - a.at).slice(0, previewListedMax),
  };
}

function rank({ severity }: RoomEvent): number {
  return eventSeverities.indexOf(severity);
}
