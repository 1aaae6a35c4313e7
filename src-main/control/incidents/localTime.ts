import { Temporal } from 'temporal-polyfill';

/** `1126` for 26 November, in the workspace's zone. */
export function monthDayOf(at: number, timeZone: string): string {
  const { month, day } = zoned(at, timeZone);
  return `${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
}

/** `2026-11-26` in the workspace's zone. */
export function dateOf(at: number, timeZone: string): string {
  return zoned(at, timeZone).toPlainDate().toString();
}

/** `12:02` in the workspace's zone. */
export function timeOf(at: number, timeZone: string): string {
  return zoned(at, timeZone).toPlainTime().toString({ smallestUnit: 'minute' });
}

/** What the workspace file writes as a date and two times of day; one that ends before it begins ends the next day. */
export function spanOf(
  { date, from, to }: { readonly date: string; readonly from: string; readonly to: string },
  timeZone: string,
): { readonly startsAt: number; readonly endsAt: number } {
  const day = Temporal.PlainDate.from(date);
  const at = (plainDay: Temporal.PlainDate, time: string): number =>
    plainDay.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
  const startsAt = at(day, from);
  return { startsAt, endsAt: at(to <= from ? day.add({ days: 1 }) : day, to) };
}

function zoned(at: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(timeZone);
}
