import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { KpiPrediction } from './predict';

const groupSchema = z.object({
  macro: z.object({ precision: z.number(), recall: z.number(), f1: z.number() }),
  false_alarms_per_series_day: z.object({ pooled: z.number(), worst_series: z.number() }),
  delay_min_all_detected: z.object({ median: z.number().nullable(), p90: z.number().nullable() }).optional(),
  aiops2018_k7: z.object({ f1: z.number() }).optional(),
  score_sweep: z.object({ recall_at_fa_per_day: z.record(z.string(), z.number()) }).optional(),
  nab_score_onsets: z.object({ standard: z.number() }).optional(),
});
const scoresSchema = z.object({
  aiops: groupSchema.optional(),
  nab: groupSchema.optional(),
  per_series: z.array(z.object({ id: z.string(), group: z.string().optional(), f1: z.number(), fa_per_day: z.number() })),
});
export type KpiScores = z.infer<typeof scoresSchema>;

/** Runs the pack's own scorer (`<scorers>/score-kpi.mjs`) on these predictions. */
export function score(scorers: string, pack: string, predictions: readonly KpiPrediction[]): KpiScores {
  const folder = mkdtempSync(join(tmpdir(), 'highnoon-kpi-'));
  try {
    const file = join(folder, 'predictions.jsonl');
    writeFileSync(file, writeLines(predictions));
    const args = [join(scorers, 'score-kpi.mjs'), pack, file, '--per-series', '--no-vus'];
    return scoresSchema.parse(JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 64 * 2 ** 20 })));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function writeLines(predictions: readonly KpiPrediction[]): string {
  return predictions.map((prediction) => `${JSON.stringify(prediction)}\n`).join('');
}
