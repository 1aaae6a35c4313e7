import type { Execution } from '../../../../../contract/protection';
import type { SwitchSettings, TargetSettings } from '../../../../../contract/protectionSettings';
import { refuse, type Result } from '../../../../../contract/result';
import { ExecutorFailure, type BoundSwitch } from '../../../../actions/protection/registry';
import type { Store } from '../../../store';
import type { OpenedWorkspace } from '../../../workspaceFile/workspaceSession';
import type { Executions, ProtectionClock } from '../../parts';
import type { LiveTraffic } from '../traffic';
import { createInstanceDoors } from './instanceDoors';
import { createSwitchLamp, type SwitchLamp } from './switchLamp';

export interface LampsParts {
  readonly executions: Executions;
  readonly traffic: Pick<LiveTraffic, 'read' | 'readAt'>;
  readonly store: Pick<Store, 'put' | 'replace'>;
  readonly bind: (target: TargetSettings, settings: SwitchSettings) => BoundSwitch;
  readonly clock: ProtectionClock;
}

/** The three lamps of every switch, in shared state. */
export interface Lamps {
  begin(opened: OpenedWorkspace): void;
  /** Asks all instances now. Refused for a switch that the workspace has not, and where nobody answers. */
  readonly readNow: (switchId: string) => Promise<Result<void>>;
  readonly close: () => void;
}

/** Between two rounds, ms: something is in force on it, or nothing is. */
export const [busyMs, idleMs] = [5_000, 15_000];
/** After a write the lamp is not left as it was for a whole round; several in one breath are one look. */
const soonMs = 500;
/** First rounds begin one after the other, all within a few seconds. */
const [apartMs, spreadMs] = [100, 5_000];

export function createLamps({ executions, traffic, store, bind, clock }: LampsParts): Lamps {
  const lamps = new Map<string, { readonly lamp: SwitchLamp; seen: string }>();
  let callOffs = new Map<string, () => void>();
  let generation = 0;
  const doors = createInstanceDoors(clock);

  function follow(id: string, ms: number): void {
    callOffs.get(id)?.();
    const of = generation;
    callOffs.set(
      id,
      clock.after(ms, () => {
        callOffs.delete(id);
        const found = lamps.get(id);
        if (found === undefined || of !== generation) return;
        // Never rejects: what fails is what the lamp shows.
        void found.lamp.round(false).then(() => {
          // What was asked for meanwhile comes sooner.
          if (of === generation && !callOffs.has(id)) follow(id, found.lamp.isWanted() ? busyMs : idleMs);
        });
      }),
    );
  }

  function stop(): void {
    generation += 1;
    for (const callOff of callOffs.values()) callOff();
    callOffs = new Map();
    lamps.clear();
  }

  const endFollowing = executions.onChange((execution) => {
    for (const [id, states] of statesOf(execution)) {
      const found = lamps.get(id);
      if (found === undefined) continue;
      const isNew = found.seen !== states;
      found.lamp.show(isNew);
      if (!isNew) continue;
      found.seen = states;
      follow(id, soonMs);
    }
  });

  return {
    begin: ({ workspace }) => {
      stop();
      const of = generation;
      store.replace('switches', {});
      // Whoever mended an address does not wait for the rest of the wrong one.
      doors.forgive();
      const all = Object.entries(workspace.switches);
      all.forEach(([id, settings], i) => {
        const target = workspace.targets[settings.target];
        if (target === undefined)
          throw new Error(`the workspace's check must refuse a switch without its target ${settings.target}`);
        const lamp = createSwitchLamp([id, settings, target], bindOrSay(bind, target, settings), {
          ...{ executions, traffic, clock, doors },
          // A read that began under a former workspace may end now.
          publish: (view) => {
            if (of === generation) store.put('switches', id, view);
          },
        });
        lamps.set(id, { lamp, seen: '' });
        lamp.show(false);
        follow(id, i * Math.min(apartMs, spreadMs / all.length));
      });
    },
    readNow: async (switchId) => {
      const found = lamps.get(switchId);
      if (found === undefined) return refuse('not-found', `The workspace has no switch ${switchId}.`);
      await found.lamp.round(true);
      return found.lamp.failure();
    },
    close: () => {
      endFollowing();
      stop();
    },
  };
}

function bindOrSay(bind: LampsParts['bind'], target: TargetSettings, settings: SwitchSettings): BoundSwitch | string {
  try {
    return bind(target, settings);
  } catch (error) {
    if (!(error instanceof ExecutorFailure)) throw error;
    return error.message;
  }
}

/** What became of each of its switches, as one word: another one is a reason to look. */
function statesOf({ id, phase, writes }: Execution): ReadonlyMap<string, string> {
  const states = new Map<string, string>();
  for (const { switchId, state } of writes) states.set(switchId, `${states.get(switchId) ?? `${id} ${phase}`} ${state}`);
  return states;
}
