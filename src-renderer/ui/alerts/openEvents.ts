import { createStore } from 'zustand/vanilla';
import type { RoomEvent } from '../../../contract/state';

/** Which events this window's sheet shows, by id and newest first; null while the sheet is closed. */
export const openedEvents = createStore<{ readonly ids: readonly string[] | null }>(() => ({ ids: null }));

/** Opens the sheet on these events: one row of a panel, or all that one glyph of a lane folds. Nothing opens on none. */
export function openEvents(events: readonly RoomEvent[]): void {
  if (events.length === 0) return;
  const newestFirst = [...events].sort((a, b) => b.at - a.at);
  openedEvents.setState({ ids: newestFirst.map(({ id }) => id) });
}

export function closeEvents(): void {
  openedEvents.setState({ ids: null });
}
