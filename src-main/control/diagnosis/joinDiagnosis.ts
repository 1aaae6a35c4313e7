import type { Diagnosis } from '../../../contract/diagnosis';

/**
 * What stands of an incident when an engine says something: one that began anew knows nothing of what was said before. A cause
 * stays until there is another, and when it was first said is said once.
 */
export function joinDiagnosis(known: Diagnosis | undefined, next: Diagnosis): Diagnosis {
  if (known === undefined) return next;
  const version = Math.max(next.version, known.version + 1);
  if (known.phase === 'told' && next.phase === 'looking') return known;
  if (known.phase === 'told' && next.phase === 'failed')
    return known.reason === next.reason ? known : { ...known, version, reason: next.reason };
  const firstAt = known.firstAt === null ? next.firstAt : Math.min(known.firstAt, next.firstAt ?? Number.POSITIVE_INFINITY);
  return { ...next, version, firstAt };
}
