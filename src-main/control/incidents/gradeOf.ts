import { grades, gradeShares, type Grade } from '../../../contract/incidents';
import { gradeFallMs, gradeFallPart } from './rules';

export interface Grading {
  readonly grade: Grade;
  /** Since when less than the grade's share is lost; null while it is not. */
  readonly lowSince: number | null;
}

/** By the share of expected orders that is lost. It rises at once, and falls only when much less was lost for a while. */
export function gradeOf(share: number, before: Grading, at: number): Grading {
  const now = gradeOfShare(share);
  if (isGraver(now, before.grade)) return { grade: now, lowSince: null };
  const kept = gradeOfShare(share / gradeFallPart);
  if (!isGraver(before.grade, kept)) return { grade: before.grade, lowSince: null };
  const lowSince = before.lowSince ?? at;
  return at - lowSince >= gradeFallMs ? { grade: kept, lowSince: null } : { grade: before.grade, lowSince };
}

export function gradeOfShare(share: number): Grade {
  if (share >= gradeShares.P0) return 'P0';
  if (share >= gradeShares.P1) return 'P1';
  return share >= gradeShares.P2 ? 'P2' : 'P3';
}

export function isGraver(a: Grade, b: Grade): boolean {
  return grades.indexOf(a) < grades.indexOf(b);
}

export function graverOf(a: Grade, b: Grade): Grade {
  return isGraver(a, b) ? a : b;
}
