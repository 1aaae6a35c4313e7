import { setImmediate as soon } from 'node:timers/promises';
import type { SwitchSettings, SwitchValue, TargetSettings } from '../../../../contract/protectionSettings';
import { ExecutorFailure, type BoundSwitch } from '../../../actions/protection/registry';

/** What a server does when it is written to, or asked. */
export type Manner = 'good' | 'lies' | 'refuses' | 'gone' | 'hangs' | 'hangsOnWrite';

/** Fifty machines in memory behind the executor's interface: they keep one value per switch, and each can misbehave. */
export interface FakeServers {
  readonly bind: (target: TargetSettings, settings: Pick<SwitchSettings, 'set'>) => BoundSwitch;
  /** Every write that arrived, in order. */
  readonly written: readonly FakeWrite[];
  value(key: string, instance: string): SwitchValue;
  /** Somebody else sets it. */
  set(key: string, instance: string, value: SwitchValue): void;
  behave(instance: string, manner: Manner): void;
}
export interface FakeWrite {
  readonly key: string;
  readonly instance: string;
  readonly value: SwitchValue;
}

export function createFakeServers(usual: SwitchValue): FakeServers {
  const values = new Map<string, SwitchValue>();
  const manners = new Map<string, Manner>();
  const written: FakeWrite[] = [];
  /** Everything of an instance is one list, as with Sentinel: each write is on top of all that was there. */
  const revisions = new Map<string, number>();
  const revisionOf = (instance: string): string => String(revisions.get(instance) ?? 0);
  const at = (key: string, instance: string): string => `${key} ${instance}`;
  const valueAt = (key: string, instance: string): SwitchValue => values.get(at(key, instance)) ?? usual;

  async function arrive(instance: string, what: 'read' | 'write', signal: AbortSignal): Promise<Manner> {
    await soon();
    const manner = manners.get(instance) ?? 'good';
    if (manner === 'gone') throw new ExecutorFailure('unreachable', `${instance} cannot be reached.`);
    if (manner === 'hangs' || (manner === 'hangsOnWrite' && what === 'write'))
      await new Promise((_resolve, reject) =>
        signal.addEventListener('abort', () => reject(new ExecutorFailure('unknown', `${instance} did not answer.`))),
      );
    return manner;
  }

  return {
    bind: (target, { set }) => {
      const key = String(set['server'] ?? set['what']);
      return {
        instances: async () => ('instances' in target ? Object.keys(target.instances) : []),
        read: async (instance, signal) => {
          await arrive(instance, 'read', signal);
          return { value: valueAt(key, instance), basis: revisionOf(instance) };
        },
        plan: (instance, present, wanted) => ({
          instance,
          request: present.value === wanted ? '' : `set ${key} ${String(wanted)}`,
          present: present.value,
          wanted,
          basis: present.basis,
          expires: false,
        }),
        write: async ({ instance, wanted, basis }, _terms, signal) => {
          written.push({ key, instance, value: wanted });
          const manner = await arrive(instance, 'write', signal);
          if (manner === 'refuses') throw new ExecutorFailure('refused', `${instance} said no.`);
          if (basis !== revisionOf(instance)) throw new ExecutorFailure('refused', `${instance} was set by somebody else.`);
          if (manner !== 'lies') values.set(at(key, instance), wanted);
          revisions.set(instance, Number(basis) + 1);
          return 'OK';
        },
        expiry: null,
        acknowledged: null,
      };
    },
    written,
    value: valueAt,
    set: (key, instance, value) => void values.set(at(key, instance), value),
    behave: (instance, manner) => void manners.set(instance, manner),
  };
}
