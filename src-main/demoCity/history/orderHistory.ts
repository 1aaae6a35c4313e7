import type { DemandCurve } from '../demand/demandCurve';
import { dimensionSizes, singleCount, singleOf, singleOffsets, type SliceIndex } from '../dimensions/dimensions';
import { normal } from '../random/normal';
import { pageIds, stageIds, viewsPerOrder, waits } from '../orders/stages';
import { cellMs, type BaseHistory } from './baseHistory';
import { createSplitNoise } from './splitNoise';

export interface OrderHistory {
  from: number;
  to: number;
  /** Count of a flow within [from, to) ms (whole seconds, inside the history) for a slice. */
  count(flow: number, slice: SliceIndex, from: number, to: number): number;
  /** Count of a flow in a minute, total and single dimensions, into `out` (singleCount long). */
  minuteSingles(flow: number, minute: number, out: Float64Array): void;
}

const minuteMs = 60_000;
const cellsAMinute = minuteMs / cellMs;
const secondsACell = cellMs / 1000;
const streams = { total: 401, split: 11, cellTotal: 431, cellSplit: 23, second: 461 };

/** Usual delay between an order being wanted and passing each flow, so that shares are read when the order was made. */
const flowLagsMs = [...cumulativeLags(), 0, 0, 0, 0];

/**
 * The past, on demand: base counts from the healthy flow equations, plus counting noise that depends only on seed, moment
 * and slice. Finer than a minute the base keeps its ten-second shape and the added noise sums to zero within the minute.
 */
export function createOrderHistory(seed: number, base: BaseHistory, demand: DemandCurve): OrderHistory {
  const split = createSplitNoise(seed);
  const rows = flowRows();
  const deviations = dimensionSizes.map((size) => new Float64Array(size));
  const minuteCells = new Float64Array(cellsAMinute);
  const readShares = (flow: number, at: number): void => split.shares[0]!.set(demand.cityShares(at - flowLagsMs[flow]!));

  /** Π(w+v) − Πw and Πw of a slice in a time cell. */
  const scatter = { share: 1, deviation: 0 };
  const scatterSlice = (slice: SliceIndex, stream: number, cell: number): void => {
    let share = 1;
    let noisy = 1;
    for (let d = 0; d < slice.length; d += 1) {
      const value = slice[d]!;
      if (value < 0) continue;
      const w = split.shares[d]![value]!;
      share *= w;
      noisy *= w + split.deviation(d, value, stream, cell);
    }
    scatter.share = share;
    scatter.deviation = noisy - share;
  };

  const leafMinute = (flow: number, slice: SliceIndex, minute: number): number => {
    const { row, perOrder } = rows[flow]!;
    const at = minute * minuteMs;
    const expected = base.minutes[row]![minute - base.from / minuteMs]! * perOrder;
    const spread = Math.sqrt(expected);
    readShares(flow, at);
    scatterSlice(slice, streams.split + flow, minute);
    const total = expected + spread * normal(seed, minute, streams.total + flow);
    return Math.max(0, total * scatter.share + spread * scatter.deviation);
  };

  const minuteSingles = (flow: number, minute: number, out: Float64Array): void => {
    const { row, perOrder } = rows[flow]!;
    const expected = base.minutes[row]![minute - base.from / minuteMs]! * perOrder;
    const spread = Math.sqrt(expected);
    const total = expected + spread * normal(seed, minute, streams.total + flow);
    out[0] = Math.max(0, total);
    readShares(flow, minute * minuteMs);
    for (let d = 0; d < dimensionSizes.length; d += 1) {
      const deviation = deviations[d]!;
      const shares = split.shares[d]!;
      const offset = singleOffsets[d]!;
      split.deviations(d, streams.split + flow, minute, deviation);
      for (let value = 0; value < deviation.length; value += 1)
        out[offset + value] = Math.max(0, total * shares[value]! + spread * deviation[value]!);
    }
  };

  const remembered = createSinglesMemory(base.from / minuteMs, minuteSingles);
  const minuteCount = (flow: number, slice: SliceIndex, single: number | undefined, minute: number): number =>
    single === undefined ? leafMinute(flow, slice, minute) : remembered(flow, single, minute);

  /** The six cells of a minute; they sum to the minute. */
  const fillCells = (flow: number, slice: SliceIndex, minute: number): void => {
    const whole = minuteCount(flow, slice, singleOf(slice), minute);
    const { row, perOrder } = rows[flow]!;
    const first = (minute - base.from / minuteMs) * cellsAMinute;
    const expected = base.minutes[row]![minute - base.from / minuteMs]! * perOrder;
    let noiseSum = 0;
    for (let c = 0; c < cellsAMinute; c += 1) {
      const cell = minute * cellsAMinute + c;
      const cellExpected = base.cells[row]![first + c]! * perOrder;
      scatterSlice(slice, streams.cellSplit + flow, cell);
      const noise = Math.sqrt(cellExpected) * (scatter.share * normal(seed, cell, streams.cellTotal + flow) + scatter.deviation);
      noiseSum += noise;
      minuteCells[c] = (whole * cellExpected) / (expected || 1) + noise;
    }
    for (let c = 0; c < cellsAMinute; c += 1) minuteCells[c] = Math.max(0, minuteCells[c]! - noiseSum / cellsAMinute);
  };

  const cellPart = (flow: number, cellCount: number, cell: number, fromSecond: number, toSecond: number): number => {
    if (toSecond - fromSecond === secondsACell) return cellCount;
    let wanted = 0;
    let all = 0;
    for (let s = 0; s < secondsACell; s += 1) {
      const z = normal(seed, cell * secondsACell + s, streams.second + flow);
      all += z;
      if (s >= fromSecond && s < toSecond) wanted += z;
    }
    const seconds = toSecond - fromSecond;
    const noise = (wanted - (seconds * all) / secondsACell) * Math.sqrt(Math.max(0, cellCount) / secondsACell);
    return Math.max(0, (cellCount * seconds) / secondsACell + noise);
  };

  return {
    from: base.from,
    to: base.to,
    count: (flow, slice, from, to) => {
      let sum = 0;
      const single = singleOf(slice);
      for (let minute = Math.floor(from / minuteMs); minute * minuteMs < to; minute += 1) {
        const start = minute * minuteMs;
        if (from <= start && to >= start + minuteMs) {
          sum += minuteCount(flow, slice, single, minute);
          continue;
        }
        fillCells(flow, slice, minute);
        for (let c = 0; c < cellsAMinute; c += 1) {
          const cellStart = start + c * cellMs;
          const fromSecond = Math.max(0, (from - cellStart) / 1000);
          const toSecond = Math.min(secondsACell, (to - cellStart) / 1000);
          if (toSecond > fromSecond) sum += cellPart(flow, minuteCells[c]!, minute * cellsAMinute + c, fromSecond, toSecond);
        }
      }
      return sum;
    },
    minuteSingles,
  };
}

const minutesADay = 1440;

/** Minutes of totals and single dimensions, made a day at a time when first asked for: 160 KB per day and flow. */
function createSinglesMemory(fromMinute: number, make: (flow: number, minute: number, out: Float64Array) => void) {
  const days = new Map<number, Float32Array>();
  const scratch = new Float64Array(singleCount);
  return (flow: number, single: number, minute: number): number => {
    const day = Math.floor((minute - fromMinute) / minutesADay);
    const key = day * 64 + flow;
    let known = days.get(key);
    if (known === undefined) {
      known = new Float32Array(minutesADay * singleCount);
      for (let i = 0; i < minutesADay; i += 1) {
        make(flow, fromMinute + day * minutesADay + i, scratch);
        known.set(scratch, i * singleCount);
      }
      days.set(key, known);
    }
    return known[((minute - fromMinute) % minutesADay) * singleCount + single]!;
  };
}

function flowRows(): { row: number; perOrder: number }[] {
  return [
    ...stageIds.map((_, i) => ({ row: i + 1, perOrder: 1 })),
    ...pageIds.map((id) => ({ row: 0, perOrder: viewsPerOrder[id] })),
  ];
}

function cumulativeLags(): number[] {
  let sum = 0;
  return [0, ...waits.map((wait) => (sum += wait.steps * wait.stepSeconds * 1000))];
}
