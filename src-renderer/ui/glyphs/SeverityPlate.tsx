import type { ReactNode } from 'react';

export type Severity = 'P0' | 'P1' | 'P2' | 'P3';

/** P0 solid octagon, P1 solid plate, P2 outlined, P3 dashed outline; the text is always in it. */
export function SeverityPlate({ severity }: { severity: Severity }): ReactNode {
  return <span className={`severity-plate ${severity}`}>{severity}</span>;
}
