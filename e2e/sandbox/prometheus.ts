import { startRealPrometheus, type RealPrometheus } from '../../src-main/engine/testing/realPrometheus';
import { backfill } from '../../src-main/demoCity/backfill';
import { parseZone } from '../../src-main/demoCity/time/cityZone';
import { z } from 'zod';
import { startCity, type RunningCity } from './city';

export interface ScrapedCity {
  readonly city: RunningCity;
  readonly prometheus: RealPrometheus;
  /** The city lives in real time; its zone is moved so that it is shortly before noon there. */
  readonly timeZone: string;
  close(): Promise<void>;
}

export interface ScrapedCityOptions {
  /** Days of order counters, one sample a minute, that Prometheus holds from the start; none when left out. */
  readonly backfillDays?: number;
}

const seed = 1;
const clockSchema = z.object({ timeZone: z.string() });

/** A Demo City in real time and a real Prometheus from the distribution's package that scrapes it every second. */
export async function startScrapedCity({ backfillDays = 0 }: ScrapedCityOptions = {}): Promise<ScrapedCity> {
  const city = await startCity(['--epoch', 'real', '--seed', String(seed)]);
  try {
    const { timeZone } = clockSchema.parse(await (await fetch(new URL('/api/clock', city.url))).json());
    const zone = parseZone(timeZone);
    if (zone === undefined) throw new Error(`Demo City lives in a zone that it does not know itself: ${timeZone}`);
    const endAt = Math.floor(city.readyAt / 60_000) * 60_000;
    const past = backfillDays === 0 ? {} : { backfill: [...backfill({ seed, zone, endAt, days: backfillDays })].join('') };
    const prometheus = await startRealPrometheus({ scrape: [new URL(city.url).host], ...past });
    return {
      city,
      prometheus,
      timeZone,
      close: async () => {
        await prometheus.close();
        await city.kill();
      },
    };
  } catch (error) {
    await city.kill();
    throw error;
  }
}
