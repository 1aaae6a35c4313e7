import { audienceCount, cellCount, channelCount, dimensions, idcCount } from '../dimensions/dimensions';
import type { StageGates } from '../orders/stageGates';
import { stageCount } from '../orders/stages';
import type { Plant, PlantEdge } from '../topology/plant';
import { clean, type ServiceState } from './serviceState';
import type { World } from './world';

/** The call that carries each stage, and the node whose consumption bounds it. */
const stageCalls: readonly { from: string; to: string; bound: string | null; doors: boolean }[] = [
  { from: 'api-gateway', to: 'order-submit', bound: null, doors: true },
  { from: 'api-gateway', to: 'cashier', bound: null, doors: true },
  { from: 'mq-pay', to: 'order-push', bound: 'mq-pay', doors: false },
  { from: 'order-push', to: 'accept', bound: 'accept', doors: false },
  { from: 'accept', to: 'dispatch', bound: 'dispatch', doors: false },
  { from: 'dispatch', to: 'rider-gw', bound: 'rider-gw', doors: false },
  { from: 'rider-gw', to: 'deliver', bound: 'deliver', doors: false },
];
const pageCalls = ['home-feed', 'shop-list', 'menu', 'preview'];
/** Traffic leaves a drained IDC as resolvers and connections let go of it. */
const drainSeconds = 20;

/** Reads the machines' state into what the order flow may do next second. */
export function createStageOpener(plant: Plant, world: World, state: ServiceState) {
  const wireBetween = (from: string, to: string): PlantEdge => {
    const found = plant.edges.find(
      (edge) => edge.fromNode === plant.byRole(from).index && edge.toNode === plant.byRole(to).index,
    );
    if (found === undefined) throw new Error(`a plan has a call from ${from} to ${to}`);
    return found;
  };
  const stages = stageCalls.map(({ from, to, bound, doors }) => ({
    edge: wireBetween(from, to),
    bound: bound === null ? null : plant.byRole(bound).index,
    doors,
  }));
  const pages = pageCalls.map((to) => wireBetween('api-gateway', to));
  const channels = ['channel-a', 'channel-b', 'channel-c'].map((to) => wireBetween('pay-router', to));
  const doors = ['edge-gateway', 'api-gateway'].map((role) => plant.byRole(role).index);
  const answers = state.views[clean];
  const through = (edge: PlantEdge, idc: number): number => 1 - answers.callFailing[edge.index * idcCount + idc]!;

  return (gates: StageGates): void => {
    for (let idc = 0; idc < idcCount; idc += 1) {
      const doorsOpen = doors.reduce((share, node) => share * (1 - answers.failing[node * idcCount + idc]!), 1);
      gates.browsing[idc] = pages.reduce((share, edge) => share * through(edge, idc), doorsOpen);
      stages.forEach(({ edge, bound, doors: byDoor }, stage) => {
        const callee = edge.toNode * idcCount + idc;
        const usualMs = plant.nodes[edge.toNode]!.serviceMs;
        const passing = through(edge, idc) * (byDoor ? doorsOpen : 1);
        const delay = Math.max(0, answers.mean[callee]! - 6 * usualMs) / 1000;
        for (let c = 0; c < channelCount; c += 1) {
          const cell = stage * cellCount + idc * channelCount + c;
          const wire = channels[c]!.index * idcCount + idc;
          gates.passing[cell] = stage === 1 ? passing * (1 - answers.callFailing[wire]!) : passing;
          gates.delaySeconds[cell] = stage === 1 ? delay + Math.max(0, answers.callMean[wire]! / 1000 - 0.3) : delay;
        }
        gates.capacity[stage * idcCount + idc] =
          bound === null ? Number.POSITIVE_INFINITY : state.capacity[bound * idcCount + idc]!;
      });
    }
    readAudiences(gates);
    routeDemand(gates, world);
  };

  function readAudiences(gates: StageGates): void {
    for (let stage = 0; stage < stageCount; stage += 1) {
      const errors = world.audienceErrors.get(stages[stage]!.edge.toNode);
      gates.audienceMatters[stage] = errors === undefined ? 0 : 1;
      for (let a = 0; errors !== undefined && a < audienceCount; a += 1)
        gates.audience[stage * audienceCount + a] = 1 - errors[a]!;
    }
  }
}

/** Shares of new orders among IDCs and channels, as draining and channel weights ask. */
function routeDemand(gates: StageGates, world: World): void {
  const idcWanted = weighted(dimensions[3]!.shares, (i) => 1 - world.drained[i]!);
  for (let i = 0; i < idcCount; i += 1) gates.idcShares[i]! += (idcWanted[i]! - gates.idcShares[i]!) / drainSeconds;
  const channelWanted = weighted(dimensions[4]!.shares, (c) => world.channelWeight[c]!);
  for (let c = 0; c < channelCount; c += 1) gates.channelShares[c] = channelWanted[c]!;
}

/** Shares times weights, scaled to sum to 1; the plain shares when all weights are 0 (nothing left to route to). */
function weighted(shares: readonly number[], weight: (i: number) => number): number[] {
  const raw = shares.map((share, i) => share * weight(i));
  const sum = raw.reduce((all, each) => all + each, 0);
  return sum > 0 ? raw.map((each) => each / sum) : [...shares];
}
