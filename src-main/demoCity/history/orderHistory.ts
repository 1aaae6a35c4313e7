import type { DemandCurve } from '../demand/demandCurve';
import { dimensionSizes, singleCount, singleOf, singleOffsets, type SliceIndex } from '../dimensions/dimensions';
import { normal } from '../random/normal';
import { pageIds, stageIds, viewsPerOrder, waits } from '../orders/stages';
import { cellMs, type BaseHistory } from './baseHistory';
import { createSinglesMemory } from './singlesMemory';
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
const minutesADay = 1440;
const cellsAnHour = 360;
/** Four weeks of days and of the eleven flows, 160 KB each. */
const minuteChunksMax = 29 * 11;
/** A day and a half of the eleven flows, 40 KB an hour. */
const cellChunksMax = 36 * 11;
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

  const beginMinute = base.from / minuteMs;
  const singles = new Float64Array(singleCount);
  const singleMinute = createSinglesMemory({
    chunkRows: minutesADay,
    chunksMax: minuteChunksMax,
    fill: (flow, day, out) => {
      for (let i = 0; i < minutesADay; i += 1) {
        minuteSingles(flow, beginMinute + day * minutesADay + i, singles);
        out.set(singles, i * singleCount);
      }
    },
  });
  const minuteCount = (flow: number, slice: SliceIndex, single: number | undefined, minute: number): number =>
    single === undefined ? leafMinute(flow, slice, minute) : singleMinute(flow, single, minute - beginMinute);

  /** Added to the six cells of a minute so that they sum to `whole`; `noise` is theirs. */
  const spreadMinute = (flow: number, minute: number, whole: number, noise: Float64Array, out: Float64Array): void => {
    const { row, perOrder } = rows[flow]!;
    const expected = base.minutes[row]![minute - beginMinute]! * perOrder;
    let noiseSum = 0;
    for (let c = 0; c < cellsAMinute; c += 1) noiseSum += noise[c]!;
    for (let c = 0; c < cellsAMinute; c += 1)
      out[c] = Math.max(0, (whole * cellExpected(flow, minute, c)) / (expected || 1) + noise[c]! - noiseSum / cellsAMinute);
  };
  const cellExpected = (flow: number, minute: number, c: number): number =>
    base.cells[rows[flow]!.row]![(minute - beginMinute) * cellsAMinute + c]! * rows[flow]!.perOrder;

  const cellNoise = Array.from({ length: singleCount }, () => new Float64Array(cellsAMinute));
  /** The six cells of a minute, all single dimensions at once: a slice alone would draw the noise of its whole dimension too. */
  const fillSingleCells = (flow: number, minute: number, out: Float32Array, firstRow: number): void => {
    readShares(flow, minute * minuteMs);
    for (let c = 0; c < cellsAMinute; c += 1) {
      const cell = minute * cellsAMinute + c;
      const spread = Math.sqrt(cellExpected(flow, minute, c));
      const z = normal(seed, cell, streams.cellTotal + flow);
      cellNoise[0]![c] = spread * z;
      for (let d = 0; d < dimensionSizes.length; d += 1) {
        const deviation = deviations[d]!;
        split.deviations(d, streams.cellSplit + flow, cell, deviation);
        for (let value = 0; value < deviation.length; value += 1)
          cellNoise[singleOffsets[d]! + value]![c] = spread * (split.shares[d]![value]! * z + deviation[value]!);
      }
    }
    for (let single = 0; single < singleCount; single += 1) {
      spreadMinute(flow, minute, singleMinute(flow, single, minute - beginMinute), cellNoise[single]!, minuteCells);
      for (let c = 0; c < cellsAMinute; c += 1) out[(firstRow + c) * singleCount + single] = minuteCells[c]!;
    }
  };
  const singleCell = createSinglesMemory({
    chunkRows: cellsAnHour,
    chunksMax: cellChunksMax,
    fill: (flow, hour, out) => {
      for (let row = 0; row < cellsAnHour; row += cellsAMinute)
        fillSingleCells(flow, beginMinute + (hour * cellsAnHour + row) / cellsAMinute, out, row);
    },
  });

  /** The six cells of a minute; they sum to the minute. */
  const fillCells = (flow: number, slice: SliceIndex, single: number | undefined, minute: number): void => {
    if (single !== undefined) {
      const first = (minute - beginMinute) * cellsAMinute;
      for (let c = 0; c < cellsAMinute; c += 1) minuteCells[c] = singleCell(flow, single, first + c);
      return;
    }
    const whole = leafMinute(flow, slice, minute);
    const noise = cellNoise[0]!;
    for (let c = 0; c < cellsAMinute; c += 1) {
      const cell = minute * cellsAMinute + c;
      scatterSlice(slice, streams.cellSplit + flow, cell);
      noise[c] =
        Math.sqrt(cellExpected(flow, minute, c)) *
        (scatter.share * normal(seed, cell, streams.cellTotal + flow) + scatter.deviation);
    }
    spreadMinute(flow, minute, whole, noise, minuteCells);
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
        fillCells(flow, slice, single, minute);
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
