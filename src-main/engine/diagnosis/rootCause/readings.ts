import type { Column, Latency } from './causeCase';
import type { Reading } from './departure';

export function readingOf(column: Column): Reading {
  return (bucket) => column[bucket] ?? Number.NaN;
}

/** Mean seconds per request. */
export function secondsOf({ mean, quantiles }: Latency): Reading {
  return (bucket) => {
    const told = mean === null ? Number.NaN : (mean[bucket] ?? Number.NaN);
    if (!Number.isNaN(told)) return told;
    // The mean is the area under the quantile function: straight lines from zero through what is known, flat after the last.
    let area = 0;
    let share = 0;
    let seconds = 0;
    for (let i = 0; i < quantiles.length; i++) {
      const line = quantiles[i];
      const next = line?.seconds[bucket] ?? Number.NaN;
      if (line === undefined || Number.isNaN(next)) continue;
      area += ((line.share - share) * (seconds + next)) / 2;
      share = line.share;
      seconds = next;
    }
    return share === 0 ? Number.NaN : area + (1 - share) * seconds;
  };
}

/** Standard deviation of single requests, seconds: as if what lies between p50 and the last known quantile were half a normal distribution. */
export function spreadOf({ quantiles }: Latency): Reading {
  const middle = quantiles.find(({ share }) => share === 0.5);
  const last = quantiles.at(-1);
  const deviations = { 0.9: 1.2816, 0.95: 1.6449, 0.99: 2.3263 }[last?.share ?? 0];
  if (middle === undefined || last === undefined || deviations === undefined) return () => Number.NaN;
  return (bucket) => ((last.seconds[bucket] ?? Number.NaN) - (middle.seconds[bucket] ?? Number.NaN)) / deviations;
}

/** Share 0–1 of the requests. */
export function shareOf(part: Column, whole: Column): Reading {
  return (bucket) => ratioOf(part[bucket] ?? Number.NaN, whole[bucket] ?? Number.NaN);
}

/** NaN where nothing was asked. */
export function ratioOf(part: number, whole: number): number {
  return whole > 0 ? part / whole : Number.NaN;
}

/** What the caller saw beyond the callee; clocks and rounding must not make it negative. */
export function beyond(caller: Reading, callee: Reading): Reading {
  return (bucket) => Math.max(0, caller(bucket) - callee(bucket));
}
