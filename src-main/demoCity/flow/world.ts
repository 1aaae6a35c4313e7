import {
  audienceCount,
  channelCount,
  dimensions,
  idcCount,
  leafSingles,
  cellCount,
  singleOffsets,
} from '../dimensions/dimensions';
import { instanceId, type Plant } from '../topology/plant';

/** Machines an IDC can add to a node. */
export const spareMachines = 4;

export interface Slot {
  id: string;
  node: number;
  idc: number;
  /** Runs from the start; the others come with scaling out. */
  installed: boolean;
}

/**
 * The physical state of the machines and wires: what faults and controls change and what the flow equations run on. The
 * equations do not know why a value is what it is. Edge entries are [edge × idcCount + idc].
 */
export interface World {
  slots: readonly Slot[];
  /** Slots of a station (node × idcCount + idc) are [slotFirst[s], slotFirst[s + 1]). */
  slotFirst: Int32Array;
  running: Uint8Array;
  serviceFactor: Float64Array;
  addedMs: Float64Array;
  errorRate: Float64Array;
  capacityFactor: Float64Array;
  /** Requests per second an instance accepts. */
  limit: Float64Array;
  wireAddedMs: Float64Array;
  lossShare: Float64Array;
  handshakeFailing: Float64Array;
  brokenShare: Float64Array;
  degradedShare: Float64Array;
  /** Share of look-ups a cache cannot answer, per node. */
  missShare: Float64Array;
  /** Share of one audience's requests that a node fails, by node; absent when all audiences are served alike. */
  audienceErrors: Map<number, Float64Array>;
  demandFactor: number;
  drained: Float64Array;
  channelWeight: Float64Array;
  /** Back to how it was built. */
  reset(): void;
}

const usualErrorRates = { service: 1e-4, middleware: 2e-5, external: 1.5e-3 };
const usualMissShare = 0.04;

export function createWorld(plant: Plant): World {
  const slots: Slot[] = [];
  const slotFirst = new Int32Array(plant.nodes.length * idcCount + 1);
  for (const node of plant.nodes)
    for (let idc = 0; idc < idcCount; idc += 1) {
      slotFirst[node.index * idcCount + idc] = slots.length;
      const built = node.perIdc[idc] ?? 0;
      for (let place = 0; place < built + spareMachines; place += 1)
        slots.push({ id: instanceId(node.id, idc, place), node: node.index, idc, installed: place < built });
    }
  slotFirst[plant.nodes.length * idcCount] = slots.length;
  const wires = plant.edges.length * idcCount;
  const world: World = {
    slots,
    slotFirst,
    running: new Uint8Array(slots.length),
    serviceFactor: new Float64Array(slots.length),
    addedMs: new Float64Array(slots.length),
    errorRate: new Float64Array(slots.length),
    capacityFactor: new Float64Array(slots.length),
    limit: new Float64Array(slots.length),
    wireAddedMs: new Float64Array(wires),
    lossShare: new Float64Array(wires),
    handshakeFailing: new Float64Array(wires),
    brokenShare: new Float64Array(wires),
    degradedShare: new Float64Array(wires),
    missShare: new Float64Array(plant.nodes.length),
    audienceErrors: new Map(),
    demandFactor: 1,
    drained: new Float64Array(idcCount),
    channelWeight: new Float64Array(channelCount),
    reset: () => {
      slots.forEach((slot, k) => {
        world.running[k] = slot.installed ? 1 : 0;
        world.errorRate[k] = usualErrorRates[plant.nodes[slot.node]!.kind];
      });
      world.serviceFactor.fill(1);
      world.addedMs.fill(0);
      world.capacityFactor.fill(1);
      world.limit.fill(Number.POSITIVE_INFINITY);
      for (const wire of [world.wireAddedMs, world.lossShare, world.handshakeFailing, world.brokenShare, world.degradedShare])
        wire.fill(0);
      world.missShare.fill(usualMissShare);
      world.audienceErrors.clear();
      world.demandFactor = 1;
      world.drained.fill(0);
      world.channelWeight.fill(1);
    },
  };
  world.reset();
  return world;
}

/** Share of the city's orders that one audience (city × platform × version) makes, on a dry day. */
export const audienceShares = Float64Array.from({ length: audienceCount }, (_, audience) =>
  [0, 1, 2].reduce((share, d) => share * dimensions[d]!.shares[audienceValue(audience, d)]!, 1),
);

/** Which value of dimension `d` (city, platform or version) an audience has. */
export function audienceValue(audience: number, d: number): number {
  return leafSingles[audience * cellCount * 5 + d]! - singleOffsets[d]!;
}
