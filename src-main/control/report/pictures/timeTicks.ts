import { Temporal } from 'temporal-polyfill';

const minuteMs = 60_000;
const stepsMinutes = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440] as const;
const ticksMax = 8;

/** Round local times within [from, to], at most `ticksMax` of them. */
export function timeTicks(from: number, to: number, timeZone: string): number[] {
  const offsetMs = Temporal.Instant.fromEpochMilliseconds(Math.floor(from)).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6;
  const minutes = stepsMinutes.find((step) => (to - from) / (step * minuteMs) <= ticksMax) ?? 1_440;
  const stepMs = minutes * minuteMs;
  const ticks: number[] = [];
  for (let at = Math.ceil((from + offsetMs) / stepMs) * stepMs - offsetMs; at <= to && ticks.length < ticksMax * 2; at += stepMs)
    ticks.push(at);
  return ticks;
}
