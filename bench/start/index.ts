import { join, resolve } from 'node:path';
import { resolveElectronRuntime } from '../../scripts/electron-runtime.mjs';
import { openVirtualDisplay } from '../../scripts/setup/virtualDisplay.mjs';
import { benchResult, goalAtMost, median, rounded, wholeOption, type BenchOptions, type BenchResult } from '../benchResult';
import { timeToLine } from './timeToLine';

const root = resolve(import.meta.dirname, '../..');
const ratioMost = 1.8;

/**
 * Cold start: from just before the process is spawned, in a profile that does not exist yet, to the first live curve on screen —
 * beside the same runtime opening an empty window, in turns, so that whatever the machine does meanwhile meets both.
 * Options: `--rounds` (at least 7 for a number worth quoting).
 */
export async function run(options: BenchOptions): Promise<BenchResult> {
  const rounds = wholeOption(options, 'rounds', 9);
  const { exe } = await resolveElectronRuntime();
  const display = process.env.DISPLAY ? null : await openVirtualDisplay();
  const env = { ...process.env, HIGHNOON_TRACE_START: '1', ...(display === null ? {} : { DISPLAY: display.display }) };
  const emptyWindow = {
    exe,
    env,
    folder: join(import.meta.dirname, 'emptyWindow'),
    line: /^highnoon:empty-window-painted (\d+)/,
  };
  const highnoon = { exe, env, folder: root, line: /^highnoon:first-chart-painted (\d+)/ };
  const emptyMs: number[] = [];
  const highnoonMs: number[] = [];
  try {
    // The first round warms the page cache for both and is not counted.
    for (let round = 0; round <= rounds; round += 1) {
      const empty = await timeToLine(emptyWindow);
      const ours = await timeToLine(highnoon);
      if (round === 0) continue;
      emptyMs.push(empty);
      highnoonMs.push(ours);
    }
  } finally {
    await display?.close();
  }
  const ratio = median(highnoonMs) / median(emptyMs);
  const rows = [row('empty window, same runtime', emptyMs, 1), row('Highnoon, first chart painted', highnoonMs, ratio)];
  return benchResult('start', rows, [
    goalAtMost('cold start to first chart, against an empty window', rounded(ratio), '×', ratioMost),
  ]);
}

function row(what: string, timesMs: readonly number[], ratio: number): Record<string, string | number> {
  return {
    what,
    rounds: timesMs.length,
    'median ms': rounded(median(timesMs)),
    'least ms': Math.min(...timesMs),
    'most ms': Math.max(...timesMs),
    ratio: rounded(ratio),
  };
}
