import { idcCount } from '../dimensions/dimensions';
import { createServiceFlow } from '../flow/serviceFlow';
import { stationLoads, type Sizing } from '../flow/sizing';
import { setRate, createJourneyLoad, steadyLoad } from '../flow/journeyLoad';
import { createWorld } from '../flow/world';
import { noNoise } from '../random/countNoise';
import { createMachineRows, type MachineRows } from '../record/machineRows';
import { waits } from '../orders/stages';
import { journeyIds, type JourneyId } from '../topology/cityPlan';
import type { Plant } from '../topology/plant';
import { cellMs, ridersRow, type BaseHistory } from './baseHistory';
import { createMachineNoise } from './machineNoise';

type RowName = 'nodes' | 'edges' | 'kinds' | 'slots';

/** Machines before the live city began: the healthy steady state of the same flow equations, at the load of the moment. */
export interface MachineHistory {
  /** Sum of a column's per-second values over [from, to) ms; `counted` columns carry counting noise, others a few percent. */
  sum(row: RowName, column: number, node: number, from: number, to: number, counted: boolean): number;
}

/** Demand (orders per second) at which the steady state is tabled. */
const levels = Array.from({ length: 14 }, (_, i) => 8 * Math.pow(1.5, i));
const settleSeconds = 12;
const minuteMs = 60_000;

export function createMachineHistory(plant: Plant, sizing: Sizing, base: BaseHistory, seed: number): MachineHistory {
  const readCurve = createCurves(() => tabulate(plant, sizing));
  const drivers = plant.nodes.map((node) => driversOf(plant, node.index));
  const wantedIn = (node: number, rows: BaseHistory['cells'] | BaseHistory['minutes'], index: number): number => {
    let wanted = 0;
    for (const driver of drivers[node]!) wanted += driver.weight * rows[driver.row]![index]!;
    return wanted;
  };
  /** Where each minute of a node's load lies in the table; four weeks are asked for at once, field after field. */
  const minutePlaces = new Map<number, Float32Array>();
  const minutesOf = (node: number): Float32Array => {
    const known = minutePlaces.get(node);
    if (known !== undefined) return known;
    const made = Float32Array.from(base.minutes[0]!, (_, minute) =>
      placeIn((wantedIn(node, base.minutes, minute) * 1000) / minuteMs),
    );
    minutePlaces.set(node, made);
    return made;
  };

  const noise = createMachineNoise(seed);
  const rateIn = (
    curve: Float64Array,
    node: number,
    rows: BaseHistory['cells'] | BaseHistory['minutes'],
    index: number,
    ms: number,
  ) => readAt(curve, placeIn((wantedIn(node, rows, index) * 1000) / ms));
  /** Within one cell of ten seconds. */
  const cellSum = (curve: Float64Array, column: number, node: number, from: number, to: number, counted: boolean): number => {
    const rate = rateIn(curve, node, base.cells, Math.floor((from - base.from) / cellMs), cellMs);
    const minuteRate = rateIn(curve, node, base.minutes, Math.floor((from - base.from) / minuteMs), minuteMs);
    return noise.part(rate, minuteRate, column, from, to, counted);
  };

  return {
    sum: (row, column, node, from, to, counted) => {
      const curve = readCurve(row, column);
      let sum = 0;
      for (let at = from; at < to;) {
        const whole = at % minuteMs === 0 && at + minuteMs <= to;
        const end = whole ? at + minuteMs : Math.min(to, Math.floor(at / cellMs) * cellMs + cellMs);
        sum += whole
          ? noise.minute(readAt(curve, minutesOf(node)[(at - base.from) / minuteMs]!), column, at, counted)
          : cellSum(curve, column, node, at, end, counted);
        at = end;
      }
      return sum;
    },
  };
}

/** What a column reads at each level of demand, one after the other. */
function createCurves(tabulated: () => readonly MachineRows[]): (row: RowName, column: number) => Float64Array {
  let tables: readonly MachineRows[] | undefined;
  const known = {
    nodes: new Map<number, Float64Array>(),
    edges: new Map<number, Float64Array>(),
    kinds: new Map<number, Float64Array>(),
    slots: new Map<number, Float64Array>(),
  };
  return (row, column) => {
    const found = known[row].get(column);
    if (found !== undefined) return found;
    const made = Float64Array.from((tables ??= tabulated()), (table) => table[row][column]!);
    known[row].set(column, made);
    return made;
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

/** The level below a demand, and how far it is to the next: below the lowest and above the highest the line goes on. */
function placeIn(wanted: number): number {
  const position = Math.min(levels.length - 1.001, Math.max(0, Math.log(wanted / levels[0]!) / Math.log(1.5)));
  const below = Math.floor(position);
  return below + (wanted - levels[below]!) / (levels[below + 1]! - levels[below]!);
}

function readAt(curve: Float64Array, place: number): number {
  const below = Math.min(levels.length - 2, Math.max(0, Math.floor(place)));
  return curve[below]! + (curve[below + 1]! - curve[below]!) * (place - below);
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
  if (journey === 'track') return { row: ridersRow, usualShare: 1 };
  const stage = waits.findIndex((wait) => wait.stage === journey);
  if (stage < 0) return { row: 0, usualShare: 1 };
  const usualShare = waits.slice(0, stage + 1).reduce((share, wait) => share * wait.usualShare, 1);
  return { row: stage + 2, usualShare };
}
