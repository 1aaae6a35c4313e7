import type { ProtectionClock } from '../parts';

export interface FakeClock extends ProtectionClock {
  /** Time goes on, and what was due is done in its order; what that begins has its turn before the next. */
  pass(ms: number): Promise<void>;
  /** The machine sleeps: only the wall clock goes on. */
  sleep(ms: number): void;
}

export function createFakeClock(): FakeClock {
  let monotonicMs = 1_000;
  let wallMs = 1_790_000_000_000;
  const due = new Set<{ readonly at: number; readonly act: () => void }>();
  /** Long enough for a chain of promises, without waiting for anything that waits for the clock. */
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

  return {
    monotonicMs: () => monotonicMs,
    wallMs: () => wallMs,
    roomNow: () => wallMs,
    roomRate: () => 1,
    after: (ms, act) => {
      const entry = { at: monotonicMs + ms, act };
      due.add(entry);
      return () => due.delete(entry);
    },
    pass: async (ms) => {
      const until = monotonicMs + ms;
      await settle();
      for (;;) {
        const [next] = [...due].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        due.delete(next);
        wallMs += next.at - monotonicMs;
        monotonicMs = next.at;
        next.act();
        await settle();
      }
      wallMs += until - monotonicMs;
      monotonicMs = until;
      await settle();
    },
    sleep: (ms) => {
      wallMs += ms;
    },
  };
}
