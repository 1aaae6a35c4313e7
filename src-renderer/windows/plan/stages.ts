import type { PlanSubject } from './planSubject';

/** The way of a plan, in the order it is gone; DESIGN §6. */
export const stages = ['read', 'arm', 'hold', 'undo', 'readBack', 'verify', 'release'] as const;
export type Stage = (typeof stages)[number];

/** Where on the way it is now. */
export function stageOf({ sheet, execution }: PlanSubject): Stage {
  if (execution !== null)
    switch (execution.phase) {
      case 'running':
      case 'unclear':
      case 'stopped':
        return 'readBack';
      case 'verifying':
        return 'verify';
      case 'inForce':
      case 'releasing':
      case 'released':
      case 'reverting':
      case 'reverted':
      case 'stuck':
        return 'release';
    }
  switch (sheet?.phase) {
    case 'armed':
      return 'arm';
    case 'held':
      return 'hold';
    case 'undo':
      return 'undo';
    case 'sent':
      return 'readBack';
    case 'reading':
    case 'read':
    case 'stale':
    case 'failed':
    case undefined:
      return 'read';
  }
}
