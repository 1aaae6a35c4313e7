import type { Timers } from '../timers';

/** Live polls and frames wait for work under way this long at most: half a frame of a window. */
const sliceMs = 8;

/** For long work beside live work: awaited often, it lets everything else run once a slice of time is used up. */
export function createBreather(timers: Timers): () => Promise<void> {
  let beganMono = timers.monoNow();
  return async () => {
    if (timers.monoNow() - beganMono < sliceMs) return;
    await new Promise<void>((resolve) => void timers.after(0, resolve));
    beganMono = timers.monoNow();
  };
}
