import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import { benchResult, type BenchOptions, type BenchRun } from '../benchResult';
import { drawDiagnosed, drawFaultFree, type DiagnosedCase } from './drawDiagnosed';
import { caseLine } from './caseLine';
import { outcomeOf, type DiagnoseOutcome } from './outcome';
import { playCase, type PlayedCase } from './playCase';
import { goalsOf, tableRows } from './table';

const seedsMax = 10_000;

/**
 * A test of our own on a simulated city. `--seeds FROM-TO` (1-200): a lunch with a fault each, two at once in one of ten, and half as many
 * lunches without one, from the same seeds on; detection, folding and diagnosis are the console's own. `--kept FOLDER`: cities that were
 * played are kept there (3 MB each) and not played again, for whoever tunes the diagnosis alone. `--verbose` prints every case.
 */
export const run: BenchRun = async (options) => {
  const seeds = seedsOf(options);
  const cases = [
    ...seeds.map((seed) => ({ name: `fault-${seed}`, drawn: drawDiagnosed(seed) })),
    ...seeds.slice(0, Math.ceil(seeds.length / 2)).map((seed) => ({ name: `free-${seed}`, drawn: drawFaultFree(seed) })),
  ];
  const outcomes: DiagnoseOutcome[] = [];
  for (const { name, drawn } of cases) {
    const outcome = await outcomeOf(played(name, drawn, options['kept']));
    outcomes.push(outcome);
    if (options['verbose'] !== undefined) process.stdout.write(`${caseLine(outcome)}\n`);
    else process.stderr.write(`\r${outcomes.length} of ${cases.length} lunches`);
  }
  process.stdout.write('\nA test of our own, on a simulated city: not a public benchmark.\n');
  return benchResult('cityDiagnose', tableRows(outcomes), goalsOf(outcomes));
};

/** Our own file: what `playCase` returned. */
const keptCase = z.custom<PlayedCase>((value) => typeof value === 'object');

function played(name: string, drawn: DiagnosedCase, folder: string | undefined): PlayedCase {
  if (folder === undefined) return playCase(drawn);
  const file = join(folder, name);
  if (existsSync(file)) return keptCase.parse(deserialize(readFileSync(file)));
  mkdirSync(folder, { recursive: true });
  const fresh = playCase(drawn);
  writeFileSync(file, serialize(fresh));
  return fresh;
}

function seedsOf({ seeds = '1-200' }: BenchOptions): number[] {
  const [, from, to] = /^(\d+)(?:-(\d+))?$/.exec(seeds) ?? [];
  const first = Number(from);
  const last = Number(to ?? from);
  if (!(first >= 1 && last >= first && last - first < seedsMax))
    throw new Error(`--seeds takes FROM-TO, such as 1-200, not "${seeds}".`);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
