import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { DimsPrediction } from './predict';

const suiteSchema = z.object({
  cases: z.number(),
  F1: z.number(),
  exact_set: z.number(),
  'hit@1': z.number(),
  'hit@3': z.number(),
  ms_median: z.number().optional(),
  ms_p95: z.number().optional(),
});
const scoresSchema = z.object({ suites: z.record(z.string(), suiteSchema) });
export type SuiteScores = z.infer<typeof suiteSchema>;
export type DimsScores = z.infer<typeof scoresSchema>['suites'];

/** Runs the pack's own scorer (`<scorers>/score-multidim.mjs`) on these predictions: scores by suite. */
export function score(scorers: string, pack: string, predictions: readonly DimsPrediction[]): DimsScores {
  const folder = mkdtempSync(join(tmpdir(), 'highnoon-dims-'));
  try {
    const file = join(folder, 'predictions.jsonl');
    writeFileSync(file, writeLines(predictions));
    const args = [join(scorers, 'score-multidim.mjs'), pack, file];
    return scoresSchema.parse(JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 64 * 2 ** 20 })))
      .suites;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function writeLines(predictions: readonly DimsPrediction[]): string {
  return predictions.map((prediction) => `${JSON.stringify(prediction)}\n`).join('');
}
