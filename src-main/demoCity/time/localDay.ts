const dayMs = 86_400_000;

/** Days since 1970-01-01 of the local date. */
export function localDay(at: number, offsetMs: number): number {
  return Math.floor((at + offsetMs) / dayMs);
}

/** Minutes since local midnight, with fraction, in [0, 1440). */
export function localMinute(at: number, offsetMs: number): number {
  return (at + offsetMs - localDay(at, offsetMs) * dayMs) / 60_000;
}

/** 0 = Monday … 6 = Sunday; 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** `2026-11-25`. */
export function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** Days since 1970-01-01 of a date such as `2026-11-25`. */
export function dayOfDate(date: string): number {
  return Date.parse(date) / dayMs;
}

/** Epoch ms of a local time of day (`11:56` or `11:56:30`) on a local date; undefined when it is not a time of day. */
export function atLocalTime(day: number, time: string, offsetMs: number): number | undefined {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/.exec(time);
  if (match === null) return undefined;
  const seconds = Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0);
  return day * dayMs - offsetMs + seconds * 1000;
}
