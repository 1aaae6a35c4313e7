import type { SuspectChange } from '../../../../contract/diagnosis';
import type { RoomEvent } from '../../../../contract/state';

const dayMs = 86_400_000;
/** An older change has had its time to show. */
const beforeMs = 30 * 60_000;
/** A bucket begins up to a step before what happened in it, and clocks of senders are off by seconds. */
const slackMs = 15_000;
/**
 * What goes wrong with a change shows soon after it: exponentially, with this mean. An estimate: Demo City's releases and certificates
 * fail within half a minute, staged rollouts take some minutes; beyond a quarter of an hour the ranking depends on it.
 */
const showsWithinMs = 5 * 60_000;
/**
 * How likely a change is behind an incident at all, before its time is looked at. "Roughly 70 % of outages are due to changes in a live
 * system" (Site Reliability Engineering, O'Reilly 2016, chapter 1). The share for those that name what is seen to be broken is our own
 * cautious estimate below it, as is what is left to those that name something else on the way or nothing at all.
 */
const prior = { suspect: 0.5, slice: 0.5, path: 0.1, everywhere: 0.1 } as const satisfies Record<SuspectChange['scope'], number>;
/** A drill is a fault that somebody made on purpose; it may still not be this one. */
const underWay = { suspect: 0.97, slice: 0.9, path: 0.5, everywhere: 0.5 } as const satisfies Record<
  SuspectChange['scope'],
  number
>;
/** A promotion that nobody ended. */
const promotionMs = 2 * 3_600_000;

/** Below this a change is a coincidence. */
export const fitsMin = 0.1;

/** What may cause something, of the last day. */
export function changesIn(events: readonly RoomEvent[], to: number): readonly RoomEvent[] {
  return events.filter(({ kind, alert, at }) => kind !== 'alarm' && alert === null && at <= to && at > to - dayMs);
}

/** It lasted when the first bad bucket came: drills, stress runs and promotions cause what they cause as long as they run. */
export function isUnderWay({ kind, at, until }: RoomEvent, firstBadAt: number): boolean {
  if (kind !== 'drill' && kind !== 'stress' && kind !== 'promotion') return false;
  const endsAt = until ?? (kind === 'promotion' ? at + promotionMs : Number.POSITIVE_INFINITY);
  return at <= firstBadAt + slackMs && endsAt > firstBadAt - slackMs;
}

/** A change that came after the first bad bucket is no cause of it, nor is one of long ago. */
export function mayCause(event: RoomEvent, firstBadAt: number): boolean {
  if (isUnderWay(event, firstBadAt)) return true;
  return event.at <= firstBadAt + slackMs && event.at >= firstBadAt - beforeMs;
}

/**
 * 0–1, by Bayes: how often a guilty change would come so shortly before, against how often one of this kind comes anyway.
 * odds = prior odds × e^(−age / mean) / mean ÷ (changes of the same scope a day). So a place that is changed every ten minutes proves
 * nothing by having been changed.
 * @param alike how many others of the same scope there were in the last day
 */
export function likelihoodOf(event: RoomEvent, scope: SuspectChange['scope'], firstBadAt: number, alike: number): number {
  if (isUnderWay(event, firstBadAt)) return underWay[scope];
  const ageMs = Math.max(0, firstBadAt - event.at);
  const guilty = Math.exp(-ageMs / showsWithinMs) / showsWithinMs;
  const anyway = (alike + 1) / dayMs;
  const odds = ((prior[scope] / (1 - prior[scope])) * guilty) / anyway;
  return odds / (1 + odds);
}
