import { useEffect, useState } from 'react';
import { roomNow, windowConsole } from './windowConsole';

/**
 * Room time, epoch ms, drawn again every `everyMs` of workstation time and whenever a new clock record comes. With whole
 * seconds the tick falls just after the room's second changes, so that all clocks of a window step together.
 */
export function useRoomTick(everyMs: number): number {
  const [at, setAt] = useState(roomNow);
  useEffect(() => {
    let timer: number | undefined;
    const tick = (): void => {
      setAt(roomNow());
      timer = window.setTimeout(tick, everyMs - (roomNow() % everyMs) + settleMs);
    };
    tick();
    const unsubscribe = windowConsole().subscribe((now, before) => {
      if (now.clockArrivedAt !== before.clockArrivedAt) setAt(roomNow());
    });
    return () => {
      window.clearTimeout(timer);
      unsubscribe();
    };
  }, [everyMs]);
  return at;
}

/** Timers may fire a little early; without this the tick would read the second before. */
const settleMs = 4;
