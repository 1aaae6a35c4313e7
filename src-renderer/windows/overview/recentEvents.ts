import type { RoomEvent } from '../../../contract/state';

const dayMs = 86_400_000;

/** What people did to the system in the last day, newest first; alarms are on the curve's own lane. */
export function recentEvents(events: Readonly<Record<string, RoomEvent>>, roomAt: number): readonly RoomEvent[] {
  return Object.values(events)
    .filter(({ at, kind }) => kind !== 'alarm' && at > roomAt - dayMs && at <= roomAt)
    .sort((a, b) => b.at - a.at);
}
