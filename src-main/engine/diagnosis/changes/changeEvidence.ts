import type { SuspectChange, SuspectEvidence } from '../../../../contract/diagnosis';

/** @param to the end of what was judged */
export function changeEvidence({ eventId, at, fits }: SuspectChange, weight: number, to: number): SuspectEvidence {
  const none = { usual: null, now: null, lines: [] };
  return { why: 'change', of: eventId, series: 'change', ...none, since: at, weight: weight * fits, from: at, to };
}
