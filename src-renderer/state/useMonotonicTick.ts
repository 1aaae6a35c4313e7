import { useEffect, useState } from 'react';

/** Monotonic ms (`performance.now()`), drawn again every `everyMs`; null stands still. Countdowns of this console run on it. */
export function useMonotonicTick(everyMs: number | null): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const tick = (): void => setNow(performance.now());
    tick();
    if (everyMs === null) return undefined;
    const timer = window.setInterval(tick, everyMs);
    return () => window.clearInterval(timer);
  }, [everyMs]);
  return now;
}
