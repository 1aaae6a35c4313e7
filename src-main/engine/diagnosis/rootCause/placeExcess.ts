import type { CauseCall, CauseCase, Column, Latency, SymptomKind, TrafficView } from './causeCase';
import {
  bucketsCounted,
  departureOf,
  glanceAt,
  isOrdinary,
  leastNoise,
  levelOf,
  type Departure,
  type Moments,
  type Reading,
} from './departure';
import { beyond, readingOf, secondsOf, shareOf, spreadOf } from './readings';

/**
 * What one view has too much of, per second: extra seconds of waiting (which is extra requests in flight, by Little's law) or extra
 * failed requests. Both add up along calls, which is why they can be explained away; a z-score cannot.
 */
export interface Excess {
  /** Per second; negative when it is better than usual. */
  readonly amount: number;
  /** One standard deviation of the amount while all is well. */
  readonly noise: number;
  /**
   * Standard error of the amount as it is now: what its difference from another amount has to exceed. Failures are few, and two sides'
   * buckets do not begin together; seconds are summed over all requests.
   */
  readonly error: number;
  /** Per request: seconds, or share 0–1 that failed. Null for a call that at a glance is as usual: it has no excess, and nobody asks. */
  readonly departure: Departure | null;
}

/** Null: that side, or the gap between the sides, was not measured. The caller's side is asked where the callee's is missing. */
export interface CallExcess {
  readonly callee: Excess | null;
  readonly caller: Excess | null;
  readonly gap: Excess | null;
}

export interface ExcessOf {
  readonly node: (view: TrafficView) => Excess | null;
  readonly call: (call: CauseCall) => CallExcess;
  /** Seconds per call, of calls nobody counts; null unless the symptom is latency. */
  readonly wait: (latency: Latency | null) => Departure | null;
}

const asUsual: Excess = { amount: 0, noise: 0, error: 0, departure: null };

export function excessOf({ bucketMs }: CauseCase, kind: SymptomKind, moments: Moments): ExcessOf {
  const seconds = (bucketsCounted(moments) * bucketMs) / 1_000;
  /** Latency or failures per request, and the standard errors of its level, usual and now, when so many requests are counted. */
  interface Measured {
    readonly reading: Reading;
    readonly requests: Column;
    readonly usualError: (usual: number, counted: number) => number;
    readonly nowError: (now: number, counted: number) => number;
  }
  const latencyOf = (latency: Latency, requests: Column): Measured => ({
    reading: secondsOf(latency),
    requests,
    usualError: (_, counted) => samplingError(spreadOf(latency), moments, counted),
    nowError: () => 0,
  });
  const failuresOf = (reading: Reading, requests: Column): Measured => ({
    reading,
    requests,
    usualError: countingError,
    nowError: countingError,
  });
  const measuredAt = ({ latency, failures, requests }: TrafficView, elsewhere: Column | null): Measured | null => {
    const asked = requests ?? elsewhere;
    if (asked === null) return null;
    if (kind === 'latency') return latency === null ? null : latencyOf(latency, asked);
    return failures === null ? null : failuresOf(shareOf(failures, asked), asked);
  };
  const measuredBetween = ({ caller, callee, gap }: CauseCall): Measured | null => {
    const asked = caller.requests ?? callee.requests;
    if (asked === null) return null;
    if (kind === 'latency' && gap !== null) return latencyOf(gap, asked);
    const [sent, arrived] = [measuredAt(caller, asked), measuredAt(callee, asked)];
    if (sent === null || arrived === null) return null;
    // Two sides' percentiles are known to a tenth each: of their difference no less than that of the larger one is noise.
    const apart = leastNoise * levelOf(arrived.reading, moments);
    return {
      ...sent,
      reading: beyond(sent.reading, arrived.reading),
      usualError: (usual, counted) => Math.max(apart, sent.usualError(usual, counted)),
    };
  };
  const judge = (measured: Measured | null): Excess | null => {
    if (measured === null) return null;
    const departure = departureOf(measured.reading, moments);
    const rate = levelOf(readingOf(measured.requests), moments);
    if (departure === null || Number.isNaN(rate) || rate <= 0) return null;
    const counted = Math.max(1, rate * seconds);
    const noise = Math.max(departure.noise, measured.usualError(departure.usual, counted));
    const error = measured.nowError(departure.now, counted);
    const amount = rate * (departure.now - departure.usual);
    return { amount, noise: rate * noise, error: rate * error, departure: { ...departure, noise } };
  };
  const judgeSide = (measured: Measured | null): Excess | null =>
    measured !== null && isOrdinary(measured.reading, moments) ? asUsual : judge(measured);

  return {
    node: (view) => judge(measuredAt(view, null)),
    call: (call) => {
      const [sent, arrived] = [measuredAt(call.caller, call.callee.requests), measuredAt(call.callee, call.caller.requests)];
      const gap = measuredBetween(call);
      // What the caller does not feel, whether it lies behind the call or on the way, matters to nobody above it.
      if (sent !== null && isOrdinary(sent.reading, moments))
        return { caller: asUsual, callee: arrived === null ? null : asUsual, gap: gap === null ? null : asUsual };
      return { caller: arrived === null ? judge(sent) : null, callee: judgeSide(arrived), gap: judgeSide(gap) };
    },
    wait: (latency) => (kind === 'latency' && latency !== null ? departureOf(secondsOf(latency), moments) : null),
  };
}

/** Standard error of a mean over so many requests; 0 where nothing tells how they spread. */
function samplingError(spread: Reading, { reference }: Moments, counted: number): number {
  const typical = levelOf(spread, { judged: glanceAt(reference), weights: [] });
  return Number.isNaN(typical) ? 0 : typical / Math.sqrt(counted);
}

/** Of a share of so many requests, as Poisson counts scatter; one failure alone never counts. */
function countingError(share: number, counted: number): number {
  return Math.sqrt(Math.max(0, share) * counted + 1) / counted;
}
