import type { Diagnosis } from '../../contract/diagnosis';
import { diagnosisState } from './diagnosisState';

/** Where on the core link the likeliest suspect is: itself, or for an IDC or a change the end of its path; null while there is none. */
export function suspectPlace(diagnosis: Diagnosis | undefined): string | null {
  const [first] = diagnosis?.suspects ?? [];
  if (first === undefined || diagnosisState(diagnosis) !== 'fault') return null;
  return first.kind === 'idc' || first.kind === 'change' ? (first.path.at(-1) ?? null) : first.target;
}
