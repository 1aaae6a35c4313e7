import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  benchResult,
  goalAtMost,
  median,
  rounded,
  type BenchGoal,
  type BenchOptions,
  type BenchRow,
  type BenchRun,
} from '../benchResult';
import { predict } from './predict';
import { readPack, type DimsCase } from './readPack';
import { score, writeLines, type DimsScores, type SuiteScores } from './score';
import { topMovers } from './topMovers';

/** The size that the time goal speaks of. */
const goalLeaves = 10_000;

/**
 * `--data DIR --out FILE`: runs the console's dimension attribution over a pack of labelled changes and writes predictions. `--score SCORERS` scores them
 * beside the top movers. Whether a case is additive or a ratio, the columns of its file say.
 */
export const run: BenchRun = async (options) => {
  const data = folderOption(options, 'data', 'meta.json');
  const pack = readPack(data);
  const ours = pack.map(predict);
  if (options['out'] !== undefined) writeFileSync(options['out'], writeLines(ours));
  const msPer10k = median(
    pack.flatMap((one, i) => {
      const leaves = leavesOf(one);
      return leaves >= goalLeaves / 2 ? [((ours[i]?.ms ?? Number.NaN) * goalLeaves) / leaves] : [];
    }),
  );
  if (options['score'] === undefined)
    return benchResult('dims', [{ what: 'predictions', cases: pack.length, 'ms per 10k leaves': rounded(msPer10k) }], []);

  const scorers = folderOption(options, 'score', 'score-multidim.mjs');
  const scored = score(scorers, data, ours);
  const rows = [...rowsOf("the console's", scored), ...rowsOf('top movers', score(scorers, data, pack.map(topMovers)))];
  return benchResult('dims', rows, goalsOf(scored, msPer10k));
};

function leavesOf(one: DimsCase): number {
  return one.columns[0]?.length ?? 0;
}

function rowsOf(method: string, scores: DimsScores): BenchRow[] {
  return Object.entries(scores).map(([suite, one]) => ({
    method,
    suite,
    cases: one.cases,
    F1: rounded(one.F1),
    'exact set': rounded(one.exact_set),
    'hit@1': rounded(one['hit@1']),
    'hit@3': rounded(one['hit@3']),
    'ms median': one.ms_median ?? null,
    'ms p95': one.ms_p95 ?? null,
  }));
}

function goalsOf({ b0, rs, syn_s, syn_l }: DimsScores, msPer10k: number): BenchGoal[] {
  const goals: BenchGoal[] = [];
  const atLeast = (name: string, suite: SuiteScores | undefined, measure: 'F1' | 'hit@1' | 'hit@3', least: number): void => {
    if (suite === undefined) return;
    const value = suite[measure];
    goals.push({ name: `${name} ${measure}`, value: rounded(value), unit: '', goal: `≥ ${least}`, holds: value >= least });
  };
  atLeast('Squeeze B0', b0, 'F1', 0.97);
  atLeast('real incidents', rs, 'hit@1', 0.7);
  atLeast('real incidents', rs, 'hit@3', 0.8);
  atLeast('synthetic S', syn_s, 'F1', 0.78);
  atLeast('synthetic L', syn_l, 'F1', 0.75);
  if (Number.isFinite(msPer10k)) goals.push(goalAtMost('time, median', rounded(msPer10k), 'ms per case of 10,000 leaves', 50));
  return goals;
}

function folderOption(options: BenchOptions, name: string, file: string): string {
  const folder = options[name];
  if (folder === undefined || !existsSync(join(folder, file)))
    throw new Error(`--${name} takes a folder that holds ${file}${folder === undefined ? '' : `; ${folder} does not`}.`);
  return folder;
}
