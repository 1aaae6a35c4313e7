import { nothingSeen, type CauseCall, type CauseCase, type Column, type Latency, type TrafficView } from './causeCase';
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
import { beyond, ratioOf, secondsOf, spreadAt } from './readings';

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

/** Latency or failures per request. */
interface Measured {
  readonly reading: Reading;
  readonly requests: Column;
  /** No step smaller than this is one. */
  readonly least: number;
  /** What tells how far single requests spread, seconds; null for failures, which scatter as counts do. */
  readonly spread: Latency | null;
}

const asUsual: Excess = { amount: 0, noise: 0, error: 0, departure: null };

/** A series with less than this share of a sure symptom is not looked at closely: with a thousand of them every one has some. */
const trifleShare = 0.002;
/** Standard deviations. */
const surely = 3;

export function excessOf({ bucketMs, nodes, symptom }: CauseCase, moments: Moments): ExcessOf {
  const { kind, node } = symptom;
  const seconds = (bucketsCounted(moments) * bucketMs) / 1_000;
  const latencyOf = (latency: Latency, requests: Column): Measured => ({
    ...{ reading: secondsOf(latency), requests, least: 0, spread: latency },
  });
  const failuresOf = (failures: Column, requests: Column): Measured => ({
    ...{ reading: ratioOf(failures, requests), requests, least: 0, spread: null },
  });
  const tells = ({ latency, failures, requests }: TrafficView, elsewhere: Column | null): boolean =>
    (requests ?? elsewhere) !== null && (kind === 'latency' ? latency : failures) !== null;
  const measuredAt = ({ latency, failures, requests }: TrafficView, elsewhere: Column | null): Measured | null => {
    const asked = requests ?? elsewhere;
    if (asked === null) return null;
    if (kind === 'latency') return latency === null ? null : latencyOf(latency, asked);
    return failures === null ? null : failuresOf(failures, asked);
  };
  /** Null when the gap cannot have grown by more than it could be measured. */
  const measuredBetween = ({ gap }: CauseCall, sent: Measured | null, behind: Measured | null): Measured | null => {
    const asked = sent?.requests ?? behind?.requests ?? null;
    if (kind === 'latency' && gap !== null) return asked === null ? null : latencyOf(gap, asked);
    if (sent === null || behind === null) return null;
    // Two sides' percentiles are known to a tenth each: of their difference no less than that of the larger one is noise.
    const level = levelOf(behind.reading, moments);
    const apart = leastNoise * level;
    if (levelOf(sent.reading, moments) - level < apart) return null;
    return {
      ...sent,
      reading: beyond(sent.reading, behind.reading),
      least: apart,
    };
  };
  const rateOf = ({ requests }: Measured): number => levelOf(requests, moments);
  const judge = (measured: Measured | null, against = moments): Excess | null => {
    if (measured === null) return null;
    const departure = departureOf(measured.reading, against);
    const rate = rateOf(measured);
    if (departure === null || Number.isNaN(rate) || rate <= 0) return null;
    const counted = Math.max(1, rate * seconds);
    const { spread, least } = measured;
    const sampling = spread === null ? countingError(departure.usual, counted) : samplingError(spread, moments, counted);
    const noise = Math.max(departure.noise, least, sampling);
    const error = spread === null ? countingError(departure.now, counted) : 0;
    const amount = rate * (departure.now - departure.usual);
    return { amount, noise: rate * noise, error: rate * error, departure: { ...departure, noise } };
  };
  // Calls are many: the few buckets of a glance tell their usual level, unless they were rarely measured. Nodes get all of the reference.
  const fewer = { ...moments, reference: glanceAt(moments.reference) };
  const isWell = (measured: Measured): boolean =>
    isOrdinary(measured.reading, moments, { step: Math.max(measured.least, trifle / rateOf(measured)) });
  const judgeSide = (measured: Measured | null): Excess | null =>
    measured !== null && isWell(measured) ? asUsual : (judge(measured, fewer) ?? judge(measured));

  const seen = node === null ? null : judge(measuredAt(nodes[node]?.served ?? nothingSeen, null));
  const trifle = seen !== null && seen.amount > surely * seen.noise ? trifleShare * seen.amount : 0;
  return {
    node: (view) => judge(measuredAt(view, null)),
    call: (call) => {
      const sent = measuredAt(call.caller, call.callee.requests);
      const answers = tells(call.callee, call.caller.requests);
      // A callee that does not tell its callers apart still tells how long it took on the whole.
      const served = nodes[call.to]?.served ?? nothingSeen;
      const hasGap = (kind === 'latency' && call.gap !== null) || (sent !== null && (answers || tells(served, null)));
      const well = { caller: answers ? null : asUsual, callee: answers ? asUsual : null, gap: hasGap ? asUsual : null };
      // What the caller does not feel, whether it lies behind the call or on the way, matters to nobody above it.
      if (sent !== null && isWell(sent)) return well;
      const arrived = measuredAt(call.callee, call.caller.requests);
      return {
        caller: answers ? null : judgeSide(sent),
        callee: judgeSide(arrived),
        gap: judgeSide(measuredBetween(call, sent, arrived ?? measuredAt(served, null))) ?? well.gap,
      };
    },
    wait: (latency) => (kind === 'latency' && latency !== null ? departureOf(secondsOf(latency), moments) : null),
  };
}

/** Standard error of a mean over so many requests; 0 where nothing tells how they spread. */
function samplingError(latency: Latency, { reference }: Moments, counted: number): number {
  const few = spreadAt(latency, glanceAt(reference));
  const typical = Number.isNaN(few) ? spreadAt(latency, reference) : few;
  return Number.isNaN(typical) ? 0 : typical / Math.sqrt(counted);
}

/** Of a share of so many requests, as Poisson counts scatter; one failure alone never counts. */
function countingError(share: number, counted: number): number {
  return Math.sqrt(Math.max(0, share) * counted + 1) / counted;
}
