/** Slots [firstSlot, firstSlot + count) to read, and which of them are what; indexes count from `firstSlot`. */
export interface JudgedSpan {
  readonly firstSlot: number;
  readonly count: number;
  readonly reference: readonly number[];
  readonly judged: readonly number[];
}

const minuteMs = 60_000;
/** Detection is not exact: what it calls the beginning may be a little late, and what creeps began well before. */
const marginMs = 90_000;
/** Enough buckets to know how a series scatters, few enough that the day's curve has hardly moved. */
const referenceMs = 15 * minuteMs;
/** An old incident is judged by what it is now. */
const judgedMs = 10 * minuteMs;

/**
 * The minutes before the incident, and what has come since: from a bucket before its start to `endSlot`, the first bucket that is not
 * complete. Null while there is no complete bucket of it.
 */
export function judgedSpanOf(startedAt: number, endSlot: number, stepMs: number): JudgedSpan | null {
  const slots = (ms: number): number => Math.ceil(ms / stepMs);
  const started = Math.floor(startedAt / stepMs);
  if (endSlot <= started) return null;
  const judgedFrom = Math.max(started, endSlot - slots(judgedMs));
  const referenceTo = started - slots(marginMs);
  const firstSlot = referenceTo - slots(referenceMs);
  const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i - firstSlot);
  return {
    firstSlot,
    count: endSlot - firstSlot,
    reference: range(firstSlot, referenceTo),
    judged: range(judgedFrom, endSlot),
  };
}
