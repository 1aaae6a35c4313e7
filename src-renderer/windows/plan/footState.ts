import type { Execution, PlanSheet } from '../../../contract/protection';
import { protectionReasonCharactersMin } from '../../../contract/protection';
import type { PlanSubject } from './planSubject';

/** What is going on, and so what a person can do now; the foot, its keys and the button are made from it. */
export type FootState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'reading' | 'stale' | 'failed'; readonly sheet: PlanSheet }
  /** Read, and something is missing before it can be armed. */
  | { readonly kind: 'needsReason' | 'needsSecond'; readonly sheet: PlanSheet }
  | { readonly kind: 'ready' | 'armed' | 'armedElsewhere' | 'held' | 'undo' | 'sent'; readonly sheet: PlanSheet }
  | { readonly kind: 'execution'; readonly execution: Execution };

export function footState({ sheet, execution }: PlanSubject, windowId: string): FootState {
  if (execution !== null) return { kind: 'execution', execution };
  if (sheet === null) return { kind: 'unknown' };
  const isHere = sheet.armed === null || sheet.armed.windowId === windowId;
  switch (sheet.phase) {
    case 'reading':
    case 'stale':
    case 'failed':
    case 'sent':
    case 'undo':
      return { kind: sheet.phase, sheet };
    case 'armed':
    case 'held':
      return { kind: isHere ? sheet.phase : 'armedElsewhere', sheet };
    case 'read':
      return { kind: missingOf(sheet) ?? 'ready', sheet };
  }
}

/** The reason first: whoever approves reads it. */
function missingOf({ needs, reason, approval, breakGlass }: PlanSheet): 'needsReason' | 'needsSecond' | null {
  if (needs.reason && reason.trim().length < protectionReasonCharactersMin && breakGlass === null) return 'needsReason';
  return needs.second && approval === null && breakGlass === null ? 'needsSecond' : null;
}

/** Values can be changed while nothing was decided. */
export function isEditable({ phase }: PlanSheet): boolean {
  return phase === 'read' || phase === 'stale' || phase === 'failed';
}

/** What of it can be taken back at once. */
export function canRevert({ phase }: Pick<Execution, 'phase'>): boolean {
  return phase !== 'released' && phase !== 'reverted' && phase !== 'reverting';
}
