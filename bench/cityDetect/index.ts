import { availableParallelism } from 'node:os';
import { benchResult, wholeOption, type BenchOptions, type BenchRun } from '../benchResult';
import { caseLines } from './caseLines';
import { runSeeds } from './runSeeds';
import { agreementGoal, goalsOf, tableRows } from './table';

const seedsMax = 10_000;

/**
 * A test of our own on a simulated city, never a public benchmark. `--seeds FROM-TO` (1-200): seeded days of Demo City, unthrottled
 * and in process, through the console's own watch and folding; `--jobs N` at once (as many as cores); `--verbose` prints what each
 * case was and what was said of it.
 */
export const run: BenchRun = async (options) => {
  const jobs = Math.max(1, wholeOption(options, 'jobs', availableParallelism()));
  const answers = await runSeeds(seedsOf(options), jobs, ({ outcome, comparison }) => {
    if (options['verbose'] !== undefined) process.stdout.write(`${caseLines(outcome).join('\n')}\n`);
    if (comparison?.agrees === false)
      process.stdout.write(`seed ${outcome.drawn.seed} differs on a real Prometheus: ${comparison.said}\n`);
  });
  const outcomes = answers.map(({ outcome }) => outcome);
  const comparisons = answers.flatMap(({ comparison }) => comparison ?? []);
  process.stdout.write('\nA test of our own, on a simulated city: not a public benchmark.\n');
  return benchResult('cityDetect', tableRows(outcomes), [...goalsOf(outcomes), ...agreementGoal(comparisons)]);
};

function seedsOf({ seeds = '1-200' }: BenchOptions): number[] {
  const [, from, to] = /^(\d+)(?:-(\d+))?$/.exec(seeds) ?? [];
  const first = Number(from);
  const last = Number(to ?? from);
  if (!(first >= 1 && last >= first && last - first < seedsMax))
    throw new Error(`--seeds takes FROM-TO, such as 1-200, not "${seeds}".`);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
