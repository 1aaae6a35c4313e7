import { createCity, type City, type CityOptions } from './city';
import { homeZone } from './time/cityZone';

/** A Wednesday in the city's own zone. */
export const testDay = Date.UTC(2026, 10, 24, 16);

export function testTime(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return testDay + ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** A small-memory city for tests: two days of history unless asked otherwise. */
export function testCity(start: string, options: Partial<CityOptions> = {}): City {
  return createCity({ seed: 1, variant: 0, startAt: testTime(start), zone: homeZone, historyDays: 2, ...options });
}

/** Mean of a metric over [from, to) in one bucket. */
export function meanOf(city: City, metric: string, from: number, to: number, slice: Record<string, string> = {}): number {
  const stepMs = to - from;
  // Buckets lie on multiples of their step; seconds always do.
  const values = city.query({ series: [{ metric, slice }], from, to, stepMs: 1000 }).results[0]?.values ?? [];
  const known = values.filter((value) => value !== null);
  if (known.length === 0) throw new Error(`${metric} has no values in ${stepMs} ms`);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** Means of a metric over the newest `seconds`. */
export function newest(city: City, metric: string, seconds: number, slice: Record<string, string> = {}): number {
  return meanOf(city, metric, city.now() - seconds * 1000, city.now(), slice);
}
