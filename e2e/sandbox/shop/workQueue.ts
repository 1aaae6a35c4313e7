/** So many workers, each busy with one thing at a time, and a waiting line before them that is not endless. */
export interface WorkQueue {
  /** Resolves when a worker has done it; false at once when there is no room to wait. */
  work(): Promise<boolean>;
  readonly busy: number;
  readonly waiting: number;
}

export function createWorkQueue(workers: number, workMs: number, waitingMax: number): WorkQueue {
  const waiting: (() => void)[] = [];
  let busy = 0;
  const done = (): void => {
    const next = waiting.shift();
    if (next === undefined) busy -= 1;
    else next();
  };
  return {
    get busy() {
      return busy;
    },
    get waiting() {
      return waiting.length;
    },
    async work() {
      if (busy < workers) busy += 1;
      else if (waiting.length >= waitingMax) return false;
      else await new Promise<void>((turn) => waiting.push(turn));
      await new Promise((resolve) => setTimeout(resolve, workMs));
      done();
      return true;
    },
  };
}
