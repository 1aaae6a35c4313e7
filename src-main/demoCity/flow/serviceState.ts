import { idcCount } from '../dimensions/dimensions';
import type { Plant } from '../topology/plant';
import type { World } from './world';

/** Two readings of everything: as it happens, and with the payment channels taken out (what one channel's orders share). */
export const seen = 0;
export const clean = 1;
export type View = typeof seen | typeof clean;

export interface ViewState {
  /** Share of requests that fail, per station. */
  failing: Float64Array;
  /** Mean (ms) and variance of a station's answer time. */
  mean: Float64Array;
  variance: Float64Array;
  /** Share of attempts that fail, per wire (edge × idcCount + idc), and of calls after all retries. */
  attemptFailing: Float64Array;
  callFailing: Float64Array;
  /** Time a caller spends on one call, retries included (ms), and its variance. */
  callMean: Float64Array;
  callVariance: Float64Array;
}

/** The state of queues, breakers and answers; all of it carries over to the next second. */
export interface ServiceState {
  views: readonly [ViewState, ViewState];
  /** Per station. */
  arrivals: Float64Array;
  served: Float64Array;
  capacity: Float64Array;
  /** Per slot. */
  slotArrivals: Float64Array;
  slotFailing: Float64Array;
  slotMean: Float64Array;
  slotVariance: Float64Array;
  slotBusy: Float64Array;
  queue: Float64Array;
  /** 0–1, how warm a machine that has just started is. */
  warm: Float64Array;
  /** Own share of failures and own time per station, before what it waits for. */
  ownFailing: Float64Array;
  ownMean: Float64Array;
  ownVariance: Float64Array;
  /** Time a request holds a worker (ms), per station. */
  held: Float64Array;
  /** Per wire: calls attempted, those that arrived, those refused by a breaker or a cut. */
  sent: Float64Array;
  arrived: Float64Array;
  blocked: Float64Array;
  refused: Float64Array;
  attemptMean: Float64Array;
  attemptVariance: Float64Array;
  timeouts: Float64Array;
  breakerLoad: Float64Array;
  breakerOpenSeconds: Float64Array;
  breakerHalfSeconds: Float64Array;
}

export function createServiceState(plant: Plant, world: World): ServiceState {
  const stations = plant.nodes.length * idcCount;
  const wires = plant.edges.length * idcCount;
  const slots = world.slots.length;
  const row = (length: number): Float64Array => new Float64Array(length);
  const view = (): ViewState => ({
    failing: row(stations),
    mean: row(stations),
    variance: row(stations),
    attemptFailing: row(wires),
    callFailing: row(wires),
    callMean: row(wires),
    callVariance: row(wires),
  });
  return {
    views: [view(), view()],
    arrivals: row(stations),
    served: row(stations),
    capacity: row(stations),
    slotArrivals: row(slots),
    slotFailing: row(slots),
    slotMean: row(slots),
    slotVariance: row(slots),
    slotBusy: row(slots),
    queue: row(slots),
    warm: row(slots).fill(1),
    ownFailing: row(stations),
    ownMean: row(stations),
    ownVariance: row(stations),
    held: Float64Array.from({ length: stations }, (_, s) => plant.nodes[Math.floor(s / idcCount)]!.serviceMs),
    sent: row(wires),
    arrived: row(wires),
    blocked: row(wires),
    refused: row(wires),
    attemptMean: row(wires),
    attemptVariance: row(wires),
    timeouts: row(wires),
    breakerLoad: row(wires),
    breakerOpenSeconds: row(wires),
    breakerHalfSeconds: row(wires),
  };
}
