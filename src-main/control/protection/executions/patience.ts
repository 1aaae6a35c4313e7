import { ExecutorFailure, type ExecutorFailureCode } from '../../../actions/protection/registry';
import type { ProtectionClock } from '../parts';

/** An instance that does not answer for so long is one that does not answer. */
export const instanceMs = 2_000;

/** Many machines at once, but not so many that sockets run out. */
const atOnceMax = 64;

export type Attempt<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: ExecutorFailureCode; readonly says: string };

/** What it means that an instance was asked and does not answer. */
export function lateRead(instance: string): { readonly code: 'unreachable'; readonly says: string } {
  return { code: 'unreachable', says: `${instance} did not answer within ${instanceMs / 1_000} s.` };
}

/** Ends after `instanceMs` whatever the act does; `late` is what that means. Never rejects. */
export async function attempt<Value>(
  clock: ProtectionClock,
  late: { readonly code: ExecutorFailureCode; readonly says: string },
  act: (signal: AbortSignal) => Promise<Value>,
): Promise<Attempt<Value>> {
  const ended = new AbortController();
  let cancel: () => void = () => undefined;
  const tooLate = new Promise<Attempt<Value>>((resolve) => {
    cancel = clock.after(instanceMs, () => {
      ended.abort();
      resolve({ ok: false, ...late });
    });
  });
  const done = act(ended.signal).then(
    (value): Attempt<Value> => ({ ok: true, value }),
    (error: unknown): Attempt<Value> =>
      error instanceof ExecutorFailure
        ? { ok: false, code: error.code, says: error.message }
        : { ok: false, code: late.code, says: error instanceof Error ? error.message : String(error) },
  );
  const result = await Promise.race([done, tooLate]);
  cancel();
  return result;
}

/** All of them, some at a time, answered in their order. */
export async function eachOf<Entry, Value>(entries: readonly Entry[], act: (entry: Entry) => Promise<Value>): Promise<Value[]> {
  const values: Value[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let i = next++; i < entries.length; i = next++) {
      const entry = entries[i];
      if (entry !== undefined) values[i] = await act(entry);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnceMax, entries.length) }, work));
  return values;
}

export function pause(clock: ProtectionClock, ms: number): Promise<void> {
  return new Promise((resolve) => void clock.after(ms, resolve));
}
