import type { ReactNode } from 'react';
import type { Grade } from '../../contract/incidents';
import './gradePlate.css';

/** P0 solid octagon, P1 solid plate, P2 outlined, P3 dashed; always with its text. A quiet one is over, a rehearsal or no trouble: no colour. */
export function GradePlate({
  grade,
  size,
  quiet = false,
}: {
  grade: Grade;
  size: 'small' | 'card' | 'large';
  quiet?: boolean;
}): ReactNode {
  return <span className={`grade-plate ${grade} ${size}${quiet ? ' quiet' : ''}`}>{grade}</span>;
}
