import { normal } from '../random/normal';
import { uniform } from '../random/hash';
import { dateOf, weekdayOf } from '../time/localDay';
import type { DayKind } from './dayShape';

export interface Promotion {
  /** Local date, `2026-11-25`. */
  date: string;
  /** Minutes after local midnight. */
  fromMinute: number;
  toMinute: number;
  /** Demand at the top of the promotion beside an ordinary moment. */
  factor: number;
}

export interface CityDay {
  kind: DayKind;
  /** Volume beside an average day of its kind. */
  factor: number;
  promotions: readonly Promotion[];
}

/** Month-day of public holidays that keep their date, and the moving ones of the years a demo is likely to run in. */
const holidays = new Set([
  ...['01-01', '05-01', '05-02', '05-03', '10-01', '10-02', '10-03', '10-04', '10-05', '10-06', '10-07'],
  ...['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-06-19', '2026-09-25'],
  ...['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-06-09', '2027-09-15'],
]);
const weekdayFactors = [0.99, 0.985, 1, 1.005, 1.03, 1, 0.975];
const streams = { factor: 101, promotion: 102 };

export type Calendar = (day: number) => CityDay;

/** The seeded calendar; `extra` adds promotions on given dates (a joint promotion is 2–3× the lunch peak). */
export function createCalendar(seed: number, extra: readonly Promotion[] = []): Calendar {
  const days = new Map<number, CityDay>();
  return (day) => {
    const known = days.get(day);
    if (known !== undefined) return known;
    const made = describeDay(seed, day, extra);
    days.set(day, made);
    return made;
  };
}

function describeDay(seed: number, day: number, extra: readonly Promotion[]): CityDay {
  const date = dateOf(day);
  const weekday = weekdayOf(day);
  const kind = holidays.has(date) || holidays.has(date.slice(5)) ? 'holiday' : weekday >= 5 ? 'weekend' : 'workday';
  const factor = (weekdayFactors[weekday] ?? 1) * (1 + 0.012 * normal(seed, day, streams.factor));
  return { kind, factor, promotions: [...teaPromotion(seed, day, date), ...extra.filter((each) => each.date === date)] };
}

/** About one day in nine has a flash sale in the quiet afternoon; the day's lunch stays comparable with its neighbours. */
function teaPromotion(seed: number, day: number, date: string): Promotion[] {
  if (uniform(seed, day, streams.promotion) > 0.11) return [];
  const fromMinute = 870 + 15 * Math.floor(4 * uniform(seed, day, streams.promotion, 1));
  return [{ date, fromMinute, toMinute: fromMinute + 60, factor: 2 + uniform(seed, day, streams.promotion, 2) }];
}
