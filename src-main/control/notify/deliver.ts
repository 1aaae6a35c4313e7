import { refuse, type Result } from '../../../contract/result';
import type { ChannelKind, OutgoingRequest } from './channelKind';
import type { Poster } from './post';

/** Tries in all, and how long before the second and the third: a restart of the receiver, a short overload. */
export const triesMax = 3;
export const pausesMs: readonly number[] = [2_000, 10_000];

/** One message, tried again while that may help. `pause` waits so long, or until the channel is closed. */
export async function deliver(
  prepare: () => OutgoingRequest,
  kind: ChannelKind,
  poster: Pick<Poster, 'post'>,
  pause: (ms: number) => Promise<void>,
): Promise<Result<void>> {
  let result: Result<void> = refuse('internal', 'Nothing was tried.');
  for (let attempt = 0; attempt < triesMax; attempt += 1) {
    if (attempt > 0) await pause(pausesMs[attempt - 1] ?? 0);
    // Signed anew: the receiver compares the time in it with its own.
    const answer = await poster.post(prepare());
    result = answer.ok ? kind.read(answer.value) : answer;
    if (result.ok || result.refusal.code !== 'unavailable') return result;
  }
  return result;
}
