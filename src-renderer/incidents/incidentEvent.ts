import type { RoomEvent } from '../../contract/state';

/** Main puts an event of kind `alarm` on the lanes for each incident; its id names it. */
const eventPrefix = 'incident ';

/** The incident that an event stands for; null for every other event. */
export function incidentOf({ id }: Pick<RoomEvent, 'id'>): string | null {
  return id.startsWith(eventPrefix) ? id.slice(eventPrefix.length) : null;
}
