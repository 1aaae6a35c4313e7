import { idcCount } from '../dimensions/dimensions';
import type { Plant, PlantNode } from '../topology/plant';
import { sendCalls, settleCalls } from './callWire';
import { callsOn, entryRate, type JourneyLoad } from './journeyLoad';
import { serveStation } from './serveStation';
import { clean, createServiceState, seen, type ServiceState, type View } from './serviceState';
import type { Sizing } from './sizing';
import { audienceShares, type World } from './world';

export interface ServiceFlow {
  state: ServiceState;
  /** One second: load down the calls, answers back up. */
  step(load: JourneyLoad): void;
}

/**
 * The machines. Every second, callers first: a station shares its requests among its machines, works off what it can and
 * calls others. Then callees first: failures and waiting times go back up through timeouts, retries, breakers and fallbacks.
 * Retries, worker pools and breakers use the answers of the second before, as real ones do.
 */
export function createServiceFlow(plant: Plant, world: World, sizing: Sizing): ServiceFlow {
  const state = createServiceState(plant, world);
  const upwards = [...plant.nodes].reverse();
  const missShare = (id: string): number => world.missShare[plant.byId(id)?.index ?? 0]!;
  return {
    state,
    step: (load) => {
      state.arrivals.fill(0);
      for (const node of plant.nodes)
        for (let idc = 0; idc < idcCount; idc += 1) {
          const station = node.index * idcCount + idc;
          state.arrivals[station]! += entryRate(load, plant, node.index, idc);
          serveStation(node, idc, world, sizing, state);
          for (const edge of plant.leaving[node.index]!) {
            const calls = callsOn(edge, idc, state.served[station]!, load, missShare);
            state.arrivals[edge.toNode * idcCount + idc]! += sendCalls(edge, edge.index * idcCount + idc, calls, world, state);
          }
        }
      for (const node of upwards)
        for (let idc = 0; idc < idcCount; idc += 1) {
          settleNode(plant, node, idc, seen, world, state, load);
          settleNode(plant, node, idc, clean, world, state, load);
        }
    },
  };
}

/** A node's answer: its own, and that of everything it must wait for. */
function settleNode(
  plant: Plant,
  node: PlantNode,
  idc: number,
  view: View,
  world: World,
  state: ServiceState,
  load: JourneyLoad,
): void {
  const station = node.index * idcCount + idc;
  const answers = state.views[view];
  const through = Math.max(1e-9, state.served[station]!);
  let passing = 1 - state.ownFailing[station]!;
  if (view === seen) passing *= 1 - audienceFailing(world, node.index);
  let mean = state.ownMean[station]!;
  let variance = state.ownVariance[station]!;
  let waiting = node.serviceMs;
  for (const edge of plant.leaving[node.index]!) {
    settleCalls(plant, edge, idc, view, world, state);
    if (edge.async === true) continue;
    const wire = edge.index * idcCount + idc;
    const perRequest = callsPerRequest(edge.calls, load, idc, through, world, plant);
    if (perRequest === undefined || (view === clean && typeof edge.calls === 'object' && 'channel' in edge.calls)) continue;
    const failing = answers.callFailing[wire]!;
    if (edge.optional !== true) passing *= perRequest <= 1 ? 1 - perRequest * failing : Math.pow(1 - failing, perRequest);
    mean += perRequest * answers.callMean[wire]!;
    variance += perRequest * answers.callVariance[wire]!;
    waiting += perRequest * answers.callMean[wire]!;
  }
  answers.failing[station] = 1 - passing;
  answers.mean[station] = mean;
  answers.variance[station] = variance;
  if (view === seen) state.held[station] = waiting;
}

/** How often one request makes this call; undefined for gateways' routes, whose requests wait for one route each. */
function callsPerRequest(
  calls: Plant['edges'][number]['calls'],
  load: JourneyLoad,
  idc: number,
  through: number,
  world: World,
  plant: Plant,
): number | undefined {
  if (typeof calls === 'number') return calls;
  if ('missesOf' in calls) return calls.perRequest * world.missShare[plant.byId(calls.missesOf)?.index ?? 0]!;
  if ('channel' in calls) return Math.min(1, load.payments[idc * idcCount + calls.channel]! / through);
  return undefined;
}

function audienceFailing(world: World, node: number): number {
  const errors = world.audienceErrors.get(node);
  return errors === undefined ? 0 : errors.reduce((sum, share, a) => sum + share * audienceShares[a]!, 0);
}
