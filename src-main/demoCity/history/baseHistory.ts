import type { DemandCurve } from '../demand/demandCurve';
import { createFluidChain } from '../orders/fluidChain';
import { stageCount, waitOffsets, waits } from '../orders/stages';

/**
 * Counts in cells of ten seconds, before counting noise: row 0 the orders wanted, then one row per stage, and last the orders wanted that
 * would keep as many riders under way.
 */
export interface BaseHistory {
  /** Epoch ms of the first cell; a whole minute. */
  from: number;
  /** Epoch ms after the last cell; a whole minute. */
  to: number;
  cells: readonly Float32Array[];
  minutes: readonly Float64Array[];
  /** Orders in each waiting step at `to`. */
  content: Float64Array;
}

export const cellMs = 10_000;
const cellsAMinute = 6;
/** The chain forgets how it began well within this time (it holds an order for half an hour). */
const warmUpMs = 4 * 3_600_000;
export const ridersRow = 1 + stageCount;
export const baseRows = ridersRow + 1;
const firstOutdoors = waitOffsets[waits.findIndex((wait) => wait.outdoors)]!;
const outdoors = waits.filter((wait) => wait.outdoors);
/** Orders under way with riders in a steady city, per order wanted a second. */
const underWayPerWanted =
  outdoors.reduce((sum, wait) => sum + wait.steps * wait.stepSeconds, 0) *
  waits.slice(0, -1).reduce((share, wait) => share * wait.usualShare, 1);

/** Runs the healthy funnel over `days` up to `to` in 10 s strides: about 20 multiplications a stride, a few ms a day. */
export function createBaseHistory(demand: DemandCurve, to: number, days: number): BaseHistory {
  const from = to - days * 86_400_000;
  const count = (to - from) / cellMs;
  const cells = Array.from({ length: baseRows }, () => new Float32Array(count));
  const minutes = Array.from({ length: baseRows }, () => new Float64Array(count / cellsAMinute));
  const chain = createFluidChain();
  const seconds = cellMs / 1000;
  for (let at = from - warmUpMs, cell = -warmUpMs / cellMs; cell < count; at += cellMs, cell += 1) {
    const wanted = demand.rateAt(at + cellMs / 2) * seconds;
    const passed = chain.advance(wanted, seconds, demand.deliverySlowdown(at));
    if (cell < 0) continue;
    const minute = Math.floor(cell / cellsAMinute);
    cells[0]![cell] = wanted;
    minutes[0]![minute]! += wanted;
    for (let stage = 0; stage < stageCount; stage += 1) {
      cells[stage + 1]![cell] = passed[stage]!;
      minutes[stage + 1]![minute]! += passed[stage]!;
    }
    const underWay = chain.content.subarray(firstOutdoors).reduce((sum, orders) => sum + orders, 0);
    cells[ridersRow]![cell] = (underWay / underWayPerWanted) * seconds;
    minutes[ridersRow]![minute]! += cells[ridersRow]![cell]!;
  }
  return { from, to, cells, minutes, content: chain.content };
}
