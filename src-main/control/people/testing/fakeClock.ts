import type { SessionClock } from '../personSession';

export interface FakeClock extends SessionClock {
  /** Both clocks go on, and what was due is done. */
  pass(ms: number): void;
  /** The computer sleeps: only the wall clock goes on, and no timer fires. */
  sleep(ms: number): void;
  /** Somebody sets the wall clock by this much. */
  setWall(byMs: number): void;
}

export function createFakeClock(): FakeClock {
  let monotonicMs = 0;
  let wallMs = 1_790_000_000_000;
  const due = new Map<() => void, number>();
  return {
    monotonicMs: () => monotonicMs,
    wallMs: () => wallMs,
    after: (ms, action) => {
      due.set(action, monotonicMs + ms);
      return () => due.delete(action);
    },
    pass: (ms) => {
      monotonicMs += ms;
      wallMs += ms;
      for (const [action, at] of [...due])
        if (at <= monotonicMs) {
          due.delete(action);
          action();
        }
    },
    sleep: (ms) => {
      wallMs += ms;
    },
    setWall: (byMs) => {
      wallMs += byMs;
    },
  };
}
