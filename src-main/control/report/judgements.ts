import type { Diagnosis } from '../../../contract/diagnosis';

/** A change that fits at least this well is told as one that may have done it. */
export const fitsWell = 0.5;

/** A suspect below this is one by name only. */
export const confidenceTold = 0.05;

/** A share of the effect below this is noise of the measurement. */
export const shareTold = 0.005;

/** Buckets of half a minute at most: what shows from the first of the data on began at some moment before. */
const edgeMs = 30_000;

/** Since when it shows; null where it shows since the data begins, because that is no moment of the incident. */
export function shownSince(since: number | null, { from }: Pick<Diagnosis, 'from'>): number | null {
  return since === null || since <= from + edgeMs ? null : since;
}
