import { channelCount, cellCount, dimensions, idcCount } from '../dimensions/dimensions';
import { pageIds, viewsPerOrder, waits } from '../orders/stages';
import { journeyIds, type JourneyId } from '../topology/cityPlan';
import type { Plant, PlantEdge } from '../topology/plant';

/** Requests per second that begin in the world outside: [journey × idcCount + idc], and payments by cell. */
export interface JourneyLoad {
  rates: Float64Array;
  payments: Float64Array;
}

export const journeyIndex: ReadonlyMap<JourneyId, number> = new Map(journeyIds.map((id, i) => [id, i]));
/** People look at where their meal is about every half minute. */
export const trackSeconds = 30;
const stageJourneys: readonly JourneyId[] = ['submit', 'pay', 'push', 'accept', 'dispatch', 'pickup', 'deliver'];
export const entryShares: Readonly<Record<string, number>> = { app: 0.76, miniapp: 0.21, web: 0.03 };

export function createJourneyLoad(): JourneyLoad {
  return { rates: new Float64Array(journeyIds.length * idcCount), payments: new Float64Array(cellCount) };
}

/** The load of a healthy city in which `wanted` orders a second are submitted, and have been for an hour. */
export function steadyLoad(wanted: number): JourneyLoad {
  const load = createJourneyLoad();
  let passing = wanted;
  const stageRates = [wanted, ...waits.map((_, i) => (i === 0 ? passing : (passing *= waits[i - 1]!.usualShare)))];
  const outdoors = waits.filter((wait) => wait.outdoors).reduce((sum, wait) => sum + wait.steps * wait.stepSeconds, 0);
  for (let idc = 0; idc < idcCount; idc += 1) {
    const share = dimensions[3]!.shares[idc]!;
    for (const page of pageIds) setRate(load, page, idc, wanted * share * viewsPerOrder[page]);
    stageJourneys.forEach((id, i) => setRate(load, id, idc, stageRates[i]! * share));
    setRate(load, 'track', idc, (passing * share * outdoors) / trackSeconds);
    for (let c = 0; c < channelCount; c += 1) load.payments[idc * channelCount + c] = wanted * share * dimensions[4]!.shares[c]!;
  }
  return load;
}

/** Reads what the order flow tried this second into the load. */
export function readTried(load: JourneyLoad, tried: Float64Array, trackedPerIdc: Float64Array): void {
  for (let idc = 0; idc < idcCount; idc += 1) {
    for (let stage = 0; stage < stageJourneys.length; stage += 1) {
      let sum = 0;
      for (let c = 0; c < channelCount; c += 1) sum += tried[stage * cellCount + idc * channelCount + c]!;
      setRate(load, stageJourneys[stage]!, idc, sum);
    }
    setRate(load, 'track', idc, trackedPerIdc[idc]! / trackSeconds);
  }
  load.payments.set(tried.subarray(cellCount, 2 * cellCount));
}

export function setRate(load: JourneyLoad, journey: JourneyId, idc: number, rate: number): void {
  load.rates[journeyIndex.get(journey)! * idcCount + idc] = rate;
}

/** Calls on an edge this second before retries, when its caller serves `served` requests. */
export function callsOn(
  edge: PlantEdge,
  idc: number,
  served: number,
  load: JourneyLoad,
  missShare: (role: string) => number,
): number {
  const { calls } = edge;
  if (typeof calls === 'number') return served * calls;
  if ('channel' in calls) return load.payments[idc * channelCount + calls.channel]!;
  if ('missesOf' in calls) return served * calls.perRequest * missShare(calls.missesOf);
  return calls.journeys.reduce((sum, journey) => sum + load.rates[journeyIndex.get(journey)! * idcCount + idc]!, 0);
}

/** Requests at the doors: what everybody outside asks of the gateways. */
export function entryRate(load: JourneyLoad, plant: Plant, node: number, idc: number): number {
  const share = entryShares[plant.nodes[node]!.role];
  if (share === undefined) return 0;
  let sum = 0;
  for (const id of ['home', 'list', 'menu', 'preview', 'submit', 'pay', 'track'] as const)
    sum += load.rates[journeyIndex.get(id)! * idcCount + idc]!;
  return sum * share;
}
