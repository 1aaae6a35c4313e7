import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { z } from 'zod';
import { median } from '../benchResult';
import { learnedDetectors, roundOfSamples } from './load';

const rounds = 15;
/** The first rounds compile. */
const warmUpRounds = 5;
const warmUpSteps = 200_000;

export interface OurCost {
  readonly series: number;
  /** CPU of this process per series and step, median of rounds. */
  readonly cpuNs: number;
  /** Heap and buffers per series. */
  readonly heldBytes: number;
}

setFlagsFromString('--expose-gc');
const collectGarbage = z.custom<() => void>((value) => typeof value === 'function').parse(runInNewContext('gc'));

/** One core, one thread: every series judged once a round. */
export function measureOurs(series: number): OurCost {
  const before = heldBytes();
  const detectors = learnedDetectors(series);
  const held = heldBytes() - before;
  const times: number[] = [];
  const warmUp = Math.max(warmUpRounds, Math.ceil(warmUpSteps / series));
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const { at, values } = roundOfSamples(round, series);
    const cpu = process.cpuUsage();
    for (let i = 0; i < series; i += 1) detectors[i]?.step(at, values[i] ?? 0);
    const { user, system } = process.cpuUsage(cpu);
    if (round >= warmUp) times.push(((user + system) * 1_000) / series);
  }
  return { series, cpuNs: median(times), heldBytes: held / series };
}

function heldBytes(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
