import type { Countdown } from '../../../../contract/protection';
import type { ProtectionClock } from '../parts';

/** Named times that run out, on the monotonic clock. */
export interface Deadlines<Name extends string> {
  /** Anew, also when it runs already. */
  begin(name: Name, ms: number, act: () => void): void;
  end(...names: Name[]): void;
  left(name: Name): Countdown | null;
  readonly running: () => boolean;
}

export function createDeadlines<Name extends string>(clock: ProtectionClock): Deadlines<Name> {
  const running = new Map<Name, { readonly endsMs: number; readonly ofMs: number; readonly cancel: () => void }>();
  const end = (name: Name): void => {
    running.get(name)?.cancel();
    running.delete(name);
  };
  return {
    begin: (name, ms, act) => {
      end(name);
      const cancel = clock.after(ms, () => {
        running.delete(name);
        act();
      });
      running.set(name, { endsMs: clock.monotonicMs() + ms, ofMs: ms, cancel });
    },
    end: (...names) => names.forEach(end),
    left: (name) => {
      const found = running.get(name);
      return found === undefined ? null : { leftMs: Math.max(0, found.endsMs - clock.monotonicMs()), ofMs: found.ofMs };
    },
    running: () => running.size > 0,
  };
}
