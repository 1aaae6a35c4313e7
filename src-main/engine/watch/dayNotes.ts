import type { Workspace } from '../../../contract/workspace';
import type { DayNote } from '../detection/detector';

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** Shoppers come a little early and stay a little late: its flanks belong to a promotion. */
const earlyMs = 10 * minuteMs;
const lateMs = 20 * minuteMs;
/** What came for a promotion leaves from so long before its end on, and what was learned of today meanwhile takes so long to be forgotten. */
const leavingMs = 12 * minuteMs;
const forgottenMs = 75 * minuteMs;

/** What the workspace's calendar says of local moments (epoch ms as if local time were UTC). */
export interface DayNotes {
  /** @param lagMs how long what a promotion brings takes until it is here */
  readonly noteAt: (localAt: number, lagMs: number) => DayNote;
  /** A promotion is ending or has just ended: everybody who came for it leaves, and that is no loss. */
  readonly endsPromotion: (localAt: number, lagMs: number) => boolean;
}

export function dayNotes({ calendar }: Workspace): DayNotes {
  const holidays = new Set(calendar.holidays.map(({ date }) => Date.parse(date)));
  const promotions = calendar.promotions.map(({ date, from, to }) => ({
    from: Date.parse(date) + minutesOf(from) * minuteMs,
    to: Date.parse(date) + minutesOf(to) * minuteMs,
  }));
  return {
    noteAt(localAt, lagMs) {
      if (promotions.some(({ from, to }) => localAt >= from - earlyMs && localAt < to + lateMs + lagMs)) return 'promotion';
      return holidays.has(Math.floor(localAt / dayMs) * dayMs) ? 'holiday' : 'ordinary';
    },
    endsPromotion: (localAt, lagMs) =>
      promotions.some(({ to }) => localAt >= to - leavingMs && localAt < to + forgottenMs + lagMs),
  };
}

function minutesOf(timeOfDay: string): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number);
  return hours * 60 + minutes;
}
