import type { ProtectionClock } from '../../src-main/control/protection/parts';

/** A real clock on which a wait can be skipped: what is due then is done at once, and nothing else runs faster. */
export interface SkippingClock extends ProtectionClock {
  skip(ms: number): void;
}

export function createSkippingClock(): SkippingClock {
  let skippedMs = 0;
  const now = (): number => performance.now() + skippedMs;
  const due = new Map<object, { readonly at: number; readonly act: () => void; timer: NodeJS.Timeout }>();

  function start(key: object, at: number, act: () => void): void {
    const timer = setTimeout(
      () => {
        due.delete(key);
        act();
      },
      Math.max(0, at - now()),
    );
    due.set(key, { at, act, timer });
  }

  return {
    monotonicMs: now,
    wallMs: Date.now,
    roomNow: Date.now,
    roomRate: () => 1,
    after: (ms, act) => {
      const key = {};
      start(key, now() + ms, act);
      return () => {
        clearTimeout(due.get(key)?.timer);
        due.delete(key);
      };
    },
    skip: (ms) => {
      skippedMs += ms;
      for (const [key, { at, act, timer }] of [...due].sort(([, a], [, b]) => a.at - b.at)) {
        clearTimeout(timer);
        due.delete(key);
        if (at <= now()) act();
        else start(key, at, act);
      }
    },
  };
}
