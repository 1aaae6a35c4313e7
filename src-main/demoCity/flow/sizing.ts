import { idcCount } from '../dimensions/dimensions';
import type { Plant } from '../topology/plant';
import { callsOn, entryRate, steadyLoad } from './journeyLoad';
import { wireMs } from './wires';

/** How big each machine was bought, from the lunch peak it must carry. Per station (node × idcCount + idc). */
export interface Sizing {
  /** Requests per second one machine can work off. */
  machineRate: Float64Array;
  /** Servers (cores, connections) of one machine: the c of M/M/c. */
  servers: Float64Array;
  /** Seconds of its own work that a machine lets wait: half of its most impatient caller's time limit. */
  queueSeconds: Float64Array;
  /** Workers of one machine when its requests hold a worker; infinite otherwise. */
  pool: Float64Array;
}

/** Orders per second the city was built for. */
export const peakWanted = 1260;
/** Joint promotions bring more than twice the lunch peak: what is busy at lunch was bought with them in mind. */
const promotionRoom = 0.6;
/** A machine is many small ones in a row; its waiting line behaves like one of this many servers. */
const serversMax = 6;
const queueMsMax = 3000;
/** A pool was bought with this much room for slow days below. */
const poolRoom = 4;
const usualMissShare = 0.04;

export function sizePlant(plant: Plant): Sizing {
  const stations = plant.nodes.length * idcCount;
  const load = steadyLoad(peakWanted);
  const arrivals = stationLoads(plant, load);
  const sizing: Sizing = {
    machineRate: new Float64Array(stations),
    servers: new Float64Array(stations),
    queueSeconds: new Float64Array(stations),
    pool: new Float64Array(stations).fill(Number.POSITIVE_INFINITY),
  };
  const heldMs = new Float64Array(plant.nodes.length);
  for (const node of [...plant.nodes].reverse()) {
    const below = plant.leaving[node.index]!.filter((edge) => edge.async !== true && typeof edge.calls === 'number');
    heldMs[node.index] = below.reduce(
      (sum, edge) =>
        sum + (typeof edge.calls === 'number' ? edge.calls : 0) * (wireMs(plant, edge) + heldMs[edge.toNode]! * 1.15),
      node.serviceMs * 1.15,
    );
    const impatience = Math.min(
      queueMsMax,
      ...plant.edges.filter((edge) => edge.toNode === node.index).map((edge) => edge.timeoutMs),
    );
    for (let idc = 0; idc < idcCount; idc += 1) {
      const station = node.index * idcCount + idc;
      const rate = Math.max(1, arrivals[station]! / (node.perIdc[idc]! * node.peakLoad * promotionRoom));
      sizing.machineRate[station] = rate;
      sizing.servers[station] = Math.min(serversMax, Math.max(1, (rate * node.serviceMs) / 1000));
      sizing.queueSeconds[station] = impatience / 2000;
      if (node.workers === 'pool') sizing.pool[station] = Math.max(4, (rate * heldMs[node.index]! * poolRoom) / 1000);
    }
  }
  return sizing;
}

/** Requests per second at every station for a load, with nothing failing. */
export function stationLoads(plant: Plant, load: ReturnType<typeof steadyLoad>): Float64Array {
  const arrivals = new Float64Array(plant.nodes.length * idcCount);
  for (const node of plant.nodes)
    for (let idc = 0; idc < idcCount; idc += 1) {
      const station = node.index * idcCount + idc;
      arrivals[station]! += entryRate(load, plant, node.index, idc);
      for (const edge of plant.leaving[node.index]!)
        arrivals[edge.toNode * idcCount + idc]! += callsOn(edge, idc, arrivals[station]!, load, () => usualMissShare);
    }
  return arrivals;
}
