import type { Language } from '../../../contract/choices';
import type { GraphLook } from '../../../contract/graphQuery';
import type { SharedState } from '../../../contract/state';
import type { Text } from '../../i18n/text';

/** A place a dragged node or link can be let go on. */
export interface DropTarget {
  readonly id: string;
  /** Chooses it while the dock is open; lower case as `KeyboardEvent.key`. */
  readonly key: string;
  readonly title: string;
  readonly note: string;
  /** What letting go does, said while it is held over it. */
  readonly letGo: string;
  /** Why it cannot take anything now; null when it can. */
  readonly refuses: string | null;
  readonly drop: (look: GraphLook) => void;
}

/** One kind of them; a new one is one file and one line of `dropTargets.ts`. */
export interface DropTargetKind {
  /** Above its targets in the dock; null where each says it itself. */
  readonly title: (text: Text) => string | null;
  readonly list: (shared: SharedState, text: Text, language: Language) => readonly DropTarget[];
}
