import type { RoomSelection } from '../../contract/roomView';
import type { SharedState } from '../../contract/state';
import type { Slice } from '../../contract/words';
import { ask } from '../ui/ask';
import { useConsole } from './windowConsole';

/** The metric and slice that all windows look at closer; null while nothing is selected. */
export function useRoomSelection(): RoomSelection | null {
  return useConsole(selectSelection);
}

export function selectInRoom(selection: RoomSelection | null): void {
  void ask('view.select', { selection });
}

export function isSameSlice(a: Slice, b: Slice): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

function selectSelection(shared: SharedState): RoomSelection | null {
  return shared.selection['room'] ?? null;
}
