import { ExecutorFailure } from '../../executor';

/** By place, the end of whoever stands last in its line; gone when nobody does. */
const lines = new Map<string, Promise<void>>();

/**
 * One at a time at one place: a command centre has as many workers as the machine has CPUs and drops what comes in a burst, without a
 * word. @throws ExecutorFailure `unreachable` when the turn did not come in time; nothing was sent then
 */
export async function inTurn<Answer>(place: string, signal: AbortSignal, act: () => Promise<Answer>): Promise<Answer> {
  const before = lines.get(place) ?? Promise.resolve();
  let leave = (): void => undefined;
  const here = new Promise<void>((resolve) => (leave = resolve));
  const end = before.then(() => here);
  lines.set(place, end);
  void end.then(() => {
    if (lines.get(place) === end) lines.delete(place);
  });
  try {
    await turnOf(before, place, signal);
    return await act();
  } finally {
    leave();
  }
}

function turnOf(before: Promise<void>, place: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = (): void =>
      reject(new ExecutorFailure('unreachable', `${place} is busy with what was asked before; nothing was sent. Try again.`));
    if (signal.aborted) return late();
    signal.addEventListener('abort', late, { once: true });
    void before.then(() => {
      signal.removeEventListener('abort', late);
      resolve();
    });
  });
}
