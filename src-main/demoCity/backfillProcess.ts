import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { backfill } from './backfill';
import { parseCityArguments, startOf } from './cityOptions';

/**
 * `--epoch real --seed N --days 8 --out FILE`: writes the past for promtool, then one line of JSON. Give the printed time zone
 * to the city (`--time-zone`), so that both agree even when the hour turns between them.
 */
async function run(): Promise<void> {
  const options = parseCityArguments(process.argv.slice(2));
  if (options.out === undefined) throw new Error('--out: the file to write');
  const { zone, startAt } = startOf(options, Date.now());
  const text = backfill({ seed: options.seed, zone, endAt: startAt, days: options.days });
  await pipeline(Readable.from(text), createWriteStream(options.out));
  console.log(JSON.stringify({ type: 'written', file: options.out, endAt: startAt, timeZone: zone.timeZone }));
}

run().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
