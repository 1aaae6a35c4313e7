import type { Finding } from './finding';
import type { FoldBook } from './foldBook';
import type { RememberedIncident } from './remembered';

/** An incident as it was before a restart. One that was merged into another holds nothing any more. */
export function restoreFold(book: FoldBook, { incident, mergedInto }: RememberedIncident, findings: readonly Finding[]): void {
  const fold = book.open(incident.traffic, null);
  if (mergedInto === null) for (const finding of findings) book.add(fold, finding);
  const standing = findings.some(({ alarm }) => alarm.endedAt === null);
  fold.incident = incident;
  fold.grading = { grade: incident.grade, lowSince: null };
  fold.byHand = incident.phase === 'resolved' && (standing || incident.verdict?.false === true);
  fold.mergedInto = mergedInto;
  fold.alarmCount = incident.alarmCount;
  fold.headline = { meaning: '', amount: 1, text: incident.headline };
  fold.snoozedAt = incident.snoozed === null ? null : incident.grade;
  fold.dirty = false;
}
