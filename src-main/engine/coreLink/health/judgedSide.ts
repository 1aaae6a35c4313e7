import type { Compared, Measured } from '../graphReading';
import { excessShare } from './excessShare';

/** One side's numbers beside what is usual; NaN where nothing is known. */
export interface JudgedSide {
  /** Enough calls now to say anything of failures and latency. */
  readonly known: boolean;
  /** Per second, as they are and as they usually are. */
  readonly requests: number;
  readonly usualRequests: number;
  /** Share of calls, 0–1. */
  readonly failing: number;
  readonly usualFailing: number;
  /** Share of calls that surely fail beyond what is usual: 0 unless chance is ruled out. */
  readonly excess: number;
  /** Failed calls per second beyond what is usual, chance included: what it explains of others. */
  readonly extraFailures: number;
  /** ms. */
  readonly p50: NowAndUsual;
  readonly p99: NowAndUsual;
  /** Share 0–1; usual is what the traffic of now would usually take. */
  readonly saturation: NowAndUsual;
}

export interface NowAndUsual {
  readonly now: number;
  readonly usual: number;
}

/** What is usual is the median of the reference spans: one that was ill itself, or another kind of day, does not move it. */
export function judgeSide({ now, past }: Compared, seconds: number, callsMin: number): JudgedSide {
  const usual = (read: (measured: Measured) => number): number => medianOf(past.map(read));
  const known = now.requests * seconds >= callsMin;
  const requests = Number.isNaN(now.requests) ? 0 : now.requests;
  const failing = known ? now.failures / now.requests : Number.NaN;
  const usualFailing = usual((each) => (each.requests > 0 ? each.failures / each.requests : Number.NaN));
  const base = Number.isNaN(usualFailing) ? 0 : usualFailing;
  const latency = (read: (measured: Measured) => number): NowAndUsual => ({
    now: known ? read(now) : Number.NaN,
    usual: usual(read),
  });
  return {
    ...{ known, requests, failing, usualFailing },
    usualRequests: usual((each) => each.requests),
    excess: known ? excessShare(now.failures * seconds, now.requests * seconds, base) : 0,
    extraFailures: known && now.failures > 0 ? Math.max(0, now.failures - base * now.requests) : 0,
    p50: latency((each) => each.latencyMsP50),
    p99: latency((each) => each.latencyMsP99),
    saturation: {
      now: now.saturation,
      usual: usual((each) => (each.requests > 0 ? (each.saturation / each.requests) * requests : Number.NaN)),
    },
  };
}

/** Of the known values; the lower of the two in the middle; NaN of none. */
function medianOf(values: number[]): number {
  const known = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return known[Math.floor((known.length - 1) / 2)] ?? Number.NaN;
}
