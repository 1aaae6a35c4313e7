import { Temporal } from 'temporal-polyfill';

/** Offsets change on whole quarters of an hour at the finest. */
const spanMs = 900_000;

/** UTC epoch ms → local epoch ms of a zone (as if local time were UTC); the zone's rules are asked once a quarter of an hour. */
export function localClock(timeZone: string): (at: number) => number {
  let span = Number.NaN;
  let offsetMs = 0;
  return (at) => {
    const here = Math.floor(at / spanMs);
    if (here !== span) {
      span = here;
      offsetMs = Temporal.Instant.fromEpochMilliseconds(here * spanMs).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6;
    }
    return at + offsetMs;
  };
}
