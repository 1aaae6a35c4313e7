import { idcCount } from '../dimensions/dimensions';
import { createServiceFlow } from '../flow/serviceFlow';
import { stationLoads, type Sizing } from '../flow/sizing';
import { setRate, createJourneyLoad, steadyLoad } from '../flow/journeyLoad';
import { createWorld } from '../flow/world';
import { noNoise } from '../random/countNoise';
import { normal } from '../random/normal';
import { createMachineRows, type MachineRows } from '../record/machineRows';
import { waits } from '../orders/stages';
import { journeyIds, type JourneyId } from '../topology/cityPlan';
import type { Plant } from '../topology/plant';
import { cellMs, type BaseHistory } from './baseHistory';

type RowName = 'nodes' | 'edges' | 'slots';

/** Machines before the live city began: the healthy steady state of the same flow equations, at the load of the moment. */
export interface MachineHistory {
  /** Sum of a column's per-second values over [from, to) ms; `counted` columns carry counting noise, others a few percent. */
  sum(row: RowName, column: number, node: number, from: number, to: number, counted: boolean): number;
}

/** Demand (orders per second) at which the steady state is tabled. */
const levels = Array.from({ length: 14 }, (_, i) => 8 * Math.pow(1.5, i));
const settleSeconds = 12;
const stream = 501;

export function createMachineHistory(plant: Plant, sizing: Sizing, base: BaseHistory, seed: number): MachineHistory {
  let tables: readonly MachineRows[] | undefined;
  const drivers = plant.nodes.map((node) => driverOf(plant, node.index));
  return {
    sum: (row, column, node, from, to, counted) => {
      const table = (tables ??= tabulate(plant, sizing));
      const driver = drivers[node]!;
      const cells = base.cells[driver.row]!;
      let sum = 0;
      for (let at = from; at < to;) {
        const cell = Math.min(cells.length - 1, Math.floor((at - base.from) / cellMs));
        const end = Math.min(to, base.from + (cell + 1) * cellMs);
        const seconds = (end - at) / 1000;
        const value = readTable(table, row, column, (cells[cell]! * 1000) / cellMs / driver.usualShare) * seconds;
        const z = normal(seed, at / 1000, stream, column);
        sum += Math.max(0, counted ? value + Math.sqrt(value) * z : value * (1 + (0.03 / Math.sqrt(seconds)) * z));
        at = end;
      }
      return sum;
    },
  };
}

function tabulate(plant: Plant, sizing: Sizing): MachineRows[] {
  const world = createWorld(plant);
  const flow = createServiceFlow(plant, world, sizing);
  return levels.map((wanted) => {
    for (let i = 0; i < settleSeconds; i += 1) flow.step(steadyLoad(wanted));
    const rows = createMachineRows(plant, world, flow.state);
    rows.read(noNoise);
    return rows;
  });
}

function readTable(tables: readonly MachineRows[], row: RowName, column: number, wanted: number): number {
  const position = Math.min(levels.length - 1.001, Math.max(0, Math.log(wanted / levels[0]!) / Math.log(1.5)));
  const below = Math.floor(position);
  const left = tables[below]![row][column]!;
  const right = tables[below + 1]![row][column]!;
  const lowest = levels[below]!;
  return left + ((right - left) * (wanted - lowest)) / (levels[below + 1]! - lowest);
}

/** Which row of the order history a node's load follows: that of the journey which brings it most requests. */
function driverOf(plant: Plant, node: number): { row: number; usualShare: number } {
  const whole = steadyLoad(1000);
  let most = -1;
  let found: JourneyId = 'submit';
  for (const [j, journey] of journeyIds.entries()) {
    const alone = createJourneyLoad();
    for (let idc = 0; idc < idcCount; idc += 1) setRate(alone, journey, idc, whole.rates[j * idcCount + idc]!);
    if (journey === 'pay') alone.payments.set(whole.payments);
    const load = stationLoads(plant, alone)[node * idcCount]!;
    if (load > most) {
      most = load;
      found = journey;
    }
  }
  return driverRow(found);
}

function driverRow(journey: JourneyId): { row: number; usualShare: number } {
  const stage = waits.findIndex((wait) => wait.stage === journey);
  const tracked = journey === 'track' ? waits.length - 2 : stage;
  if (tracked < 0) return { row: 0, usualShare: 1 };
  const usualShare = waits.slice(0, tracked + 1).reduce((share, wait) => share * wait.usualShare, 1);
  return { row: tracked + 2, usualShare };
}
