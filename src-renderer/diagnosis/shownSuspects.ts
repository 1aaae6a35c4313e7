import type { Diagnosis, Suspect } from '../../contract/diagnosis';

/** Less than this is written 0.00, and is no suspicion. */
const confidenceLeast = 0.005;

/** The suspects worth a person's time, likeliest first: the first whatever its confidence, of the others those with any. */
export function shownSuspects(diagnosis: Diagnosis | undefined): readonly Suspect[] {
  if (diagnosis === undefined || diagnosis.phase !== 'told') return [];
  return diagnosis.suspects.filter(({ confidence }, i) => i === 0 || confidence >= confidenceLeast);
}
