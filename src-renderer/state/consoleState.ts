import { createStore, type StoreApi } from 'zustand/vanilla';
import { applyPatch, type Patch } from '../../contract/patch';
import { noteAges } from './arrivals';
import type { PreloadApi } from '../../contract/preloadApi';
import { emptyState, type SharedState } from '../../contract/state';

/** A window's mirror of main's shared state. Nothing in a window edits it: a window asks. */
export interface ConsoleMirror {
  readonly shared: SharedState;
  /** null until the first snapshot has come. */
  readonly revision: number | null;
  /** Monotonic ms (`performance.now()`) at which the room clock record arrived; meaningless while `shared.clock` is empty. */
  readonly clockArrivedAt: number;
}

export interface ConsoleState extends StoreApi<ConsoleMirror> {
  close(): void;
}

/** Patches that arrive while a snapshot is under way wait here; more than this and the snapshot is asked for again. */
const waitingPatchesMax = 1_000;
/** A refused snapshot is asked for again: main may still be starting. */
const retryMs = 500;

export interface Surroundings {
  readonly api: Pick<PreloadApi, 'ask' | 'onState'>;
  /** Monotonic ms. */
  readonly now: () => number;
  readonly after: (ms: number, action: () => void) => void;
}

/** Subscribes first, then asks for the snapshot, then follows the numbered patches; a hole in the numbers asks again. */
export function createConsoleState({ api, now, after }: Surroundings): ConsoleState {
  const store = createStore<ConsoleMirror>(() => ({ shared: emptyState, revision: null, clockArrivedAt: 0 }));
  let waiting: Patch[] = [];
  let asking = false;
  let closed = false;

  const follow = (patch: Patch): void => {
    if (asking) {
      waiting.push(patch);
      if (waiting.length > waitingPatchesMax) waiting = [];
      return;
    }
    const { revision } = store.getState();
    if (revision === null || patch.revision > revision + 1) {
      waiting.push(patch);
      void ask();
    } else if (patch.revision === revision + 1) store.setState(mirrorAfter(store.getState(), patch, now()));
  };

  const ask = async (): Promise<void> => {
    asking = true;
    const answer = await api.ask('state.snapshot', undefined);
    if (closed) return;
    if (!answer.ok) {
      after(retryMs, () => void ask());
      return;
    }
    asking = false;
    noteAges(answer.value, now());
    store.setState(mirrorOf(answer.value.state, answer.value.revision, now()));
    const held = waiting.sort((a, b) => a.revision - b.revision);
    waiting = [];
    held.forEach(follow);
  };

  const unsubscribe = api.onState(follow);
  void ask();
  return Object.assign(store, {
    close: () => {
      closed = true;
      unsubscribe();
    },
  });
}

function mirrorOf(shared: SharedState, revision: number, arrivedAt: number): ConsoleMirror {
  return { shared, revision, clockArrivedAt: arrivedAt };
}

function mirrorAfter(before: ConsoleMirror, patch: Patch, arrivedAt: number): ConsoleMirror {
  const shared = applyPatch(before.shared, patch);
  const clockCame = patch.changes.some((change) => change.collection === 'clock');
  return { shared, revision: patch.revision, clockArrivedAt: clockCame ? arrivedAt : before.clockArrivedAt };
}
