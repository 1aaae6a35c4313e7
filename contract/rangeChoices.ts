import type { RoomRange } from './roomView';

/** What windows need to know of the time range; without schemas, so that a window does not load a validator to know a number. */
export const rangeDefault: RoomRange = { at: null, beforeMs: 2_400_000, chosenDay: null };

const minuteMs = 60_000;

/** What a person picks from, narrowest first; free spans come from dragging on a curve. */
export const spanChoicesMs = [30 * minuteMs, 60 * minuteMs, 180 * minuteMs, 720 * minuteMs, 1_440 * minuteMs] as const;

export const beforeMsLeast = 300_000;
export const beforeMsMost = 7 * 86_400_000;

/** While the range follows now, a third of the picture lies ahead of it: where the other days went from here. */
const aheadShare = 1 / 3;

/** The whole width of every curve's axis, ms. */
export function spanMsOf({ beforeMs }: Pick<RoomRange, 'beforeMs'>): number {
  return Math.round(beforeMs / (1 - aheadShare));
}

/** The `beforeMs` of a range whose curves are `spanMs` wide, kept within its limits. */
export function beforeMsOf(spanMs: number): number {
  return Math.round(Math.min(beforeMsMost, Math.max(beforeMsLeast, spanMs * (1 - aheadShare))));
}

/** Where the axis of every curve begins and ends around its moment; a past moment is the picture's right end: nothing of today lies behind it. */
export function axisOf(range: RoomRange): {
  readonly at: number | null;
  readonly beforeMs: number;
  readonly afterMs: number;
} {
  const spanMs = spanMsOf(range);
  return range.at === null
    ? { at: null, beforeMs: range.beforeMs, afterMs: spanMs - range.beforeMs }
    : { at: range.at, beforeMs: spanMs, afterMs: 0 };
}
