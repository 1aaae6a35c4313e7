import type { Workspace } from '../../../contract/workspace';
import type { DayNote } from '../detection/detector';

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** Shoppers come a little early and stay a little late: its flanks belong to a promotion. */
const promotionMarginMs = 10 * minuteMs;

/** What the workspace's calendar says of a local moment (epoch ms as if local time were UTC). */
export function dayNotes({ calendar }: Workspace): (localAt: number) => DayNote {
  const holidays = new Set(calendar.holidays.map(({ date }) => Date.parse(date)));
  const promotions = calendar.promotions.map(({ date, from, to }) => ({
    from: Date.parse(date) + minutesOf(from) * minuteMs - promotionMarginMs,
    to: Date.parse(date) + minutesOf(to) * minuteMs + promotionMarginMs,
  }));
  return (localAt) => {
    if (promotions.some(({ from, to }) => localAt >= from && localAt < to)) return 'promotion';
    return holidays.has(Math.floor(localAt / dayMs) * dayMs) ? 'holiday' : 'ordinary';
  };
}

function minutesOf(timeOfDay: string): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number);
  return hours * 60 + minutes;
}
