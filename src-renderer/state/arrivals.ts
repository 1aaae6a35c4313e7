import type { Countdown } from '../../contract/protection';
import type { SharedState } from '../../contract/state';

/** Collections whose records hold countdowns. */
const counting = ['sheets', 'executions', 'switches'] as const;

/** Monotonic ms at which a record came; a record that changed is another object. */
const arrivedAt = new WeakMap<object, number>();

/** Called with each change of the mirror: what is new in it came at `now`, monotonic ms. */
export function noteArrivals(after: SharedState, before: SharedState, now: number): void {
  for (const name of counting) if (after[name] !== before[name]) note(after[name], before[name], now);
}

function note(after: Readonly<Record<string, object>>, before: Readonly<Record<string, object>>, now: number): void {
  for (const [key, record] of Object.entries(after)) if (before[key] !== record) arrivedAt.set(record, now);
}

/** What is left of a countdown that came inside of `record`, ms, never below zero: it was right when the record came. */
export function leftOf(countdown: Countdown, record: object, now: number): number {
  const sinceMs = Math.max(0, now - (arrivedAt.get(record) ?? now));
  return Math.max(0, countdown.leftMs - sinceMs);
}
