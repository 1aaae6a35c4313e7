import type { ProtectionClock } from '../../parts';

export interface FakeProtectionClock extends ProtectionClock {
  /** Goes on step by step; what was due is done in order, and what is real (sockets, promises) has its turn in between. */
  pass(ms: number): Promise<void>;
  /** The machine sleeps: the wall clock and the room go on, timers do not. */
  sleep(ms: number): void;
}

/** The room goes `rate` times as fast as this console. */
export function createFakeProtectionClock({
  roomStart = Date.parse('2026-11-26T12:00:00+08:00'),
  rate = 1,
} = {}): FakeProtectionClock {
  let [monotonicMs, sleptMs] = [0, 0];
  let due: { readonly at: number; readonly act: () => void }[] = [];
  return {
    monotonicMs: () => monotonicMs,
    wallMs: () => 1_790_000_000_000 + monotonicMs + sleptMs,
    roomNow: () => roomStart + (monotonicMs + sleptMs) * rate,
    roomRate: () => rate,
    after: (ms, act) => {
      const entry = { at: monotonicMs + ms, act };
      due.push(entry);
      return () => {
        due = due.filter((other) => other !== entry);
      };
    },
    pass: async (ms) => {
      const end = monotonicMs + ms;
      for (;;) {
        await settle();
        const next = due.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        due = due.filter((entry) => entry !== next);
        monotonicMs = Math.max(monotonicMs, next.at);
        next.act();
      }
      monotonicMs = end;
      await settle();
    },
    sleep: (ms) => {
      sleptMs += ms;
    },
  };
}

/** Turns of the event loop: everything that is ready, and what that makes ready, has run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
