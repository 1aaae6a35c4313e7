import { cityAnswerSchema, cityClockSchema } from '../../contract/cityApi';
import { backfill } from '../../src-main/demoCity/backfill';
import { stageIds } from '../../src-main/demoCity/orders/stages';
import { parseZone } from '../../src-main/demoCity/time/cityZone';
import type { RunningCity } from './city';

/** The order counters of a city before anybody scraped it, as OpenMetrics text. */
export interface CityPast {
  /** IANA name of the zone that the city lives in. */
  readonly timeZone: string;
  /** Whole days until the city's first minute, a series at a time; costs a second or two a day. */
  days(count: number): Generator<string>;
  /**
   * From the city's first minute until now and `aheadMs` further: a server needs a few seconds to its first scrape. To be
   * asked for after `days`. What lies ahead is estimated from below, so that no counter falls back when it is scraped.
   */
  untilNow(aheadMs: number): Promise<string>;
}

const stepMs = 1_000;
/** A scrape shows the seconds that are over, and a busy machine is late. */
const lagMs = 1_500;
/** Of the counts to come this many standard deviations less are taken for granted. */
const caution = 4;
const dimensions = ['city', 'platform', 'version', 'idc', 'channel'] as const;

export async function pastOf(city: RunningCity): Promise<CityPast> {
  const { timeZone, seed } = cityClockSchema.parse(await (await fetch(new URL('/api/clock', city.url))).json());
  const zone = parseZone(timeZone);
  if (zone === undefined) throw new Error(`Demo City lives in a zone that it does not know itself: ${timeZone}`);
  const endAt = Math.floor(city.readyAt / 60_000) * 60_000;
  /** Series and its last total. */
  const reached = new Map<string, number>();
  return {
    timeZone,
    *days(count) {
      for (const part of backfill({ seed, zone, endAt, days: count })) {
        // As if it had been scraped: with other labels it would be another series, and both would be added up.
        const scraped = part.replaceAll('{', `{instance="${new URL(city.url).host}",job="city",`);
        const [, series, total] =
          /(\w+\{.*\}) (\S+) \S+\n$/.exec(scraped.slice(scraped.lastIndexOf('\n', scraped.length - 2) + 1)) ?? [];
        if (series !== undefined) reached.set(series, Number(total));
        yield scraped;
      }
    },
    async untilNow(aheadMs) {
      const { counts, countedTo } = await countsSince(city, endAt);
      const aheadAt = Date.now() + aheadMs;
      const lines = [...reached].flatMap(([series, before]) => {
        const known = counts.get(keyOf(labelsOf(series))) ?? [];
        let total = before;
        const line = (count: number, at: number): string => `${series} ${(total += count)} ${at / 1_000}\n`;
        const told = known.map((count, i) => line(count, endAt + (i + 1) * stepMs));
        return aheadMs === 0 || known.length === 0 ? told : [...told, line(atLeast(known, aheadAt - countedTo - lagMs), aheadAt)];
      });
      return `${lines.join('')}# EOF\n`;
    },
  };
}

/** The same samples as VictoriaMetrics takes them over: no comments, times in ms. */
export function victoriaLines(openMetrics: string): string {
  return openMetrics
    .replaceAll(/^#.*\n/gm, '')
    .replaceAll(/ (\d+(?:\.\d+)?)$/gm, (_, seconds: string) => ` ${Math.round(Number(seconds) * 1_000)}`);
}

/** How many there will be in `spanMs` at the least, going by the last steps. */
function atLeast(known: readonly number[], spanMs: number): number {
  const recent = known.slice(-10);
  const likely = Math.max(0, spanMs / stepMs) * (recent.reduce((sum, count) => sum + count, 0) / recent.length);
  return Math.max(0, Math.floor(likely - caution * Math.sqrt(likely)));
}

/** Orders in each step since the city's first minute began, by what `keyOf` makes of the labels. */
async function countsSince(city: RunningCity, endAt: number) {
  const series = stageIds.flatMap((stage) =>
    [undefined, ...dimensions].map((by) => ({ metric: `orders.${stage}`, slice: {}, ...(by === undefined ? {} : { by }) })),
  );
  const response = await fetch(new URL('/api/query', city.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ series, from: endAt, to: Date.now(), stepMs }),
  });
  const { now, results } = cityAnswerSchema.parse(await response.json());
  const whole = Math.floor((now - endAt) / stepMs);
  const counts = new Map(
    results.map(({ metric, slice, values }) => [
      keyOf({ stage: metric.replace('orders.', ''), ...slice }),
      values.slice(0, whole).map((rate) => Math.round(((rate ?? 0) * stepMs) / 1_000)),
    ]),
  );
  return { counts, countedTo: endAt + whole * stepMs };
}

function labelsOf(series: string): Record<string, string> {
  return Object.fromEntries([...series.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]));
}

function keyOf({ stage = '', instance: _, job: __, ...cut }: Record<string, string>): string {
  return JSON.stringify([stage, Object.entries(cut)]);
}
