import type { Diagnosis, Suspect } from '../../../contract/diagnosis';

/** A suspect that is believed less than this is no cause. */
export const believedFrom = 0.3;
/** So many times the usual, or so little of it, is another demand. */
const [more, less] = [1.15, 0.87];

export function verdictOf([first]: readonly Suspect[], demand: number | null): Diagnosis['verdict'] {
  if (first !== undefined && first.confidence >= believedFrom) return 'fault';
  if (demand !== null && (demand >= more || demand <= less)) return 'demand';
  return 'unexplained';
}
