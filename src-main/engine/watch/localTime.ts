import { Temporal } from 'temporal-polyfill';

/** UTC epoch ms → local epoch ms of a zone (as if local time were UTC); the zone's rules are asked once between two changes of the clocks. */
export function localClock(timeZone: string): (at: number) => number {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  let offsetMs = 0;
  return (at) => {
    if (at < from || at >= to) {
      from = Math.floor(at);
      const moment = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
      offsetMs = moment.offsetNanoseconds / 1e6;
      to = moment.getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
    }
    return at + offsetMs;
  };
}
