import { faultKindIds } from '../../src-main/demoCity/faults/faultStage';
import { formatTable } from '../formatTable';
import { benchResult, wholeOption, type BenchOptions, type BenchRun } from '../benchResult';
import { runCases } from './runCases';
import type { ScoreOutcome } from './runScoreCase';
import type { ScoreAnswer, ScoreTask } from './scoreProcess';
import { faultGoals, faultRows, healthyGoals, healthyRow } from './table';

const seedsMax = 10_000;

/**
 * A test of our own on a simulated city. For every fault kind `--seeds FROM-TO` (1-100) cases, and `--days N` (20) healthy days, through the
 * console's own health score; `--jobs N` processes (1); `--verbose` prints every fault whose place was not among the two lowest.
 */
export const run: BenchRun = async (options) => {
  const jobs = Math.max(1, wholeOption(options, 'jobs', 1));
  const seeds = seedsOf(options);
  const [first = 1] = seeds;
  const days = wholeOption(options, 'days', 20);
  // Seed by seed: a run that is stopped has seen all kinds.
  const faults = seeds.flatMap((seed) => faultKinds.map((kind): ScoreTask => ({ seed, kind })));
  const healthy = Array.from({ length: days }, (_, i): ScoreTask => ({ seed: first + i, kind: null }));
  const answers = await runCases([...healthy, ...faults], jobs, (answer) => {
    if (options['verbose'] !== undefined) process.stdout.write(lineOf(answer));
  });
  const outcomes = answers.flatMap(({ fault }) => fault ?? []);
  const healthyDays = answers.flatMap((answer) => answer.healthy ?? []);
  const row = healthyRow(healthyDays);
  process.stdout.write('\nA test of our own, on a simulated city: not a public benchmark.\n');
  if (row !== null) process.stdout.write(`\n${formatTable([row])}\n`);
  return benchResult('cityScores', faultRows(outcomes), [...faultGoals(outcomes), ...healthyGoals(healthyDays)]);
};

/** A rush has no faulty place. */
const faultKinds = faultKindIds.filter((kind) => kind !== 'promotionBurst');

function lineOf({ fault, healthy }: ScoreAnswer): string {
  if (healthy !== null)
    return `seed ${healthy.drawn.seed} healthy ${healthy.drawn.day}: lowest ${healthy.lowest.toFixed(1)} ${healthy.lowestSaid}\n`;
  return fault.foundMs === null && !fault.withoutEffect ? missedLines(fault) : '';
}

function missedLines({ drawn, kind, truth, rank, score, lowest }: ScoreOutcome): string {
  const at = new Date(truth.from + 8 * 3_600_000).toISOString().slice(11, 19);
  const head = [
    `seed ${drawn.seed}`,
    `variant ${drawn.variant}`,
    drawn.day,
    at,
    kind,
    JSON.stringify(truth.params),
    `rank ${rank}`,
  ];
  return `${[...head, `score ${score.toFixed(1)}`].join(' · ')}\n${lowest.map((line) => `   ${line}\n`).join('')}`;
}

function seedsOf({ seeds = '1-100' }: BenchOptions): number[] {
  const [, from, to] = /^(\d+)(?:-(\d+))?$/.exec(seeds) ?? [];
  const first = Number(from);
  const last = Number(to ?? from);
  if (!(first >= 1 && last >= first && last - first < seedsMax))
    throw new Error(`--seeds takes FROM-TO, such as 1-100, not "${seeds}".`);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
