import type { CheckResult } from '../../../../contract/diagnosis';

/** What looking at one check gave. */
export interface Outcome extends Pick<CheckResult, 'value' | 'unit' | 'line'> {
  readonly state: 'good' | 'bad' | 'unknown';
  readonly said: NonNullable<CheckResult['said']>;
  /** Worth another look, and not sooner than so many ms; null: another look would say the same. */
  readonly againMs: number | null;
}

/** How long what was away is left alone. */
export const lookAgainMs = 15_000;

export function unknown(said: Outcome['said'], againMs: number | null = lookAgainMs): Outcome {
  return { state: 'unknown', said, value: null, unit: '', line: null, againMs };
}
