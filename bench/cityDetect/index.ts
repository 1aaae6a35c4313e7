import { benchResult, type BenchOptions, type BenchRun } from '../benchResult';
import { caseLines } from './caseLines';
import { drawCase } from './drawCase';
import { runCase, type CaseOutcome } from './runCase';
import { goalsOf, tableRows } from './table';

const seedsMax = 10_000;

/**
 * A test of our own on a simulated city, never a public benchmark. `--seeds FROM-TO` (1-200): seeded days of Demo City, in this
 * process and unthrottled, through the console's own watch and folding; `--verbose` prints what every case said.
 */
export const run: BenchRun = async (options) => {
  const outcomes: CaseOutcome[] = [];
  for (const seed of seedsOf(options)) {
    const outcome = runCase(drawCase(seed));
    outcomes.push(outcome);
    if (options['verbose'] !== undefined) process.stdout.write(`${caseLines(outcome).join('\n')}\n`);
  }
  process.stdout.write('\nA test of our own, on a simulated city: not a public benchmark.\n');
  return benchResult('cityDetect', tableRows(outcomes), goalsOf(outcomes));
};

function seedsOf({ seeds = '1-200' }: BenchOptions): number[] {
  const [, from, to] = /^(\d+)(?:-(\d+))?$/.exec(seeds) ?? [];
  const first = Number(from);
  const last = Number(to ?? from);
  if (!(first >= 1 && last >= first && last - first < seedsMax))
    throw new Error(`--seeds takes FROM-TO, such as 1-200, not "${seeds}".`);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
