import { idcCount } from '../dimensions/dimensions';
import type { OrderFlow } from '../orders/orderFlow';
import type { StageGates } from '../orders/stageGates';
import { pageIds, viewsPerOrder } from '../orders/stages';
import { createCountNoise } from '../random/countNoise';
import { seededRandom } from '../random/seededRandom';
import { createMachineRows, type MachineRows } from '../record/machineRows';
import type { Plant } from '../topology/plant';
import { createJourneyLoad, readTried, setRate, steadyLoad } from './journeyLoad';
import { createStageOpener } from './openStages';
import { createServiceFlow } from './serviceFlow';
import type { ServiceState } from './serviceState';
import { sizePlant, type Sizing } from './sizing';
import { createWorld, type World } from './world';

/** People who get an error page load it again. */
const reloadShare = 0.6;
const settleSeconds = 20;

export interface Machines {
  world: World;
  sizing: Sizing;
  state: ServiceState;
  rows: MachineRows;
  /** Page views per IDC beside the views wanted in the whole city; reloads make the sum exceed 1. */
  viewShares: Float64Array;
  /** Machines that are up, of those that are installed. */
  reporting(): { count: number; expected: number };
  /** One second: loads the machines with what people and orders want, and writes into `gates` what they let through. */
  step(wanted: number, orders: OrderFlow, gates: StageGates): void;
}

/** The machines of a city, settled at the load of its first moment. */
export function createMachines(plant: Plant, seed: number, wantedAtStart: number): Machines {
  const world = createWorld(plant);
  const sizing = sizePlant(plant);
  const flow = createServiceFlow(plant, world, sizing);
  const rows = createMachineRows(plant, world, flow.state);
  const openStages = createStageOpener(plant, world, flow.state);
  const noise = createCountNoise(seed ^ 0x2545f491, seededRandom(seed + 17));
  const load = createJourneyLoad();
  const viewShares = new Float64Array(idcCount);
  const before = steadyLoad(wantedAtStart);
  for (let i = 0; i < settleSeconds; i += 1) flow.step(before);
  return {
    world,
    sizing,
    state: flow.state,
    rows,
    viewShares,
    reporting: () => {
      const installed = world.slots.flatMap((slot, k) => (slot.installed ? [k] : []));
      return { count: installed.filter((k) => world.running[k] === 1).length, expected: installed.length };
    },
    step: (wanted, orders, gates) => {
      readTried(load, orders.tried, orders.tracked);
      for (let idc = 0; idc < idcCount; idc += 1) {
        viewShares[idc] = gates.idcShares[idc]! * (1 + reloadShare * (1 - gates.browsing[idc]!));
        for (const page of pageIds) setRate(load, page, idc, wanted * viewShares[idc]! * viewsPerOrder[page]);
      }
      flow.step(load);
      openStages(gates);
      rows.read(noise);
    },
  };
}
