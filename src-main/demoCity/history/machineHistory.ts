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
  const drivers = plant.nodes.map((node) => driversOf(plant, node.index));
  return {
    sum: (row, column, node, from, to, counted) => {
      const table = (tables ??= tabulate(plant, sizing));
      const driving = drivers[node]!;
      let sum = 0;
      for (let at = from; at < to;) {
        const cell = Math.min(base.cells[0]!.length - 1, Math.floor((at - base.from) / cellMs));
        const end = Math.min(to, base.from + (cell + 1) * cellMs);
        const seconds = (end - at) / 1000;
        let wanted = 0;
        for (const driver of driving) wanted += driver.weight * base.cells[driver.row]![cell]!;
        const value = readTable(table, row, column, (wanted * 1000) / cellMs) * seconds;
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

interface Driver {
  /** Row of the base history. */
  row: number;
  /** Orders wanted per order of that row, times the share of the node's load that this row brings. */
  weight: number;
}

/**
 * A node's load is a sum over journeys, and each journey follows a row of the order history; this gives the demand at which a
 * steady city would load the node as it was loaded then.
 */
function driversOf(plant: Plant, node: number): Driver[] {
  const whole = steadyLoad(1000);
  const loads = journeyIds.map((journey, j) => {
    const alone = createJourneyLoad();
    for (let idc = 0; idc < idcCount; idc += 1) setRate(alone, journey, idc, whole.rates[j * idcCount + idc]!);
    if (journey === 'pay') alone.payments.set(whole.payments);
    return { journey, load: stationLoads(plant, alone)[node * idcCount]! };
  });
  const all = loads.reduce((sum, { load }) => sum + load, 0);
  return loads
    .filter(({ load }) => load > 0)
    .map(({ journey, load }) => {
      const { row, usualShare } = driverRow(journey);
      return { row, weight: load / all / usualShare };
    });
}

function driverRow(journey: JourneyId): { row: number; usualShare: number } {
  const stage = waits.findIndex((wait) => wait.stage === journey);
  const tracked = journey === 'track' ? waits.length - 2 : stage;
  if (tracked < 0) return { row: 0, usualShare: 1 };
  const usualShare = waits.slice(0, tracked + 1).reduce((share, wait) => share * wait.usualShare, 1);
  return { row: tracked + 2, usualShare };
}
