import { uniform } from '../random/hash';
import { normal } from '../random/normal';
import { cellMs } from './baseHistory';

/** What machines reported beside what the flow equations expect of them; depends only on seed, moment and column. */
export interface MachineNoise {
  /** Sum of a whole minute's seconds at `rate` a second. */
  minute(rate: number, column: number, at: number, counted: boolean): number;
  /** The same of a part of one ten-second cell, at the cell's rate within the minute's; whole cells add up to their minute. */
  part(rate: number, minuteRate: number, column: number, from: number, to: number, counted: boolean): number;
}

const streams = { minute: 501, cell: 502, event: 503 };
const minuteMs = 60_000;
const minuteSeconds = minuteMs / 1000;
const cellSeconds = cellMs / 1000;
const cellsAMinute = minuteMs / cellMs;
/** Relative noise of one second of a column that is not a count. */
const spreadASecond = 0.03;
/** A minute that expects fewer has single events, drawn as the live machines draw theirs; above, |z| ≤ 3.7 leaves no cell below zero. */
const fewAMinute = 84;
/** No minute of few events brings this many. */
const eventsMax = 200;

export function createMachineNoise(seed: number): MachineNoise {
  const scatter = (value: number, seconds: number, counted: boolean): number =>
    counted ? Math.sqrt(value) : value * (spreadASecond / Math.sqrt(seconds));
  const eventsIn = (expected: number, column: number, minuteAt: number): number =>
    poissonAt(expected, uniform(seed, minuteAt / 1000, streams.minute, column));
  const eventsWithin = (expected: number, column: number, minuteAt: number, from: number, to: number): number => {
    let count = 0;
    for (let event = eventsIn(expected, column, minuteAt); event > 0; event -= 1) {
      const at = minuteAt + minuteMs * uniform(seed, minuteAt / 1000, streams.event + event, column);
      if (at >= from && at < to) count += 1;
    }
    return count;
  };
  /** Of one cell: its share of what the minute has, and a part of its own that sums to zero within the minute. */
  const cellZ = (column: number, minuteAt: number, at: number): number => {
    let sum = 0;
    let own = 0;
    for (let cell = 0; cell < cellsAMinute; cell += 1) {
      const cellAt = minuteAt + cell * cellMs;
      const z = normal(seed, cellAt / 1000, streams.cell, column);
      sum += z;
      if (cellAt === at) own = z;
    }
    return normal(seed, minuteAt / 1000, streams.minute, column) / Math.sqrt(cellsAMinute) + own - sum / cellsAMinute;
  };

  return {
    minute: (rate, column, at, counted) => {
      const value = rate * minuteSeconds;
      if (counted && value < fewAMinute) return eventsIn(value, column, at);
      return value + scatter(value, minuteSeconds, counted) * normal(seed, at / 1000, streams.minute, column);
    },
    part: (rate, minuteRate, column, from, to, counted) => {
      const minuteAt = Math.floor(from / minuteMs) * minuteMs;
      const inMinute = minuteRate * minuteSeconds;
      if (counted && inMinute < fewAMinute) return eventsWithin(inMinute, column, minuteAt, from, to);
      const seconds = (to - from) / 1000;
      const value = rate * seconds;
      const z = seconds === cellSeconds ? cellZ(column, minuteAt, from) : normal(seed, from / 1000, streams.cell, column);
      return Math.max(0, value + scatter(value, seconds, counted) * z);
    },
  };
}

/** The Poisson number with this mean that has `u` of the distribution below it. */
function poissonAt(mean: number, u: number): number {
  let chance = Math.exp(-mean);
  let below = chance;
  let count = 0;
  while (u > below && count < eventsMax) {
    count += 1;
    chance *= mean / count;
    below += chance;
  }
  return count;
}
