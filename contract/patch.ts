/**
 * The small data path: main's keyed collections reach every window as one snapshot and then numbered patches.
 * A window subscribes first, then asks for the snapshot, then applies the patches that are newer; a hole in the
 * numbers makes it ask again.
 */
export type Collections = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface Snapshot<State> {
  readonly revision: number;
  readonly state: State;
  /** How long ago records that hold countdowns were made, real ms, by `ageKeyOf`: a window that opens late counts on from there. */
  readonly ages: Readonly<Record<string, number>>;
}

export function ageKeyOf(collection: string, key: string): string {
  return `${collection} ${key}`;
}

export interface Patch {
  /** The state's revision after this patch; revisions rise by exactly one. */
  readonly revision: number;
  readonly changes: readonly Change[];
}

/** `value: undefined` removes the key; anything else is the whole new record. */
export interface Change {
  readonly collection: string;
  readonly key: string;
  readonly value: unknown;
}

export function applyPatch<State extends Collections>(state: State, patch: Patch): State {
  const next: Record<string, Readonly<Record<string, unknown>>> = { ...state };
  for (const change of patch.changes) {
    const { [change.key]: _replaced, ...others } = next[change.collection] ?? {};
    next[change.collection] = change.value === undefined ? others : { ...next[change.collection], [change.key]: change.value };
  }
  return next as State;
}
