import { createCity, type City } from '../../src-main/demoCity/city';
import { homeZone } from '../../src-main/demoCity/time/cityZone';
import type { Series } from '../../src-main/engine/samples/series';
import type { CityCase } from './drawCase';

/** One answer for a series: `count` buckets from slot `firstSlot` on, NaN where there is none. */
export type CaseSamples = (series: Series, firstSlot: number, count: number) => Float64Array;

/** Four weeks to learn from, and the day that is judged. */
const historyDays = 29;

/** The case's city, lived to its end: unthrottled, in this process. */
export function livedCity(drawn: CityCase): City {
  const { seed, variant, liveFrom, promotions, wetDates, fault, to } = drawn;
  const city = createCity({ seed, variant, startAt: liveFrom, zone: homeZone, historyDays, promotions, wetDates });
  if (fault !== null) city.faults.start(fault);
  city.advance((to - liveFrom) / 1_000);
  return city;
}

export function samplesOf(city: City): CaseSamples {
  return ({ ask, stepMs }, firstSlot, count) => {
    const from = firstSlot * stepMs;
    const series = [{ metric: ask.query, slice: ask.slice }];
    const [answer] = city.query({ series, from, to: from + count * stepMs, stepMs }).results;
    return Float64Array.from({ length: count }, (_, i) => answer?.values[i] ?? Number.NaN);
  };
}
