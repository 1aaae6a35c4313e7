import { isDeepStrictEqual } from 'node:util';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { ageKeyOf, type Change, type Patch, type Snapshot } from '../../contract/patch';
import { countingCollections, emptyState, type SharedState } from '../../contract/state';

export type CollectionName = keyof SharedState;
export type RecordOf<Name extends CollectionName> = SharedState[Name][string];

/**
 * The single source of truth of the small data path: keyed collections whose every change leaves as a numbered patch.
 * All changes of one tick leave as one patch; a record that did not change leaves nothing.
 */
export interface Store {
  read(): SharedState;
  /** State and revision that belong together: what is still pending leaves as a patch first. */
  snapshot(): Snapshot<SharedState>;
  put<Name extends CollectionName>(collection: Name, key: string, record: RecordOf<Name>): void;
  remove(collection: CollectionName, key: string): void;
  /** Makes the collection exactly these records. */
  replace<Name extends CollectionName>(collection: Name, records: Readonly<Record<string, RecordOf<Name>>>): void;
  /** Returns the function that ends the subscription. */
  onPatch(listener: (patch: Patch) => void): () => void;
  /** Called with every new whole state, within the tick that changed it; for followers inside main such as the menu. */
  onChange(listener: (state: SharedState, previous: SharedState) => void): () => void;
}

/** `defer` runs a function after the current tick; tests hand in their own. */
export function createSharedStore(defer: (run: () => void) => void = setImmediate): Store {
  const state: StoreApi<SharedState> = createStore(() => emptyState);
  const listeners = new Set<(patch: Patch) => void>();
  const pending = new Map<string, Change>();
  /** Monotonic ms at which a record was put. */
  const putAt = new WeakMap<object, number>();
  let revision = 0;

  function flush(): void {
    if (pending.size === 0) return;
    revision += 1;
    const patch: Patch = { revision, changes: [...pending.values()] };
    pending.clear();
    for (const listener of listeners) listener(patch);
  }

  function change(collection: CollectionName, key: string, value: unknown): void {
    const before = state.getState()[collection];
    if (isDeepStrictEqual(before[key], value)) return;
    const { [key]: _replaced, ...others } = before;
    state.setState({ [collection]: value === undefined ? others : { ...before, [key]: value } });
    leave(collection, key, value);
  }

  function leave(collection: CollectionName, key: string, value: unknown): void {
    if (typeof value === 'object' && value !== null) putAt.set(value, performance.now());
    if (pending.size === 0) defer(flush);
    pending.set(`${collection}\u0000${key}`, { collection, key, value });
  }

  function ages(now: SharedState): Record<string, number> {
    const at = performance.now();
    return Object.fromEntries(
      countingCollections.flatMap((collection) =>
        Object.entries<object>(now[collection]).map(([key, record]) => [
          ageKeyOf(collection, key),
          at - (putAt.get(record) ?? at),
        ]),
      ),
    );
  }

  return {
    read: () => state.getState(),
    snapshot: () => {
      flush();
      return { revision, state: state.getState(), ages: ages(state.getState()) };
    },
    put: (collection, key, record) => change(collection, key, record),
    remove: (collection, key) => change(collection, key, undefined),
    // At once: a thousand alarms one by one would be copied a thousand times.
    replace: (collection, records) => {
      const before = state.getState()[collection];
      const gone = Object.keys(before).filter((key) => !Object.hasOwn(records, key));
      const changed = Object.entries(records).filter(([key, record]) => !isDeepStrictEqual(before[key], record));
      if (gone.length + changed.length === 0) return;
      const kept = Object.entries(before).filter(([key]) => Object.hasOwn(records, key));
      state.setState({ [collection]: { ...Object.fromEntries(kept), ...Object.fromEntries(changed) } });
      for (const key of gone) leave(collection, key, undefined);
      for (const [key, record] of changed) leave(collection, key, record);
    },
    onPatch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onChange: (listener) => state.subscribe(listener),
  };
}
