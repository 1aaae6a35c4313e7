import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rankSuspects } from '../../src-main/engine/diagnosis/rootCause/rankSuspects';
import type { CauseCase } from '../../src-main/engine/diagnosis/rootCause/causeCase';
import {
  benchResult,
  goalAtMost,
  median,
  quantile,
  rounded,
  wholeOption,
  type BenchGoal,
  type BenchOptions,
  type BenchRow,
  type BenchRun,
} from '../benchResult';
import { readPack, type PackCase } from './readPack';
import { robustZ } from './robustZ';
import { score, writeLines, type RcaPrediction, type RcaScores } from './score';
import { syntheticGraph } from './syntheticGraph';

/** What is asked of each stratum that a pack may hold: share of cases whose cause is named first, and among the first three. */
const goals = [
  { stratum: 'petshop/latency', first: 12 / 14, firstThree: 13 / 14 },
  { stratum: 'petshop/availability', first: 1, firstThree: 1 },
  { stratum: 'nezha/resource', first: 40 / 42, firstThree: 41 / 42 },
] as const;

const graphSize = 1_000;

/**
 * `--data DIR --out FILE`: runs the console's root-cause ranking over a pack of cases, without labels, and writes predictions.
 * `--score SCORERS` scores them with the pack's scorer, beside the naive ranking in the same run. Times are of one core, input in
 * memory. `--graphs N`: how many seeded graphs of 1,000 nodes are timed (20).
 */
export const run: BenchRun = async (options) => {
  const data = folderOption(options, 'data', 'meta.json');
  const scorers = options['score'] === undefined ? null : folderOption(options, 'score', 'score-rca.mjs');
  const pack = readPack(data);
  const [ours, naive] = [predict(pack, suspectedNodes), predict(pack, robustZ)];
  if (options['out'] !== undefined) writeFileSync(options['out'], writeLines(ours.predictions));
  const scored = scorers === null ? null : score(scorers, data, ours.predictions);
  const naiveScored = scorers === null ? null : score(scorers, data, naive.predictions);
  const strata = Object.keys(scored ?? {});
  const graphs = timeGraphs(wholeOption(options, 'graphs', 20));
  const rows: BenchRow[] = [
    rowOf('callees explained away (the console)', ours, strata, scored),
    rowOf('naive: robust z of the symptom’s metric', naive, strata, naiveScored),
    {
      ...rowOf(`seeded graphs of ${graphSize} nodes, ${graphs.calls} calls`, graphs, strata, null),
      cases: `${graphs.right} of ${graphs.milliseconds.length} right first`,
    },
  ];
  const slowest = goalAtMost(`graph of ${graphSize} nodes, median`, rounded(median(graphs.milliseconds)), 'ms', 20);
  return benchResult('rca', rows, [...(scored === null ? [] : goalsOf(scored)), slowest]);
};

/** Suspects' nodes, likeliest first; a link stands for both of its ends. */
function suspectedNodes(given: CauseCase): string[] {
  return [...new Set(rankSuspects(given).suspects.flatMap(({ nodes }) => nodes))];
}

interface Timed {
  readonly milliseconds: readonly number[];
}

function predict(
  pack: readonly PackCase[],
  rank: (given: CauseCase) => string[],
): Timed & { readonly predictions: readonly RcaPrediction[] } {
  const milliseconds: number[] = [];
  const predictions = pack.map(({ id, given }) => {
    const started = performance.now();
    const ranking = rank(given);
    milliseconds.push(performance.now() - started);
    return { case: id, ranking };
  });
  return { milliseconds, predictions };
}

function timeGraphs(count: number): Timed & { readonly right: number; readonly calls: number } {
  const milliseconds: number[] = [];
  let [right, calls] = [0, 0];
  for (let seed = 1; seed <= count; seed++) {
    const { given, culprit } = syntheticGraph(graphSize, seed);
    calls = given.calls.length;
    const rounds = Array.from({ length: 5 }, () => {
      const started = performance.now();
      const { suspects } = rankSuspects(given);
      return { took: performance.now() - started, first: suspects[0]?.id };
    });
    // The least of five: a machine that is shared adds time, never takes any.
    milliseconds.push(Math.min(...rounds.map(({ took }) => took)));
    if (rounds[0]?.first === culprit) right += 1;
  }
  return { milliseconds, right, calls };
}

function rowOf(what: string, { milliseconds }: Timed, strata: readonly string[], scores: RcaScores | null): BenchRow {
  const shares = strata.map((stratum): [string, string | null] => {
    const found = scores?.[stratum];
    if (found === undefined) return [stratum, null];
    const [first, three] = [found['AC@1'], found['AC@3']].map((share) => Math.round(share * found.cases));
    return [stratum, `${first} / ${three} of ${found.cases}`];
  });
  return {
    what,
    cases: milliseconds.length,
    ...Object.fromEntries(shares),
    'ms median': rounded(median(milliseconds)),
    'ms p90': rounded(quantile(milliseconds, 0.9)),
  };
}

function goalsOf(scores: RcaScores): BenchGoal[] {
  return goals.flatMap(({ stratum, first, firstThree }) => {
    const found = scores[stratum];
    if (found === undefined) return [];
    return [shareGoal(`${stratum} AC@1`, found['AC@1'], first), shareGoal(`${stratum} AC@3`, found['AC@3'], firstThree)];
  });
}

/** The scorer rounds to four digits. */
function shareGoal(name: string, value: number, least: number): BenchGoal {
  return { name, value: rounded(value), unit: '', goal: `≥ ${rounded(least)}`, holds: value >= least - 1e-4 };
}

function folderOption(options: BenchOptions, name: string, file: string): string {
  const folder = options[name];
  if (folder === undefined || !existsSync(join(folder, file)))
    throw new Error(`--${name} takes a folder that holds ${file}${folder === undefined ? '' : `; ${folder} does not`}.`);
  return folder;
}
