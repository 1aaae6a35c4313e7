/** Time as the session sees it; tests hand in their own. */
export interface SessionClock {
  /** Cannot be set, but may stand still while the computer sleeps. */
  monotonicMs(): number;
  /** Can be set, but goes on through sleep. */
  wallMs(): number;
  /** Returns the function that calls it off. */
  after(ms: number, action: () => void): () => void;
}

export type SessionEnd = 'signed-out' | 'idle' | 'too-long' | 'removed';

/** Who is at this console: one person at most, in memory only, so that a restart begins with nobody. */
export interface PersonSession {
  personId(): string | null;
  begin(personId: string): void;
  /** The person did something. */
  seen(): void;
  end(why: SessionEnd): void;
}

/** A shift; whoever is still there signs in again. */
export const sessionMsMax = 8 * 3_600_000;
/** Whoever left the desk without signing out is signed out before the next passer-by sits down; long enough for a call. */
export const idleMsMax = 30 * 60_000;

export function createPersonSession(clock: SessionClock, ended: (personId: string, why: SessionEnd) => void): PersonSession {
  let current: { readonly personId: string; readonly began: Moment; seen: Moment } | null = null;
  let callOff = (): void => undefined;
  const moment = (): Moment => ({ monotonicMs: clock.monotonicMs(), wallMs: clock.wallMs() });

  function end(why: SessionEnd): void {
    if (current === null) return;
    const { personId } = current;
    current = null;
    callOff();
    ended(personId, why);
  }

  /** A timer is late after a sleep, so every look at the session checks too. */
  function check(): void {
    if (current === null) return;
    const now = moment();
    const leftMs = sessionMsMax - elapsedMs(current.began, now);
    const idleLeftMs = idleMsMax - elapsedMs(current.seen, now);
    if (leftMs <= 0) end('too-long');
    else if (idleLeftMs <= 0) end('idle');
    else {
      callOff();
      callOff = clock.after(Math.min(leftMs, idleLeftMs), check);
    }
  }

  return {
    personId: () => {
      check();
      return current?.personId ?? null;
    },
    begin: (personId) => {
      if (current !== null && current.personId !== personId) end('signed-out');
      const now = moment();
      current = { personId, began: now, seen: now };
      check();
    },
    seen: () => {
      check();
      if (current !== null) current.seen = moment();
    },
    end,
  };
}

export const workstationClock: SessionClock = {
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
};

interface Moment {
  readonly monotonicMs: number;
  readonly wallMs: number;
}

/** The longer of the two: a clock that was set back does not lengthen a session, and neither does a sleep. */
function elapsedMs(since: Moment, now: Moment): number {
  return Math.max(now.monotonicMs - since.monotonicMs, now.wallMs - since.wallMs);
}
