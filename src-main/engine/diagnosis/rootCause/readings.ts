import type { Column, Latency } from './causeCase';
import type { Reading } from './departure';

/** Mean seconds per request. */
export function secondsOf({ mean, quantiles }: Latency): Reading {
  if (quantiles.length === 0) return mean ?? [];
  const length = mean?.length ?? quantiles[0]?.seconds.length ?? 0;
  const seconds = new Array<number>(length);
  for (let bucket = 0; bucket < length; bucket += 1) {
    const told = mean === null ? Number.NaN : (mean[bucket] ?? Number.NaN);
    seconds[bucket] = Number.isNaN(told) ? underQuantiles(quantiles, bucket) : told;
  }
  return seconds;
}

/** The mean is the area under the quantile function: straight lines from zero through what is known, flat after the last. */
function underQuantiles(quantiles: Latency['quantiles'], bucket: number): number {
  let area = 0;
  let share = 0;
  let seconds = 0;
  for (let i = 0; i < quantiles.length; i += 1) {
    const line = quantiles[i];
    const next = line?.seconds[bucket] ?? Number.NaN;
    if (line === undefined || Number.isNaN(next)) continue;
    area += ((line.share - share) * (seconds + next)) / 2;
    share = line.share;
    seconds = next;
  }
  return share === 0 ? Number.NaN : area + (1 - share) * seconds;
}

/** Standard deviation of single requests, seconds: as if what lies between p50 and the last known quantile were half a normal distribution. */
export function spreadAt({ quantiles }: Latency, buckets: readonly number[]): number {
  const middle = quantiles.find(({ share }) => share === 0.5);
  const last = quantiles.at(-1);
  const deviations = { 0.9: 1.2816, 0.95: 1.6449, 0.99: 2.3263 }[last?.share ?? 0];
  if (middle === undefined || last === undefined || deviations === undefined) return Number.NaN;
  let [sum, count] = [0, 0];
  for (const bucket of buckets) {
    const apart = (last.seconds[bucket] ?? Number.NaN) - (middle.seconds[bucket] ?? Number.NaN);
    if (Number.isNaN(apart)) continue;
    sum += apart;
    count += 1;
  }
  return sum / count / deviations;
}

/** Share 0–1 of the requests; NaN where nothing was asked. */
export function ratioOf(part: Reading, whole: Reading): Reading {
  const ratio = new Array<number>(part.length);
  for (let bucket = 0; bucket < part.length; bucket += 1) {
    const asked = whole[bucket] ?? Number.NaN;
    ratio[bucket] = asked > 0 ? (part[bucket] ?? Number.NaN) / asked : Number.NaN;
  }
  return ratio;
}

/** What the caller saw beyond the callee; clocks and rounding must not make it negative. */
export function beyond(caller: Reading, callee: Reading): Reading {
  const gap = new Array<number>(caller.length);
  for (let bucket = 0; bucket < caller.length; bucket += 1)
    gap[bucket] = Math.max(0, (caller[bucket] ?? Number.NaN) - (callee[bucket] ?? Number.NaN));
  return gap;
}

/** Bucket by bucket; NaN where one of them has none. */
export function sumOf(columns: readonly Column[]): Reading {
  const sum = new Array<number>(columns[0]?.length ?? 0).fill(0);
  for (const column of columns)
    for (let bucket = 0; bucket < sum.length; bucket += 1) sum[bucket] = (sum[bucket] ?? 0) + (column[bucket] ?? Number.NaN);
  return sum;
}
