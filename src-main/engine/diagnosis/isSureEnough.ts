import type { Diagnosis } from '../../../contract/diagnosis';
import type { Finding } from './diagnose';

/** From here on a cause is said at once. */
const sureFrom = 0.6;
/** However unsure, something is said after so long, room ms: a room that waits longer looks for itself. */
const patienceMs = 60_000;
/** That nothing explains it is said later: what creeps shows itself in the meantime. */
const unexplainedPatienceMs = 150_000;

/** Whether a finding is worth saying: the first bucket of an incident blames whoever happens to be noisy. */
export function isSureEnough({ verdict, suspects }: Finding, before: Diagnosis, sinceRaisedMs: number): boolean {
  if (before.firstAt !== null || sinceRaisedMs >= (verdict === 'unexplained' ? unexplainedPatienceMs : patienceMs)) return true;
  const [first] = suspects;
  return verdict === 'fault' && first !== undefined && first.confidence >= sureFrom;
}
