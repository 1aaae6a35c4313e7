/** Forked by runSeeds.ts: plays the cases it is sent, one after the other, and answers each. */
import { livedCity } from './caseSamples';
import { compareOnPrometheus, type Comparison } from './compareOnPrometheus';
import { drawCase } from './drawCase';
import { runCase, type CaseOutcome } from './runCase';

export interface CaseAnswer {
  readonly outcome: CaseOutcome;
  /** Null for cases that do not go through a Prometheus. */
  readonly comparison: Comparison | null;
}

/** One case in so many also goes through a real Prometheus. */
const prometheusEvery = 10;

process.on('message', (seed: number) => void play(seed));
process.on('disconnect', () => process.exit(0));

async function play(seed: number): Promise<void> {
  const drawn = drawCase(seed);
  const city = livedCity(drawn);
  const outcome = runCase(drawn, city);
  const comparison = seed % prometheusEvery === 0 ? await compareOnPrometheus(drawn, city) : null;
  process.send?.({ outcome, comparison } satisfies CaseAnswer);
}
