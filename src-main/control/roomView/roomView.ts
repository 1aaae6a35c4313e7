import { rangeDefault } from '../../../contract/rangeChoices';
import type { RoomRange, RoomSelection } from '../../../contract/roomView';
import type { Store } from '../store';

/** What all windows look at together. One pointer, one range, one selection: whoever moved last moved it for the room. */
export interface RoomView {
  /** `at` null: this window's pointer left; another window's pointer stays. */
  point(windowId: string, at: number | null): void;
  setRange(range: RoomRange): void;
  select(selection: RoomSelection | null): void;
  /** Null: nothing of the core link. */
  focus(target: string | null): void;
  /** The window closed: it cannot say any more that its pointer left. */
  forgetWindow(windowId: string): void;
  /** A workspace is in force. Another one than before has other metrics, slices and past; a reload of the same file changes nothing. */
  begin(path: string | null): void;
}

const key = 'room';

export function createRoomView(store: Store): RoomView {
  const losePointer = (windowId: string): void => {
    if (store.read().crosshair[key]?.windowId === windowId) store.remove('crosshair', key);
  };
  let path: string | null | undefined;
  const begin = (next: string | null): void => {
    if (next === path) return;
    path = next;
    store.put('range', key, rangeDefault);
    store.remove('selection', key);
    store.remove('crosshair', key);
    store.remove('focus', key);
  };
  store.put('range', key, rangeDefault);
  return {
    point: (windowId, at) => {
      if (at === null) losePointer(windowId);
      else store.put('crosshair', key, { at, windowId });
    },
    setRange: (range) => store.put('range', key, range),
    select: (selection) => {
      if (selection === null) store.remove('selection', key);
      else store.put('selection', key, selection);
    },
    focus: (target) => {
      if (target === null) store.remove('focus', key);
      else store.put('focus', key, { target });
    },
    forgetWindow: losePointer,
    begin,
  };
}
