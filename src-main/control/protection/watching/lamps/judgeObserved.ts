import type { SwitchView } from '../../../../../contract/protection';
import type { ObservedSettings } from '../../../../../contract/protectionSettings';
import type { TrafficValue } from '../../parts';

export interface ObservedFacts {
  readonly settings: ObservedSettings;
  /** The newest reading; null before the first. */
  readonly reading: TrafficValue | null;
  /** Null while nothing is wanted that differs from usual. */
  readonly wanted: {
    /** What traffic was right before the execution. */
    readonly before: number | null;
    /** Room time since which it is asked for. */
    readonly sinceAt: number;
    /** How long traffic may still take, ms of this console. */
    readonly leftMs: number;
  } | null;
}

/** The third lamp: whether traffic shows that the switch works. What cannot be read now is unknown, never as it was. */
export function judgeObserved({ settings, reading, wanted }: ObservedFacts): SwitchView['observed'] {
  const { value = null, at = null, unit = '' } = reading ?? {};
  const base = { value, before: wanted?.before ?? null, unit, at, left: null };
  if (wanted === null) return { ...base, state: 'off' };
  const waits = { ...base, state: 'waiting' as const, left: { leftMs: Math.max(0, wanted.leftMs), ofMs: settings.within } };
  // A span that ended before the switch was asked for shows nothing of it.
  const isOfNow = at !== null && at > wanted.sinceAt;
  if (value === null || !isOfNow) return wanted.leftMs > 0 ? waits : { ...base, state: 'unknown' };
  const seen = shows(settings.shows, value, wanted.before);
  if (seen === true) return { ...base, state: 'seen' };
  if (wanted.leftMs > 0) return waits;
  return { ...base, state: seen === null ? 'unknown' : 'unseen' };
}

/** Null: it would have to be compared with what nobody measured. */
function shows({ below, above, falls, rises }: ObservedSettings['shows'], value: number, before: number | null): boolean | null {
  if (below !== undefined) return value < below;
  if (above !== undefined) return value > above;
  if (before === null || before === 0) return null;
  if (falls !== undefined) return value <= before * (1 - falls);
  return rises === undefined ? null : value >= before * (1 + rises);
}
