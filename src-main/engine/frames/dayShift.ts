import { Temporal } from 'temporal-polyfill';

/** A stretch of target time and where its samples come from: source = target − shiftMs; null where that local time did not exist. */
export interface ShiftedSpan {
  readonly from: number;
  readonly to: number;
  readonly shiftMs: number | null;
}

interface Transition {
  readonly at: number;
  readonly offsetBefore: number;
  readonly offsetAfter: number;
}

const dayMs = 86_400_000;
/** Zones change their offset a few times a year; a loop over more is a defect in the zone's data. */
const transitionsMax = 400;

/**
 * Cuts [from, to) into spans whose moments had the same local time of day `days` earlier. Where clocks went forward on the
 * earlier day there is a span without a source (a gap is a gap); where they went back, the first of the two hours counts.
 */
export function shiftByDays(from: number, to: number, days: number, timeZone: string): ShiftedSpan[] {
  const back = days * dayMs;
  // Offsets differ by a day at most, so two days of margin hold every transition that can matter.
  const transitions = transitionsBetween(from - back - 2 * dayMs, to + 2 * dayMs, timeZone);
  const cuts = new Set<number>([from, to]);
  const cut = (at: number): void => void (at > from && at < to && cuts.add(at));
  const spans: ShiftedSpan[] = [];
  const offsetAt = (at: number): number => {
    let offset = transitions.first;
    for (const transition of transitions.list) if (transition.at <= at) offset = transition.offsetAfter;
    return offset;
  };
  for (const { at } of transitions.list) cut(at);
  for (const transition of transitions.list) {
    // Local times at which the earlier day changes its offset, seen from every offset the target may have.
    for (const offset of new Set([transitions.first, ...transitions.list.map((one) => one.offsetAfter)]))
      for (const local of [transition.at + transition.offsetBefore, transition.at + transition.offsetAfter])
        cut(local + back - offset);
  }
  const sorted = [...cuts].sort((a, b) => a - b);
  sorted.slice(1).forEach((end, i) => {
    const start = sorted[i] ?? from;
    const local = start + offsetAt(start) - back;
    const source = instantOf(local, transitions);
    const shiftMs = source === null ? null : start - source;
    const last = spans.at(-1);
    if (last !== undefined && last.shiftMs === shiftMs) spans[spans.length - 1] = { ...last, to: end };
    else spans.push({ from: start, to: end, shiftMs });
  });
  return spans;
}

/** First and last instant of the local day that holds `at`; 23 or 25 hours where clocks change. */
export function localDayOf(at: number, timeZone: string): { readonly from: number; readonly to: number } {
  const start = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(timeZone).startOfDay();
  return { from: start.epochMilliseconds, to: start.add({ days: 1 }).startOfDay().epochMilliseconds };
}

/** The instant with this local time (epoch ms as if it were UTC); the first of two, null where it did not exist. */
function instantOf(local: number, { first, list }: Transitions): number | null {
  let offset = first;
  for (const { at, offsetBefore, offsetAfter } of list) {
    if (local < at + offsetBefore) break;
    if (local < at + offsetAfter) return null;
    offset = offsetAfter;
  }
  return local - offset;
}

export interface Transitions {
  /** Offset before the first transition of the list, ms. */
  readonly first: number;
  readonly list: readonly Transition[];
}

const cache = new Map<string, Transitions>();
/** Rounds the asked range outwards, so that a sliding window asks the zone's rules once in ten days. */
const cacheSpanMs = 10 * dayMs;
const cacheMax = 200;

/** All changes of a zone's offset around a range; remembered, because asking the zone's rules costs. */
export function transitionsBetween(from: number, to: number, timeZone: string): Transitions {
  const start = Math.floor(from / cacheSpanMs) * cacheSpanMs;
  const end = Math.ceil(to / cacheSpanMs) * cacheSpanMs;
  const key = `${timeZone} ${start} ${end}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const list: Transition[] = [];
  let moment = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(timeZone);
  const first = moment.offsetNanoseconds / 1e6;
  while (list.length < transitionsMax) {
    const next = moment.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds >= end) break;
    const offsetBefore = moment.offsetNanoseconds / 1e6;
    list.push({ at: next.epochMilliseconds, offsetBefore, offsetAfter: next.offsetNanoseconds / 1e6 });
    moment = next;
  }
  if (cache.size >= cacheMax) cache.clear();
  const transitions = { first, list };
  cache.set(key, transitions);
  return transitions;
}
