import { idcCount } from '../dimensions/dimensions';
import { median, percentile99 } from '../flow/queueing';
import { seen, type ServiceState } from '../flow/serviceState';
import type { World } from '../flow/world';
import type { CountNoise } from '../random/countNoise';
import type { Plant } from '../topology/plant';

/** What a node or machine reports each second. */
export const nodeFields = ['qps', 'errors', 'latencyP50', 'latencyP99', 'saturation'] as const;
/** What both ends of a call report each second. */
export const edgeFields = [
  ...(['caller.qps', 'caller.errors', 'caller.latencyP50', 'caller.latencyP99'] as const),
  ...(['callee.qps', 'callee.errors', 'callee.latencyP50', 'callee.latencyP99'] as const),
];
/** Why a call failed, as its caller knows it: refused by a breaker or a cut, given up after the time limit, or answered so. */
export const failureKinds = ['refused', 'timeout', 'error'] as const;
const nodeWidth = nodeFields.length;
const edgeWidth = edgeFields.length;
const kindWidth = failureKinds.length;
/** Places of a node or edge: all IDCs together, then each. */
export const placeCount = 1 + idcCount;
const latencySpread = { p50: 0.015, p99: 0.035, saturation: 0.01 };

/** Latencies in ms, saturation 0–1, the rest counts of the second. */
export interface MachineRows {
  /** [(node × placeCount + place) × 5 + field] */
  nodes: Float64Array;
  /** [(edge × placeCount + place) × 8 + field] */
  edges: Float64Array;
  /** Failed calls of the second: [(edge × placeCount + place) × 3 + kind] */
  kinds: Float64Array;
  /** [slot × 5 + field] */
  slots: Float64Array;
  /** Reads this second's state of the machines. */
  read(noise: CountNoise): void;
}

export function createMachineRows(plant: Plant, world: World, state: ServiceState): MachineRows {
  const nodes = new Float64Array(plant.nodes.length * placeCount * nodeWidth);
  const edges = new Float64Array(plant.edges.length * placeCount * edgeWidth);
  const kinds = new Float64Array(plant.edges.length * placeCount * kindWidth);
  const slots = new Float64Array(world.slots.length * nodeWidth);
  const answers = state.views[seen];

  const readStation = (node: number, idc: number, noise: CountNoise): void => {
    const station = node * idcCount + idc;
    const own = state.ownFailing[station]!;
    const depending = own < 1 ? Math.max(0, (answers.failing[station]! - own) / (1 - own)) : 0;
    const below = answers.mean[station]! - state.ownMean[station]!;
    const belowVariance = answers.variance[station]! - state.ownVariance[station]!;
    const at = (node * placeCount + 1 + idc) * nodeWidth;
    let busiest = 0;
    let qps = 0;
    let errors = 0;
    for (let k = world.slotFirst[station]!; k < world.slotFirst[station + 1]!; k += 1) {
      const slot = k * nodeWidth;
      const arrivals = noise.count(state.slotArrivals[k]!);
      const failed =
        arrivals === 0 ? 0 : noise.count(state.slotArrivals[k]! * (1 - (1 - state.slotFailing[k]!) * (1 - depending)));
      const mean = state.slotMean[k]! + below;
      const variance = state.slotVariance[k]! + belowVariance;
      slots[slot] = arrivals;
      slots[slot + 1] = Math.min(arrivals, failed);
      slots[slot + 2] = median(mean, variance) * noise.factor(latencySpread.p50);
      slots[slot + 3] = percentile99(mean, variance) * noise.factor(latencySpread.p99);
      slots[slot + 4] = Math.min(1, state.slotBusy[k]! * noise.factor(latencySpread.saturation));
      qps += arrivals;
      errors += slots[slot + 1]!;
      busiest = Math.max(busiest, slots[slot + 4]!);
    }
    nodes[at] = qps;
    nodes[at + 1] = errors;
    nodes[at + 2] = median(answers.mean[station]!, answers.variance[station]!) * noise.factor(latencySpread.p50);
    nodes[at + 3] = percentile99(answers.mean[station]!, answers.variance[station]!) * noise.factor(latencySpread.p99);
    nodes[at + 4] = busiest;
  };

  const readWire = (edge: number, idc: number, noise: CountNoise): void => {
    const wire = edge * idcCount + idc;
    const callee = plant.edges[edge]!.toNode * idcCount + idc;
    const at = (edge * placeCount + 1 + idc) * edgeWidth;
    const sent = noise.count(state.sent[wire]!);
    const refused = noise.count(state.refused[wire]!);
    edges[at] = sent + refused;
    const failed = Math.min(sent, noise.count(state.sent[wire]! * answers.attemptFailing[wire]!));
    edges[at + 1] = failed + refused;
    // Split in proportion instead of drawn: a draw more would make every seed another city.
    const failing = answers.attemptFailing[wire]!;
    const timedOut = failing > 0 ? failed * Math.min(1, state.timeouts[wire]! / failing) : 0;
    const kind = (edge * placeCount + 1 + idc) * kindWidth;
    kinds[kind] = refused;
    kinds[kind + 1] = timedOut;
    kinds[kind + 2] = failed - timedOut;
    edges[at + 2] = median(state.attemptMean[wire]!, state.attemptVariance[wire]!) * noise.factor(latencySpread.p50);
    // When more than one attempt in a hundred runs into the time limit, the 99th percentile is the limit.
    const waited = state.timeouts[wire]! > 0.01 ? plant.edges[edge]!.timeoutMs : 0;
    edges[at + 3] =
      Math.max(
        waited,
        Math.min(plant.edges[edge]!.timeoutMs, percentile99(state.attemptMean[wire]!, state.attemptVariance[wire]!)),
      ) * noise.factor(latencySpread.p99 / 2);
    // Both ends count the same calls: what did not arrive is what was lost, and nothing else.
    const arrived = sent - Math.min(sent, noise.count(Math.max(0, state.sent[wire]! - state.arrived[wire]!)));
    edges[at + 4] = arrived;
    edges[at + 5] = Math.min(arrived, noise.count(state.arrived[wire]! * answers.failing[callee]!));
    edges[at + 6] = median(answers.mean[callee]!, answers.variance[callee]!) * noise.factor(latencySpread.p50);
    edges[at + 7] = percentile99(answers.mean[callee]!, answers.variance[callee]!) * noise.factor(latencySpread.p99);
  };

  return {
    nodes,
    edges,
    kinds,
    slots,
    read: (noise) => {
      for (let node = 0; node < plant.nodes.length; node += 1) {
        for (let idc = 0; idc < idcCount; idc += 1) readStation(node, idc, noise);
        joinPlaces(nodes, node * placeCount * nodeWidth, nodeWidth, [[0, [2, 3]]]);
        const at = node * placeCount * nodeWidth + 4;
        nodes[at] = Math.max(nodes[at + nodeWidth]!, nodes[at + 2 * nodeWidth]!, nodes[at + 3 * nodeWidth]!);
      }
      for (let edge = 0; edge < plant.edges.length; edge += 1) {
        for (let idc = 0; idc < idcCount; idc += 1) readWire(edge, idc, noise);
        joinPlaces(edges, edge * placeCount * edgeWidth, edgeWidth, edgeJoins);
        addPlaces(kinds, edge * placeCount * kindWidth, kindWidth);
      }
    },
  };
}

const edgeJoins: readonly (readonly [number, readonly number[]])[] = [
  [0, [2, 3]],
  [4, [6, 7]],
];

function addPlaces(row: Float64Array, at: number, width: number): void {
  for (let field = 0; field < width; field += 1) {
    let sum = 0;
    for (let idc = 1; idc <= idcCount; idc += 1) sum += row[at + idc * width + field]!;
    row[at + field] = sum;
  }
}

/** The row of all IDCs together: counts added, latencies weighted by traffic. */
function joinPlaces(
  row: Float64Array,
  at: number,
  width: number,
  groups: readonly (readonly [number, readonly number[]])[],
): void {
  for (const [qps, latencies] of groups) {
    let all = 0;
    let errors = 0;
    for (let idc = 1; idc <= idcCount; idc += 1) {
      all += row[at + idc * width + qps]!;
      errors += row[at + idc * width + qps + 1]!;
    }
    row[at + qps] = all;
    row[at + qps + 1] = errors;
    for (const field of latencies) {
      let sum = 0;
      for (let idc = 1; idc <= idcCount; idc += 1)
        sum += row[at + idc * width + field]! * (all > 0 ? row[at + idc * width + qps]! / all : 1 / idcCount);
      row[at + field] = sum;
    }
  }
}
