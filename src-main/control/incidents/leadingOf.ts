import type { Evidence } from './evidence';
import type { Finding } from './finding';

/** The alarm to look at first: of the earliest stage that loses; else the worst of the node where it began. */
export function leadingOf(evidence: Evidence, findings: readonly Finding[]): Finding {
  const [lead] = evidence.lead;
  if (lead !== undefined) return lead;
  const origin = evidence.origins[0];
  const ofOrigin = findings.filter((finding) => finding.what === 'trouble' && finding.node === origin);
  const [first, ...others] = ofOrigin.length > 0 ? ofOrigin : findings;
  if (first === undefined) throw new Error('an incident has at least one alarm');
  return others.reduce((a, b) => (b.alarm.peakScore > a.alarm.peakScore ? b : a), first);
}
