import type { Outlook } from '../detection/detector';
import { joinBuckets } from '../samples/joinBuckets';
import type { SeriesWatch } from './seriesWatch';

export type OutlookField = 'expected' | 'low' | 'high';

/** A forecast further ahead than this is the day's shape and nothing else. */
const aheadMsMax = 6 * 3_600_000;

/**
 * What was expected of a series bucket by bucket, and what is expected ahead of now, on an axis of its own step or a whole multiple.
 * Null where nothing is known of the axis's first bucket: half a column would be another line.
 */
export function outlookColumn(
  watch: SeriesWatch,
  field: OutlookField,
  axis: { readonly from: number; readonly stepMs: number; readonly count: number },
): Float64Array | null {
  const { stepMs, join } = watch.watched.series;
  const factor = axis.stepMs / stepMs;
  const first = axis.from / stepMs;
  if (!Number.isInteger(factor) || !Number.isInteger(first) || first < watch.ring.from || Number.isNaN(watch.judgedTo))
    return null;
  const parts = new Float64Array(axis.count * factor).fill(Number.NaN);
  const out: Outlook = { expected: Number.NaN, low: Number.NaN, high: Number.NaN };
  const end = Math.min(first + parts.length, watch.judgedTo + Math.floor(aheadMsMax / stepMs));
  for (let slot = first; slot < end; slot += 1) {
    if (slot < watch.judgedTo) watch.ring.read(slot, out);
    else watch.lookAhead(slot * stepMs, out);
    parts[slot - first] = out[field];
  }
  return joinBuckets(parts, factor, join, parts.length);
}
