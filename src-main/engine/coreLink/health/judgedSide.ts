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
}

export interface NowAndUsual {
  readonly now: number;
  readonly usual: number;
}

/** What is usual is the median of the reference spans: one that was ill itself, or another kind of day, does not move it. */
export function judgeSide({ now, past }: Compared, seconds: number, callsMin: number): JudgedSide {
  const known = now.requests * seconds >= callsMin;
  const usualFailing = usual(past, failingOf);
  const base = Number.isNaN(usualFailing) ? 0 : usualFailing;
  return {
    known,
    requests: Number.isNaN(now.requests) ? 0 : now.requests,
    usualRequests: usual(past, requestsOf),
    failing: known ? failingOf(now) : Number.NaN,
    usualFailing,
    excess: known ? excessShare(now.failures * seconds, now.requests * seconds, base) : 0,
    extraFailures: known && now.failures > 0 ? Math.max(0, now.failures - base * now.requests) : 0,
    p50: { now: known ? now.latencyMsP50 : Number.NaN, usual: usual(past, p50Of) },
    p99: { now: known ? now.latencyMsP99 : Number.NaN, usual: usual(past, p99Of) },
  };
}

/** Share 0–1; usual is what the traffic of now would usually take. Apart from the side, because calls have none. */
export function judgeSaturation({ now, past }: Compared): NowAndUsual {
  const requests = Number.isNaN(now.requests) ? 0 : now.requests;
  return { now: now.saturation, usual: usual(past, busyOf) * requests };
}

// Thousands of sides are judged every few seconds: readers made once, and one small array for all medians of other than three.
const requestsOf = ({ requests }: Measured): number => requests;
const failingOf = ({ requests, failures }: Measured): number => (requests > 0 ? failures / requests : Number.NaN);
const p50Of = ({ latencyMsP50 }: Measured): number => latencyMsP50;
const p99Of = ({ latencyMsP99 }: Measured): number => latencyMsP99;
const busyOf = ({ requests, saturation }: Measured): number => (requests > 0 ? saturation / requests : Number.NaN);
const sorted: number[] = [];

/** The median of the known values; the lower of the two in the middle; NaN of none. */
function usual(past: readonly Measured[], read: (measured: Measured) => number): number {
  const one = past[0];
  const two = past[1];
  const three = past[2];
  if (past.length === 3 && one !== undefined && two !== undefined && three !== undefined) {
    // Three known ones are nearly all there is: no loop, no array. Any NaN makes the sum NaN.
    const a = read(one);
    const b = read(two);
    const c = read(three);
    if (!Number.isNaN(a + b + c)) return middleOf(a, b, c);
  }
  return middleOfAll(past, read);
}

function middleOf(a: number, b: number, c: number): number {
  if (a <= b) return b <= c ? b : a <= c ? c : a;
  return a <= c ? a : b <= c ? c : b;
}

function middleOfAll(past: readonly Measured[], read: (measured: Measured) => number): number {
  let count = 0;
  for (const measured of past) {
    const value = read(measured);
    if (Number.isNaN(value)) continue;
    let at = count;
    for (; at > 0 && (sorted[at - 1] ?? 0) > value; at -= 1) sorted[at] = sorted[at - 1] ?? 0;
    sorted[at] = value;
    count += 1;
  }
  return count === 0 ? Number.NaN : (sorted[(count - 1) >> 1] ?? Number.NaN);
}
