import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { benchResult, goalAtMost, rounded, wholeOption, type BenchGoal, type BenchRow, type BenchRun } from '../benchResult';
import { watchConsoleWall } from '../wall/index';
import type { WallReading } from '../wall/watchWall';
import { learnedDetectors } from './load';
import { measureOurs, type OurCost } from './ourCost';
import { measurePrometheus, type PrometheusCost } from './prometheusCost';

const counts = [1_000, 10_000, 100_000] as const;
/** Prometheus takes its turns at these. */
const besideCounts: readonly number[] = [1_000, 10_000];
const timesLess = 20;
/** A hundred times the series fall out of every cache, so a little more per series is still linear. */
const growthMost = 1.5;
const heldBytesMost = 6 * 1_024;
const hotBytesMost = 1_024;
/** Three curves of 288 bins, three noises by half hours and 24 habits by time of day, 32 bits each. */
const dailyProfileBytes = 4 * (3 * 288 + 3 * 48 + 4 * 24);
const savedHeaderBytes = 16;
/** Percentage points of frames. */
const moreDroppedMost = 1;
/** A wall that drops more than this alone is held up by other work on the machine, and compares with nothing. */
const aloneDroppedMost = 2;

/**
 * What judging costs per series and step on one core, beside a real Prometheus that evaluates a moving mean and deviation of an hour
 * and the z-score over the same number of series with the same values, CPU of its process. Then the console's real wall for
 * `--window-seconds` (30; 0 leaves it out) alone and beside a process of its own that judges 100,000 series every ten seconds, as the
 * engine's process does.
 */
export const run: BenchRun = async (options) => {
  const windowSeconds = wholeOption(options, 'window-seconds', 30);
  const ours = counts.map((count) => measureOurs(count));
  const theirs: PrometheusCost[] = [];
  for (const count of besideCounts) theirs.push(await measurePrometheus(count));
  const again = counts.map((count) => measureOurs(count));
  // Before and after Prometheus had its turn, both count: what else runs on the machine changes meanwhile.
  const both = ours.map((one, i) => ({ ...one, cpuNs: (one.cpuNs + (again[i]?.cpuNs ?? one.cpuNs)) / 2 }));
  const alone = windowSeconds === 0 ? null : await watchConsoleWall(windowSeconds);
  const beside = windowSeconds === 0 ? null : await watchBeside(windowSeconds, counts[2]);
  const rows = [
    ...both.map((one) => costRow('Highnoon: level detector', one.series, one.cpuNs, one.heldBytes)),
    ...theirs.map((one) => costRow('Prometheus: mean, deviation, z', one.series, one.cpuNs, null)),
    ...(alone === null ? [] : [wallRow('wall alone', alone)]),
    ...(beside === null ? [] : [wallRow('wall, 100,000 series every 10 s beside it', beside)]),
  ];
  return benchResult('detect', rows, [...costGoals(both, theirs), ...wallGoals(alone, beside)]);
};

async function watchBeside(seconds: number, series: number): Promise<WallReading> {
  const checker = fork(join(import.meta.dirname, 'checkerProcess.ts'), [`${series}`]);
  try {
    await once(checker, 'message');
    return await watchConsoleWall(seconds);
  } finally {
    checker.disconnect();
  }
}

const blankRow = {
  what: '',
  series: null,
  'CPU ns/series/step': null,
  'bytes/series': null,
  'longest frame ms': null,
  'dropped frames': null,
  frames: null,
  'waited for a core %': null,
} as const satisfies BenchRow;

function costRow(what: string, series: number, cpuNs: number, bytes: number | null): BenchRow {
  return {
    ...blankRow,
    what,
    series,
    'CPU ns/series/step': rounded(cpuNs),
    'bytes/series': bytes === null ? null : Math.round(bytes),
  };
}

function wallRow(what: string, reading: WallReading): BenchRow {
  return {
    ...blankRow,
    what,
    'longest frame ms': rounded(reading.longestFrameMs),
    'dropped frames': reading.droppedFrames,
    frames: reading.frames,
    'waited for a core %': rounded(reading.rendererWaitShare * 100),
  };
}

function costGoals(ours: readonly OurCost[], theirs: readonly PrometheusCost[]): BenchGoal[] {
  const goals = theirs.map(({ series, cpuNs }): BenchGoal => {
    const times = cpuNs / (ours.find((one) => one.series === series)?.cpuNs ?? Number.NaN);
    return {
      name: `CPU less than Prometheus at ${series} series`,
      value: rounded(times),
      unit: '×',
      goal: `≥ ${timesLess}`,
      holds: times >= timesLess,
    };
  });
  const [first, , last] = ours;
  const saved = learnedDetectors(1)[0]?.save().byteLength ?? Number.NaN;
  const worstBytes = Math.round(Math.max(...ours.map(({ heldBytes }) => heldBytes)));
  const hot = saved - savedHeaderBytes - dailyProfileBytes;
  goals.push(goalAtMost('bytes a series, objects included, worst count', worstBytes, 'B', heldBytesMost));
  goals.push(goalAtMost('of them hot: memory without daily profiles', hot, 'B', hotBytesMost));
  const growth = (last?.cpuNs ?? Number.NaN) / (first?.cpuNs ?? Number.NaN);
  goals.push(goalAtMost('CPU per series at 100,000 ÷ at 1,000', rounded(growth), '×', growthMost));
  return goals;
}

function wallGoals(alone: WallReading | null, beside: WallReading | null): BenchGoal[] {
  if (alone === null || beside === null) return [];
  const shareOf = (reading: WallReading): number => (100 * reading.droppedFrames) / (reading.frames + reading.droppedFrames);
  const more = shareOf(beside) - shareOf(alone);
  const isQuiet = shareOf(alone) <= aloneDroppedMost;
  const name = `frames dropped more beside 100,000 series${isQuiet ? '' : ' (machine too busy to tell: the wall alone drops frames)'}`;
  const goal = goalAtMost(name, rounded(more), 'points of 100', moreDroppedMost);
  return [{ ...goal, holds: goal.holds && isQuiet }];
}
