import type { CauseCall, CauseCase, Column, Latency, SymptomKind, TrafficView } from './causeCase';
import { bucketsCounted, departureOf, isOrdinary, levelOf, type Departure, type Moments, type Reading } from './departure';
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
  /** Per request: seconds, or share 0–1 that failed. Null for a call that at a glance is as usual: it has no excess, and nobody asks. */
  readonly departure: Departure | null;
}

export interface ExcessOf {
  readonly node: (view: TrafficView) => Excess | null;
  /** One side of a call; its requests are counted there or, where not, `elsewhere`. */
  readonly side: (view: TrafficView, elsewhere: Column | null) => Excess | null;
  /** What is lost between the two sides of a call. */
  readonly gap: (call: CauseCall) => Excess | null;
  /** Seconds per call, of calls nobody counts; null unless the symptom is latency. */
  readonly wait: (latency: Latency | null) => Departure | null;
}

const asUsual: Excess = { amount: 0, noise: 0, departure: null };

export function excessOf({ bucketMs }: CauseCase, kind: SymptomKind, moments: Moments): ExcessOf {
  const seconds = (bucketsCounted(moments) * bucketMs) / 1_000;
  /** Latency or failures per request, and the standard deviation it has from so many requests being counted. */
  interface Measured {
    readonly reading: Reading;
    readonly requests: Column;
    readonly counting: (usual: number, counted: number) => number;
  }
  const latencyOf = (latency: Latency, requests: Column): Measured => ({
    reading: secondsOf(latency),
    requests,
    counting: (_, counted) => samplingError(spreadOf(latency), moments, counted),
  });
  const failuresOf = (reading: Reading, requests: Column): Measured => ({
    reading,
    requests,
    // Poisson, and one alone never counts.
    counting: (usual, counted) => Math.sqrt(Math.max(0, usual) * counted + 1) / counted,
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
    return sent === null || arrived === null ? null : { ...sent, reading: beyond(sent.reading, arrived.reading) };
  };
  const judge = (measured: Measured | null): Excess | null => {
    if (measured === null) return null;
    const departure = departureOf(measured.reading, moments);
    const rate = levelOf(readingOf(measured.requests), moments);
    if (departure === null || Number.isNaN(rate) || rate <= 0) return null;
    const counted = Math.max(1, rate * seconds);
    const noise = Math.max(departure.noise, measured.counting(departure.usual, counted));
    return { amount: rate * (departure.now - departure.usual), noise: rate * noise, departure: { ...departure, noise } };
  };
  const judgeCall = (measured: Measured | null): Excess | null =>
    measured !== null && isOrdinary(measured.reading, moments) ? asUsual : judge(measured);

  return {
    node: (view) => judge(measuredAt(view, null)),
    side: (view, elsewhere) => judgeCall(measuredAt(view, elsewhere)),
    gap: (call) => judgeCall(measuredBetween(call)),
    wait: (latency) => (kind === 'latency' && latency !== null ? departureOf(secondsOf(latency), moments) : null),
  };
}

/** Standard error of a mean over so many requests; 0 where nothing tells how they spread. */
function samplingError(spread: Reading, { reference }: Moments, counted: number): number {
  const typical = levelOf(spread, { judged: reference, weights: [] });
  return Number.isNaN(typical) ? 0 : typical / Math.sqrt(counted);
}
