import { eventSeverities, type RoomEvent } from '../../../contract/state';
import { wantsAttention } from '../../ui/alerts/alertGravity';

const dayMs = 86_400_000;

/**
 * The last day: what fires and nobody has seen yet, gravest first, then everything else, newest first. An alert is never too
 * old while it fires, nor too new: an Alertmanager whose clock is ahead must not be overheard until the room caught up.
 */
export function recentEvents(events: Readonly<Record<string, RoomEvent>>, roomAt: number): readonly RoomEvent[] {
  return Object.values(events)
    .filter((event) => fires(event) || (event.at > roomAt - dayMs && event.at <= roomAt))
    .sort((a, b) => urgency(a) - urgency(b) || b.at - a.at);
}

function urgency(event: RoomEvent): number {
  return wantsAttention(event) ? eventSeverities.indexOf(event.severity) : eventSeverities.length;
}

function fires({ kind, until }: RoomEvent): boolean {
  return kind === 'alarm' && until === null;
}
