import { z } from 'zod';
import type { SwitchValue } from '../../contract/protectionSettings';
import type { Workspace } from '../../contract/workspace';
import { bindSwitch, type BoundSwitch } from '../../src-main/actions/protection/registry';
import { startRealEtcd } from '../../src-main/actions/protection/testing/realEtcd';
import { startRealHaproxy } from '../../src-main/actions/protection/testing/realHaproxy';
import { crashWorkspace } from './crashWorkspace';
import { openEtcdDoor, openHaproxyDoor, type SeenWrite } from './doors';

/** Real servers, each behind a door that notes what is set; read directly, past the doors. */
export interface CrashServers {
  /** Through the doors. */
  readonly workspace: Workspace;
  /** Since it was emptied last. */
  readonly seen: SeenWrite[];
  /** What is in force now at every place, `switch instance` → value. */
  direct(): Promise<ReadonlyMap<string, SwitchValue>>;
  /** Somebody else sets it, past the door. */
  setDirectly(switchId: string, instance: string, value: SwitchValue): Promise<void>;
  close(): Promise<void>;
}

const names = ['lb1', 'lb2', 'lb3'] as const;
const patience = (): AbortSignal => AbortSignal.timeout(10_000);

export async function startCrashServers(): Promise<CrashServers> {
  const [etcd, ...balancers] = await Promise.all([startRealEtcd(), ...names.map(() => startRealHaproxy())]);
  const seen: SeenWrite[] = [];
  const note = (write: SeenWrite): void => void seen.push(write);
  const doors = await Promise.all(
    balancers.map(({ address }, i) => openHaproxyDoor(names[i] ?? '', address.slice('unix:'.length), note)),
  );
  const etcdDoor = await openEtcdDoor('etcd', etcd.url, note);
  const gate = { instance: 'lb1', map: z.string().parse(balancers[0]?.map) };
  const byName = (addresses: readonly string[]): Record<string, string> =>
    Object.fromEntries(names.map((name, i) => [name, addresses[i] ?? '']));
  const workspace = crashWorkspace({
    haproxy: byName(doors.map(({ port }) => `127.0.0.1:${port}`)),
    gate,
    etcdUrl: `http://127.0.0.1:${etcdDoor.port}`,
  });
  const past = crashWorkspace({ haproxy: byName(balancers.map(({ address }) => address)), gate, etcdUrl: etcd.url });
  const bound = new Map(Object.keys(past.switches).map((id) => [id, bindPast(past, id)]));
  // What an instance is called must not depend on the door that it is reached through.
  const etcdName = new URL(etcd.url).host;
  const nameOf = (instance: string): string => (instance === etcdName ? `127.0.0.1:${etcdDoor.port}` : instance);

  return {
    workspace,
    seen,
    direct: async () => {
      const read = [...bound].map(async ([id, its]) => {
        const instances = await its.instances(patience());
        return Promise.all(
          instances.map(async (instance) => {
            const { value } = await its.read(instance, patience());
            return [`${id} ${nameOf(instance)}`, value] as const;
          }),
        );
      });
      return new Map((await Promise.all(read)).flat());
    },
    setDirectly: async (switchId, instance, value) => {
      const its = bound.get(switchId);
      if (its === undefined) throw new Error(`there is no switch ${switchId}`);
      const planned = its.plan(instance, await its.read(instance, patience()), value);
      const terms = { idempotencyKey: 'another hand', leaseMs: null, by: 'another hand' };
      if (planned.request !== '') await its.write(planned, terms, patience());
    },
    close: async () => {
      await Promise.all([etcdDoor, ...doors].map((door) => door.close()));
      await Promise.all([etcd, ...balancers].map((server) => server.close()));
    },
  };
}

function bindPast({ switches, targets }: Workspace, switchId: string): BoundSwitch {
  const settings = switches[switchId];
  const target = settings === undefined ? undefined : targets[settings.target];
  if (settings === undefined || target === undefined) throw new Error(`there is no switch ${switchId}`);
  return bindSwitch(target, settings, { cityUrl: () => null, secret: () => null });
}
