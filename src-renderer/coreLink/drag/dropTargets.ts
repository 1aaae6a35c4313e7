import { displayTargets } from './displayTargets';
import type { DropTargetKind } from './dropTarget';
import { incidentTargets } from './incidentTargets';
import { planTargets } from './planTargets';

/** Everything a node or link can be dropped on, in the dock's order. */
export const dropTargetKinds = {
  displays: displayTargets,
  incidents: incidentTargets,
  plans: planTargets,
} as const satisfies Record<string, DropTargetKind>;
