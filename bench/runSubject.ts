/** Started by scripts/bench.mjs through tsx: runs one subject, prints its table and goals, writes the JSON when asked to. */
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { BenchRun } from './benchResult';
import { formatGoals, formatTable } from './formatTable';

const [subject = '', ...words] = process.argv.slice(2);
const { json, ...options } = readOptions(words);
const { run } = z
  .object({ run: z.custom<BenchRun>((value) => typeof value === 'function') })
  .parse(await import(`./${subject}/index.ts`));
const result = await run(options);
process.stdout.write(
  `\n${result.subject} · ${result.commit} · ${result.machine}\n\n${formatTable(result.rows)}\n${formatGoals(result.goals)}`,
);
if (json !== undefined) writeFileSync(json, `${JSON.stringify(result, null, 2)}\n`);

/** `--seconds 60 --quick` → `{ seconds: '60', quick: 'true' }`. */
function readOptions(given: readonly string[]): Record<string, string> {
  const read: Record<string, string> = {};
  given.forEach((word, i) => {
    if (!word.startsWith('--')) return;
    const [name = '', inline] = word.slice(2).split(/=(.*)/s);
    const next = given[i + 1];
    read[name] = inline ?? (next === undefined || next.startsWith('--') ? 'true' : next);
  });
  return read;
}
