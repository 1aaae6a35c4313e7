import { roomNow, roomRate } from '../state/windowConsole';

const listeners = new Set<() => void>();
let timer: number | undefined;

/** Calls back just after each second of the room's clock (at most once per workstation second); one timer per window. */
export function everySecond(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) schedule();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.clearTimeout(timer);
    timer = undefined;
  };
}

function schedule(): void {
  const untilMs = roomRate() === 1 ? secondMs - (roomNow() % secondMs) + settleMs : secondMs;
  timer = window.setTimeout(() => {
    for (const listener of [...listeners]) listener();
    schedule();
  }, untilMs);
}

const secondMs = 1_000;
/** Timers may fire a little early. */
const settleMs = 4;
