import type { Diagnosis } from '../../contract/diagnosis';

/** What a window says of an incident's cause. `waiting`: the engine has said nothing of it. */
export type DiagnosisState = 'waiting' | 'looking' | 'failed' | 'fault' | 'demand' | 'unexplained';

/** A fault without a suspect explains nothing, whatever it is called. */
export function diagnosisState(diagnosis: Diagnosis | undefined): DiagnosisState {
  if (diagnosis === undefined) return 'waiting';
  if (diagnosis.phase !== 'told') return diagnosis.phase;
  return diagnosis.verdict === 'fault' && diagnosis.suspects.length === 0 ? 'unexplained' : diagnosis.verdict;
}

/** The engine looks again with each round of data, and is silent while it would say the same. */
const oldMs = 60_000;

/**
 * Room ms since the data it was made from, where newer data is missing: it says so by its reason. Null while that is young, and once
 * the incident is over.
 */
export function oldSince(diagnosis: Diagnosis | undefined, isOver: boolean, roomAt: number): number | null {
  if (diagnosis === undefined || diagnosis.phase !== 'told' || diagnosis.reason === null || isOver) return null;
  const ageMs = roomAt - diagnosis.to;
  return ageMs > oldMs ? ageMs : null;
}

/** When the cause was found; null while it is not: that nothing explains it is no cause. */
export function locatedAt(diagnosis: Diagnosis | undefined): number | null {
  const state = diagnosisState(diagnosis);
  return state === 'fault' || state === 'demand' ? (diagnosis?.firstAt ?? null) : null;
}
