import { createCalendar, type Promotion } from '../../src-main/demoCity/demand/calendar';
import type { FaultKindId, FaultRequest } from '../../src-main/demoCity/faults/faultStage';
import { seededRandom, type SeededRandom } from '../../src-main/demoCity/random/seededRandom';
import { homeZone } from '../../src-main/demoCity/time/cityZone';
import { dateOf, dayOfDate } from '../../src-main/demoCity/time/localDay';
import { drawFault } from './drawFault';

export const dayKinds = ['workday', 'weekend', 'holiday', 'promotion', 'rain'] as const;
export type DayKind = (typeof dayKinds)[number];

/** One seeded day of one city. All of it follows from the seed. */
export interface CityCase {
  readonly seed: number;
  /** Of the topology: other names, more nodes and calls. */
  readonly variant: number;
  readonly day: DayKind;
  /** Null: nothing is wrong all day. */
  readonly fault: (FaultRequest & { readonly at: number }) | null;
  /** The city lives from here on; what lies before is its history. With no fault it never lives: the healthy day is history. */
  readonly liveFrom: number;
  readonly to: number;
  /** What is said from here on counts. */
  readonly judgedFrom: number;
  readonly promotions: readonly Promotion[];
  readonly wetDates: readonly string[];
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** As the console does at its start: so much is judged bucket by bucket before the present, to learn single buckets' scatter. */
export const settleMs = 5 * hourMs;
/** Healthy and judged, before the city lives. */
const healthyMs = hourMs;
/** The live city before the fault, so that nothing is told from the seam. */
const beforeFaultMs = 5 * minuteMs;
/** How long a fault that comes at once is watched, and a creeping one beyond its full strength. */
const afterOnsetMs = 12 * minuteMs;
const afterRampMs = 4 * minuteMs;
const firstDay = dayOfDate('2026-03-10');
const lastDay = dayOfDate('2026-12-20');
const holidays = ['2026-05-01', '2026-05-02', '2026-06-19', '2026-09-25', '2026-10-01', '2026-10-03', '2026-10-05', '2026-10-07'];
const healthyShare = 0.25;
const variants = 12;

/** `asked`: a kind of fault, or null for a healthy day; a case of any kind when left out. */
export function drawCase(seed: number, asked?: FaultKindId | null): CityCase {
  const random = seededRandom(90_000 + seed);
  const day = drawDayKind(random);
  const date = drawDate(day, random);
  const drawnHealthy = random.next() < healthyShare;
  const healthy = asked === undefined ? drawnHealthy : asked === null;
  const midnight = dayOfDate(date) * dayMs - homeZone.offsetMs;
  const promotions = day === 'promotion' ? [drawPromotion(date, healthy, random)] : [];
  const place = {
    ...{ seed, variant: random.integer(variants), day, promotions },
    wetDates: day === 'rain' ? [date] : [],
  };
  if (healthy) return { ...place, fault: null, liveFrom: midnight + dayMs, to: midnight + dayMs, judgedFrom: midnight };
  const at = midnight + drawMinute(random) * minuteMs + random.integer(60) * 1_000;
  const request = drawFault(random, asked ?? undefined);
  const fault = { ...request, at };
  const liveFrom = Math.floor((at - beforeFaultMs) / minuteMs) * minuteMs;
  const rampMs =
    request.kind === 'slowDecline' && typeof request['rampSeconds'] === 'number' ? request['rampSeconds'] * 1_000 : 0;
  const to = Math.ceil((at + (rampMs === 0 ? afterOnsetMs : rampMs + afterRampMs)) / minuteMs) * minuteMs;
  return { ...place, fault, liveFrom, to, judgedFrom: liveFrom - healthyMs };
}

function drawDayKind(random: SeededRandom): DayKind {
  const draw = random.next();
  return draw < 0.42 ? 'workday' : draw < 0.57 ? 'weekend' : draw < 0.69 ? 'holiday' : draw < 0.85 ? 'promotion' : 'rain';
}

function drawDate(day: DayKind, random: SeededRandom): string {
  if (day === 'holiday') return random.pick(holidays);
  const wanted = day === 'weekend' ? 'weekend' : 'workday';
  const calendar = createCalendar(0);
  let drawn = firstDay + random.integer(lastDay - firstDay);
  while (calendar(drawn).kind !== wanted) drawn += 1;
  return dateOf(drawn);
}

/** Twice to three times what is usual. A living city breaks down under more than twice its lunch: that would be an outage. */
function drawPromotion(date: string, healthy: boolean, random: SeededRandom): Promotion {
  const lunch = random.next() < 0.5;
  const fromMinute = (lunch ? 660 : 1_020) + 15 * random.integer(4);
  const factorMax = lunch && !healthy ? 2 : 3;
  return {
    date,
    fromMinute,
    toMinute: fromMinute + 60 + 30 * random.integer(3),
    factor: 1.8 + (factorMax - 1.8) * random.next(),
  };
}

/** Most trouble comes when most is going on. */
function drawMinute(random: SeededRandom): number {
  const draw = random.next();
  const between = (from: number, to: number): number => from + random.integer(to - from);
  if (draw < 0.42) return between(10.5 * 60, 13.5 * 60);
  if (draw < 0.68) return between(17 * 60, 20 * 60);
  return draw < 0.9 ? between(8 * 60, 22 * 60) : between(30, 6 * 60);
}
