import type { WriteState } from '../../../../contract/protection';
import type { Answer, Direction, ReadBack, SendingWrite } from './records';

/** What became of a write: a read decides, an answer only says why. */
export function stateAfterRead(
  direction: Direction,
  sent: SendingWrite | undefined,
  answer: Answer | undefined,
  read: ReadBack,
): WriteState {
  const takesBack = sent === undefined ? direction === 'back' || direction === 'release' : sent.layer === null;
  if (sent === undefined) return takesBack ? 'notBack' : read.value === undefined ? 'unreachable' : 'refused';
  if (read.value !== undefined && read.value === sent.wanted) return takesBack ? 'back' : 'written';
  if (takesBack) return 'notBack';
  if (answer?.outcome === 'refused') return 'refused';
  if (answer?.outcome === 'unreachable') return 'unreachable';
  return read.value === undefined ? 'unknown' : 'notApplied';
}

/** Something may be in force there because of it. */
export function mayBeInForce(state: WriteState): boolean {
  return state === 'sent' || state === 'written' || state === 'notApplied' || state === 'unknown' || state === 'notBack';
}
