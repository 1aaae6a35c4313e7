import { idcCount } from '../dimensions/dimensions';
import type { PlantNode } from '../topology/plant';
import { stationaryWait } from './queueing';
import type { ServiceState } from './serviceState';
import type { Sizing } from './sizing';
import type { World } from './world';

/** A message queue keeps what it gets: half an hour of its own throughput. */
const backlogSecondsMax = 1800;
/** A machine that has just started needs this long to be warm. */
const warmSeconds = 30;
const coldCapacity = 0.3;
/** Spread of a request's own time beside its mean, squared. */
const serviceScatter = 0.36;
const roomMin = 1e-9;
const idleWeight = 1e-6;

/** One second at one station: shares arrivals among its machines, works off queues, turns away what does not fit. */
export function serveStation(node: PlantNode, idc: number, world: World, sizing: Sizing, state: ServiceState): void {
  const station = node.index * idcCount + idc;
  const first = world.slotFirst[station]!;
  const end = world.slotFirst[station + 1]!;
  const keepsBacklog = node.kind === 'middleware' && node.role.startsWith('mq-');
  let weight = 0;
  for (let k = first; k < end; k += 1) {
    const running = world.running[k] === 1;
    const warm = running ? Math.min(1, state.warm[k]! + 1 / warmSeconds) : 0;
    state.warm[k] = warm;
    if (!running) state.queue[k] = 0;
    weight += running ? coldCapacity + (1 - coldCapacity) * warm : 0;
  }
  const arrivals = state.arrivals[station]!;
  let served = 0;
  let failed = weight === 0 ? arrivals : 0;
  let mean = 0;
  let second = 0;
  let capacity = 0;
  let seenWeight = 0;
  for (let k = first; k < end; k += 1) {
    if (world.running[k] !== 1) {
      state.slotArrivals[k] = 0;
      state.slotBusy[k] = 0;
      continue;
    }
    const readiness = coldCapacity + (1 - coldCapacity) * state.warm[k]!;
    const offered = (arrivals * readiness) / weight;
    const admitted = Math.min(offered, world.limit[k]!);
    const serviceMs = node.serviceMs * world.serviceFactor[k]! + world.addedMs[k]!;
    const cores = (sizing.machineRate[station]! * readiness * world.capacityFactor[k]!) / world.serviceFactor[k]!;
    const room = Math.min(cores, (sizing.pool[station]! * world.capacityFactor[k]! * 1000) / Math.max(state.held[station]!, 1));
    const waiting = state.queue[k]! + admitted;
    const done = Math.min(waiting, Math.max(room, roomMin));
    const queueMax = room * (keepsBacklog ? backlogSecondsMax : sizing.queueSeconds[station]!);
    const left = Math.min(waiting - done, queueMax);
    const turnedAway = offered - admitted + (waiting - done - left);
    const busy = admitted / Math.max(room, roomMin);
    const waitMs = (left / Math.max(room, roomMin)) * 1000 + serviceMs * stationaryWait(busy, sizing.servers[station]!);
    const slotFailed = turnedAway + (offered - turnedAway) * world.errorRate[k]!;
    const slotMean = serviceMs + waitMs;
    const slotVariance = serviceScatter * serviceMs * serviceMs + waitMs * waitMs;
    state.queue[k] = left;
    state.slotArrivals[k] = offered;
    state.slotFailing[k] = offered > 0 ? Math.min(1, slotFailed / offered) : 0;
    state.slotMean[k] = slotMean;
    state.slotVariance[k] = slotVariance;
    state.slotBusy[k] = Math.min(1, left > room * 0.02 ? 1 : busy);
    served += done;
    failed += slotFailed;
    capacity += room;
    // Without traffic a machine still says how long it would take.
    const weigh = Math.max(offered, idleWeight);
    seenWeight += weigh;
    mean += weigh * slotMean;
    second += weigh * (slotVariance + slotMean * slotMean);
  }
  state.served[station] = served;
  state.capacity[station] = capacity;
  state.ownFailing[station] = arrivals > 0 ? Math.min(1, failed / arrivals) : 0;
  if (seenWeight === 0) return;
  state.ownMean[station] = mean / seenWeight;
  state.ownVariance[station] = Math.max(0, second / seenWeight - (mean / seenWeight) ** 2);
}
