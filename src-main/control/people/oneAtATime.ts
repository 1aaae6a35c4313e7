import type { Result } from '../../../contract/result';
import { refusePeople } from './refusals';

/** More than a room of people presses at once; a window that floods us is told to wait. */
const waitingMax = 8;

/** Each waits for the one before: two tries of one name cannot both come before the first is counted, two changes not undo each other. */
export function createOneAtATime(): <Value>(act: () => Promise<Result<Value>>) => Promise<Result<Value>> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (act) => {
    if (waiting >= waitingMax) return refusePeople('busy', '');
    waiting += 1;
    const mine = last.then(act);
    // A defect is told by whoever asked; the next one must not inherit it.
    last = mine.catch(() => undefined);
    try {
      return await mine;
    } finally {
      waiting -= 1;
    }
  };
}
