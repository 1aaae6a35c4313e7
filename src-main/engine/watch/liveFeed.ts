import type { LiveStatus } from '../polling/liveEnds';
import type { SampleStore } from '../samples/sampleStore';
import type { RosterEntry } from './roster';

/** A poll's tail is no longer than this; what is older has to be fetched. */
const tailSlotsMax = 60;
const buckets = new Float64Array(tailSlotsMax);

/** `judged`: up to the newest complete bucket; `waits`: nothing was answered yet; `lags`: history has to be fetched first. */
export type FeedState = 'judged' | 'waits' | 'lags';

/** Judges what the newest polls completed, straight from memory. */
export function feedLive({ watched: { series }, watch }: RosterEntry, store: SampleStore, status: LiveStatus | null): FeedState {
  if (status === null || status.refusal !== null) return 'waits';
  if (watch === null) return 'lags';
  const endSlot = Math.floor(status.seenTo / series.stepMs);
  const count = endSlot - watch.judgedTo;
  if (count <= 0) return 'judged';
  if (count > tailSlotsMax || store.missing(series, watch.judgedTo, count).length > 0) return 'lags';
  const from = watch.judgedTo;
  store.read(series, from, count, buckets);
  for (let i = 0; i < count; i += 1) watch.feed(from + i, buckets[i] ?? Number.NaN);
  return 'judged';
}
