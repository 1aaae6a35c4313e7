import { ExecutorFailure } from '../../../../actions/protection/registry';
import type { ProtectionClock } from '../../parts';

/** An instance that needs longer to say what is in force there is told as not answering. */
export const readWithinMs = 3_000;
/** One that does not answer is left alone for so long, twice as long each time, up to the longest. */
const [restMs, restMsMax] = [5_000, 60_000];

export type Asked<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly says: string };

/** One instance as it is asked by all of its switches: one question at a time, each with an end, and rest after silence. */
export interface InstanceDoors {
  /**
   * Never rejects, and answers within `readWithinMs` of its turn whatever the read does. `hurry`: a person waits, so rest is not observed.
   * @param instance by its target and its name
   */
  ask<Value>(instance: string, hurry: boolean, read: (signal: AbortSignal) => Promise<Value>): Promise<Asked<Value>>;
  /** Nobody rests any more. */
  readonly forgive: () => void;
}

interface Door {
  /** Settles when whoever is inside has an answer or is out of time. */
  turn: Promise<unknown>;
  /** Out of time and still not back: a second question would be the second at once. */
  stuck: boolean;
  failures: number;
  restUntilMs: number;
  says: string;
}

export function createInstanceDoors(clock: ProtectionClock): InstanceDoors {
  const doors = new Map<string, Door>();

  function doorOf(instance: string): Door {
    const door = doors.get(instance) ?? {
      ...{ turn: Promise.resolve(), stuck: false, failures: 0, restUntilMs: Number.NEGATIVE_INFINITY, says: '' },
    };
    doors.set(instance, door);
    return door;
  }

  async function enter<Value>(door: Door, hurry: boolean, read: (signal: AbortSignal) => Promise<Value>): Promise<Asked<Value>> {
    if (door.stuck || (!hurry && clock.monotonicMs() < door.restUntilMs)) return { ok: false, says: door.says };
    const abort = new AbortController();
    let callOff = (): void => undefined;
    const late = new Promise<'late'>((resolve) => {
      callOff = clock.after(readWithinMs, () => {
        abort.abort();
        resolve('late');
      });
    });
    const work = attempt(read, abort.signal);
    const first = await Promise.race([work, late]);
    callOff();
    if (first !== 'late') return settle(door, first);
    door.stuck = true;
    void work.then(() => {
      door.stuck = false;
    });
    return settle<Value>(door, { ok: false, says: `It did not answer within ${readWithinMs / 1_000} s.`, ofInstance: true });
  }

  function settle<Value>(door: Door, answer: Answer<Value>): Asked<Value> {
    if (answer.ok) return rested(door, answer);
    const failed = { ok: false, says: answer.says } as const;
    if (!answer.ofInstance) return rested(door, failed);
    door.says = answer.says;
    door.restUntilMs = clock.monotonicMs() + Math.min(restMsMax, restMs * 2 ** door.failures);
    door.failures += 1;
    return failed;
  }

  return {
    ask: (instance, hurry, read) => {
      const door = doorOf(instance);
      const entered = door.turn.then(() => enter(door, hurry, read));
      door.turn = entered;
      return entered;
    },
    forgive: () => {
      for (const door of doors.values()) [door.failures, door.restUntilMs] = [0, Number.NEGATIVE_INFINITY];
    },
  };
}

/** `ofInstance`: it is the instance that is silent, not this one question that it refuses. */
type Answer<Value> =
  Extract<Asked<Value>, { ok: true }> | { readonly ok: false; readonly says: string; readonly ofInstance: boolean };

async function attempt<Value>(read: (signal: AbortSignal) => Promise<Value>, signal: AbortSignal): Promise<Answer<Value>> {
  try {
    return { ok: true, value: await read(signal) };
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    const ofInstance = error instanceof ExecutorFailure && (error.code === 'unreachable' || error.code === 'unknown');
    return { ok: false, says, ofInstance };
  }
}

function rested<Value>(door: Door, answer: Asked<Value>): Asked<Value> {
  [door.failures, door.restUntilMs] = [0, Number.NEGATIVE_INFINITY];
  return answer;
}
