import { createStore } from 'zustand/vanilla';
import type { RoomEvent } from '../../../contract/state';
import { incidentOf } from '../../incidents/incidentEvent';
import { openIncident } from '../actions';

/** What this window's sheet shows: events by id, newest first, or every silence; null while it is closed. */
export type Opened = { readonly show: 'events'; readonly ids: readonly string[] } | { readonly show: 'silences' };
export const openedSheet = createStore<{ readonly opened: Opened | null }>(() => ({ opened: null }));

/** Opens the sheet on these events: one row of a panel, or all that one glyph of a lane folds. An incident has a window; nothing opens on none. */
export function openEvents(events: readonly RoomEvent[]): void {
  const [only] = events;
  if (only === undefined) return;
  const incidentId = events.length === 1 ? incidentOf(only) : null;
  if (incidentId !== null) return openIncident(incidentId);
  const newestFirst = [...events].sort((a, b) => b.at - a.at);
  openedSheet.setState({ opened: { show: 'events', ids: newestFirst.map(({ id }) => id) } });
}

/** Opens the sheet on what is silenced, by whom and for how much longer. */
export function openSilences(): void {
  openedSheet.setState({ opened: { show: 'silences' } });
}

export function closeSheet(): void {
  openedSheet.setState({ opened: null });
}
