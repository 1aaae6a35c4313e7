/** Time as the engine uses it; tests hand in a fake one. */
export interface Timers {
  /** Monotonic local ms, with fractions. */
  monoNow(): number;
  /** The workstation's clock, epoch ms: only to say how far off it is. */
  wallNow(): number;
  /** Runs `work` once after `delayMs`; the returned function calls it off. */
  after(delayMs: number, work: () => void): () => void;
}

export const systemTimers: Timers = {
  monoNow: () => performance.now(),
  wallNow: () => Date.now(),
  after(delayMs, work) {
    const timer = setTimeout(work, delayMs);
    return () => clearTimeout(timer);
  },
};
