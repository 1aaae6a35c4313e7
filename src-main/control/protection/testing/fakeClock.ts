import { setImmediate as soon } from 'node:timers/promises';
import type { ProtectionClock } from '../parts';

export interface FakeClock extends ProtectionClock {
  /** Time goes on, and what was due is done in its order; what that begins has its turn before the next. */
  pass(ms: number): Promise<void>;
  /** The machine sleeps: only the wall clock and the room go on. */
  sleep(ms: number): void;
}

const startMs = 1_790_000_000_000;

/** `rate`: how much faster the room goes than this console. */
export function createFakeClock({ rate = 1 } = {}): FakeClock {
  let monotonicMs = 1_000;
  let wallMs = startMs;
  const due = new Set<{ readonly at: number; readonly act: () => void }>();
  /** Turns for a step with its reads, writes and read-backs at machines that answer in the next turn each. */
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 30; turn++) await soon();
  };

  return {
    monotonicMs: () => monotonicMs,
    wallMs: () => wallMs,
    roomNow: () => startMs + (wallMs - startMs) * rate,
    roomRate: () => rate,
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
