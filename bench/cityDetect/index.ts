import { benchResult, type BenchOptions, type BenchRun } from '../benchResult';
import { caseLines } from './caseLines';
import { drawCase } from './drawCase';
import { livedCity } from './caseSamples';
import { compareOnPrometheus, type Comparison } from './compareOnPrometheus';
import { runCase, type CaseOutcome } from './runCase';
import { agreementGoal, goalsOf, tableRows } from './table';

const seedsMax = 10_000;
/** One case in so many also goes through a real Prometheus. */
const prometheusEvery = 10;

/**
 * A test of our own on a simulated city, never a public benchmark. `--seeds FROM-TO` (1-200): seeded days of Demo City, in this
 * process and unthrottled, through the console's own watch and folding; `--verbose` prints what every case said.
 */
export const run: BenchRun = async (options) => {
  const outcomes: CaseOutcome[] = [];
  const comparisons: Comparison[] = [];
  for (const seed of seedsOf(options)) {
    const drawn = drawCase(seed);
    const city = livedCity(drawn);
    const outcome = runCase(drawn, city);
    outcomes.push(outcome);
    if (options['verbose'] !== undefined) process.stdout.write(`${caseLines(outcome).join('\n')}\n`);
    if (seed % prometheusEvery !== 0) continue;
    const compared = await compareOnPrometheus(drawn, city);
    comparisons.push(compared);
    if (!compared.agrees) process.stdout.write(`seed ${seed} differs on a real Prometheus: ${compared.said}\n`);
  }
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
