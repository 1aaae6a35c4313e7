import { ageKeyOf, type Snapshot } from '../../contract/patch';
import type { Countdown } from '../../contract/protection';
import { countingCollections, type SharedState } from '../../contract/state';

/** Monotonic ms at which a record was right; a record that changed is another object. */
const rightAt = new WeakMap<object, number>();

/** Called with each change of the mirror: what is new in it was made now, monotonic ms, unless a snapshot told otherwise. */
export function noteArrivals(after: SharedState, before: SharedState, now: number): void {
  for (const name of countingCollections) if (after[name] !== before[name]) note(after[name], before[name], now);
}

/** Called before a snapshot becomes the mirror: its records may be as old as an hour. */
export function noteAges({ state, ages }: Snapshot<SharedState>, now: number): void {
  for (const name of countingCollections)
    for (const [key, record] of Object.entries<object>(state[name])) rightAt.set(record, now - (ages[ageKeyOf(name, key)] ?? 0));
}

/** What is left of a countdown that came inside of `record`, ms, never below zero. */
export function leftOf(countdown: Countdown, record: object, now: number): number {
  const sinceMs = Math.max(0, now - (rightAt.get(record) ?? now));
  return Math.max(0, countdown.leftMs - sinceMs);
}

function note(after: Readonly<Record<string, object>>, before: Readonly<Record<string, object>>, now: number): void {
  for (const [key, record] of Object.entries(after)) if (before[key] !== record && !rightAt.has(record)) rightAt.set(record, now);
}
