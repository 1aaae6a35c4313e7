import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** One line of the scorer's format. */
export interface RcaPrediction {
  readonly case: string;
  /** Node ids, likeliest first. */
  readonly ranking: readonly string[];
}

const scoresSchema = z.object({
  strata: z.record(z.string(), z.object({ cases: z.number(), 'AC@1': z.number(), 'AC@3': z.number(), MRR: z.number() })),
});
/** By `suite/stratum`. */
export type RcaScores = z.infer<typeof scoresSchema>['strata'];

/** Runs the pack's own scorer (`<scorers>/score-rca.mjs`) on these predictions. */
export function score(scorers: string, pack: string, predictions: readonly RcaPrediction[]): RcaScores {
  const folder = mkdtempSync(join(tmpdir(), 'highnoon-rca-'));
  try {
    const file = join(folder, 'predictions.jsonl');
    writeFileSync(file, writeLines(predictions));
    const args = [join(scorers, 'score-rca.mjs'), pack, file];
    return scoresSchema.parse(JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 64 * 2 ** 20 })))
      .strata;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function writeLines(predictions: readonly RcaPrediction[]): string {
  return predictions.map((prediction) => `${JSON.stringify(prediction)}\n`).join('');
}
