/** Forked by runCases.ts: plays the cases it is sent, one after the other, and answers each. */
import type { FaultKindId } from '../../src-main/demoCity/faults/faultStage';
import { runHealthyDay, type HealthyOutcome } from './runHealthyDay';
import { runScoreCase, type ScoreOutcome } from './runScoreCase';

/** `kind` null: a healthy day. */
export interface ScoreTask {
  readonly seed: number;
  readonly kind: FaultKindId | null;
}
export type ScoreAnswer =
  { readonly fault: ScoreOutcome; readonly healthy: null } | { readonly fault: null; readonly healthy: HealthyOutcome };

process.on('message', ({ seed, kind }: ScoreTask) => {
  const answer: ScoreAnswer =
    kind === null ? { fault: null, healthy: runHealthyDay(seed) } : { fault: runScoreCase(seed, kind), healthy: null };
  process.send?.(answer);
});
process.on('disconnect', () => process.exit(0));
