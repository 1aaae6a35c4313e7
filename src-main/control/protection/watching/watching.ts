import { createLeaseDesk } from '../leases/leaseDesk';
import type { Executions, ProtectionClock, ProtectionWatch } from '../parts';
import { createEffectDesk } from './effect/effectDesk';
import { createLamps, type LampsParts } from './lamps/lamps';
import type { LiveTraffic } from './traffic';

export interface WatchingParts extends Pick<LampsParts, 'store' | 'bind'> {
  readonly executions: Executions;
  readonly traffic: LiveTraffic;
  readonly clock: ProtectionClock;
  readonly log: (level: 'info' | 'warn', text: string) => void;
}

/** What looks at switches and executions all the time: their lamps, what they changed, and the leases that hold them. */
export function createWatching({ executions, traffic, store, bind, clock, log }: WatchingParts): ProtectionWatch {
  const lamps = createLamps({ executions, traffic, store, bind, clock });
  const effects = createEffectDesk({ executions, traffic, clock, log });
  const leases = createLeaseDesk({ executions, traffic, clock, log });
  let awake = moment(clock);

  return {
    begin: (opened) => {
      lamps.begin(opened);
      effects.begin();
      leases.begin();
    },
    readSwitch: lamps.readNow,
    woke: () => {
      const now = moment(clock);
      // A wall clock that was set back is no sleep.
      const sleptMs = Math.max(0, now.wallMs - awake.wallMs - (now.monotonicMs - awake.monotonicMs));
      awake = now;
      effects.woke(sleptMs);
      leases.woke(sleptMs);
    },
    close: () => {
      leases.close();
      effects.close();
      lamps.close();
    },
  };
}

function moment(clock: ProtectionClock): { readonly monotonicMs: number; readonly wallMs: number } {
  return { monotonicMs: clock.monotonicMs(), wallMs: clock.wallMs() };
}
