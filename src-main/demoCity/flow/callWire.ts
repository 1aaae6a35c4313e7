import { idcCount } from '../dimensions/dimensions';
import type { Plant, PlantEdge } from '../topology/plant';
import { shareAbove } from './queueing';
import { seen, type ServiceState, type View } from './serviceState';
import { wireMs } from './wires';
import type { World } from './world';

/** A breaker opens early where there is a fallback, and late where opening means failing; never on too few attempts. */
const breaker = {
  openShareOptional: 0.5,
  openShare: 0.8,
  closeShare: 0.25,
  attemptsMin: 5,
  openSeconds: 10,
  halfSeconds: 5,
  halfTraffic: 0.1,
  memory: 0.25,
};

/** Puts this second's calls on a wire: what the breaker and the cut let through, times the retries that last second's failures cause. */
export function sendCalls(edge: PlantEdge, wire: number, calls: number, world: World, state: ServiceState): number {
  const open = state.breakerOpenSeconds[wire]! > 0 ? 1 : state.breakerHalfSeconds[wire]! > 0 ? 1 - breaker.halfTraffic : 0;
  const blocked = 1 - (1 - world.brokenShare[wire]!) * (1 - open);
  const failing = state.views[seen].attemptFailing[wire]!;
  const sent = calls * (1 - world.degradedShare[wire]!) * (1 - blocked) * attemptsPerCall(failing, edge.retries);
  const arrived = sent * (1 - world.lossShare[wire]!) * (1 - world.handshakeFailing[wire]!);
  state.blocked[wire] = blocked;
  state.refused[wire] = calls * (1 - world.degradedShare[wire]!) * blocked;
  state.sent[wire] = sent;
  state.arrived[wire] = arrived;
  return arrived;
}

/** What the caller experiences, once the callee's answer of this second is known. */
export function settleCalls(plant: Plant, edge: PlantEdge, idc: number, view: View, world: World, state: ServiceState): void {
  const wire = edge.index * idcCount + idc;
  const callee = edge.toNode * idcCount + idc;
  const answers = state.views[view];
  const lost = 1 - (1 - world.lossShare[wire]!) * (1 - world.handshakeFailing[wire]!);
  const network = wireMs(plant, edge) + world.wireAddedMs[wire]!;
  const mean = network + (edge.async === true ? state.ownMean[callee]! : answers.mean[callee]!);
  const variance = answers.variance[callee]! + network * network * 0.04;
  const late = edge.async === true ? 0 : shareAbove(edge.timeoutMs, mean, variance);
  const failing = lost + (1 - lost) * (answers.failing[callee]! + (1 - answers.failing[callee]!) * late);
  const timedOut = lost + (1 - lost) * late;
  const inTime = Math.min(mean, edge.timeoutMs);
  const attemptMean = timedOut * edge.timeoutMs + (1 - timedOut) * inTime;
  const attemptSecond = timedOut * edge.timeoutMs ** 2 + (1 - timedOut) * (Math.min(variance, edge.timeoutMs ** 2) + inTime ** 2);
  const attemptVariance = Math.max(0, attemptSecond - attemptMean ** 2);
  const blocked = state.blocked[wire]!;
  const attempts = attemptsPerCall(failing, edge.retries) * (1 - blocked);
  const served = 1 - world.degradedShare[wire]!;
  answers.attemptFailing[wire] = failing;
  answers.callFailing[wire] = served * (blocked + (1 - blocked) * Math.pow(failing, edge.retries + 1));
  answers.callMean[wire] = served * attempts * attemptMean;
  answers.callVariance[wire] = served * attempts * attemptVariance;
  if (view !== seen) return;
  state.attemptMean[wire] = attemptMean;
  state.attemptVariance[wire] = attemptVariance;
  state.timeouts[wire] = timedOut;
  if (edge.breaker) judgeBreaker(wire, failing, edge.optional === true ? breaker.openShareOptional : breaker.openShare, state);
}

function attemptsPerCall(failing: number, retries: number): number {
  let attempts = 1;
  let chance = failing;
  for (let i = 0; i < retries; i += 1, chance *= failing) attempts += chance;
  return attempts;
}

function judgeBreaker(wire: number, failing: number, openShare: number, state: ServiceState): void {
  if (state.breakerOpenSeconds[wire]! > 0) {
    state.breakerOpenSeconds[wire]! -= 1;
    if (state.breakerOpenSeconds[wire] === 0) {
      state.breakerHalfSeconds[wire] = breaker.halfSeconds;
      state.breakerLoad[wire] = 0;
    }
    return;
  }
  if (state.sent[wire]! >= breaker.attemptsMin) state.breakerLoad[wire]! += breaker.memory * (failing - state.breakerLoad[wire]!);
  const half = state.breakerHalfSeconds[wire]! > 0;
  if (half) state.breakerHalfSeconds[wire]! -= 1;
  const tooMany = state.breakerLoad[wire]! > (half ? breaker.closeShare : openShare);
  if (!tooMany) return;
  state.breakerOpenSeconds[wire] = breaker.openSeconds;
  state.breakerHalfSeconds[wire] = 0;
}
