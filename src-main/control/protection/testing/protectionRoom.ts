import { randomUUID } from 'node:crypto';
import { workspaceSchema, type Workspace } from '../../../../contract/workspace';
import type { Caller } from '../../../../contract/commands';
import type { Blast, Execution, PlanSheet } from '../../../../contract/protection';
import type { SwitchValue } from '../../../../contract/protectionSettings';
import { accept, refuse, type Result } from '../../../../contract/result';
import type { Role } from '../../../../contract/roles';
import { createSharedStore } from '../../store';
import type { Actor, Executions, ProtectionDesk, Traffic } from '../parts';
import { createProtectionDesk } from '../protectionDesk';
import { createFakeClock, type FakeClock } from './fakeClock';
import { createFakeServers, type FakeServers } from './fakeServers';

const text = (word: string) => ({ zh: word, en: word });

/** Three weights at `many` machines; `change` replaces parts of the file. */
export function shopWithPlans(many: number, plans: object, change: object = {}): Workspace {
  const instances = Object.fromEntries(Array.from({ length: many }, (_, i) => [`lb${i + 1}`, `127.0.0.1:${10_000 + i}`]));
  const weight = (server: string) => ({
    name: text(server),
    kind: 'capacity',
    on: server,
    target: 'lb',
    set: { what: 'serverWeight', backend: 'app', server },
    owner: 'traffic',
    range: { min: 0, max: 256, whole: true },
    usual: 100,
    cost: text('none'),
    touches: { metric: 'paid' },
  });
  return workspaceSchema.parse({
    version: 1,
    name: text('shop'),
    timeZone: 'Asia/Shanghai',
    backends: { city: { kind: 'demoCity', url: 'embedded' } },
    source: 'city',
    metrics: { paid: { name: text('paid'), query: { demoCity: 'orders.pay' } } },
    funnel: [{ metric: 'paid' }],
    targets: { lb: { kind: 'haproxy', instances } },
    switches: { s1: weight('s1'), s2: weight('s2'), s3: weight('s3') },
    plans: Object.fromEntries(
      Object.entries(plans).map(([id, plan]) => [
        id,
        { name: text(id), owner: 'traffic', about: text(id), ...(typeof plan === 'object' ? plan : {}) },
      ]),
    ),
    ...change,
  });
}

export function personAt(windowId: string, name = 'Li', roles: readonly Role[] = ['watch', 'operate']): Caller {
  return { windowId, person: { id: name, name, roles } };
}
export const console: Actor = { kind: 'console' };

/** What stays of a console over a restart: the audit and the machines. */
export interface Remains {
  readonly records: unknown[];
  readonly servers: FakeServers;
  readonly clock: FakeClock;
  /** Why the disk takes nothing; null while it does. */
  disk: string | null;
}
export function newRemains(usual: SwitchValue = 100): Remains {
  return { records: [], servers: createFakeServers(usual), clock: createFakeClock(), disk: null };
}

/** A desk in memory, with the hands of a person at it. */
export interface ProtectionRoom extends Remains {
  readonly desk: ProtectionDesk;
  readonly executions: Executions;
  readonly remains: Remains;
  /** Orders a minute that a plan touches; null: not measured. */
  blast: number | null;
  /** Whether guards hold. */
  guards: boolean;
  sheet(planId: string): PlanSheet;
  execution(executionId: string): Execution;
  kinds(): string[];
  /** Prepared and read. */
  read(planKey: string, caller?: Caller, parameters?: Record<string, SwitchValue>): Promise<PlanSheet>;
  /** Armed and pressed; its undo window has begun. */
  click(sheet: PlanSheet, caller?: Caller, commandId?: string): Promise<Result<void>>;
  /** The whole way to its end. */
  run(planKey: string, caller?: Caller): Promise<Execution>;
  pullLever(): void;
}

export async function openRoom(workspace: Workspace, remains: Remains = newRemains()): Promise<ProtectionRoom> {
  const { servers, clock } = remains;
  const store = createSharedStore();
  const found: Executions[] = [];
  const traffic: Traffic = {
    read: async () => ({ value: 1, unit: '', at: clock.roomNow() }),
    guard: async ({ name, is }) => ({
      ...{ name, above: is.above ?? null, below: is.below ?? null, unit: '/s' },
      ...{ value: room.guards ? 100 : 1, passes: room.guards },
    }),
    blast: async ([first]): Promise<Blast> => ({
      perMinute: room.blast,
      ...{ share: null, metricId: first?.metric ?? null, slice: {}, at: clock.roomNow(), by: [] },
    }),
  };
  const people: Record<string, readonly Role[]> = {
    Li: ['watch', 'operate', 'approve'],
    Zhou: ['watch', 'approve'],
    Wu: ['watch'],
  };
  const desk = createProtectionDesk({
    store,
    audit: {
      log: {
        append: (entry) => {
          if (remains.disk !== null) throw new Error(`The audit cannot be written, so nothing is done: ${remains.disk}`);
          // As the file would give it back.
          remains.records.push(JSON.parse(JSON.stringify(entry)));
        },
      },
      records: [...remains.records],
    },
    bindSwitch: servers.bind,
    world: { cityUrl: () => null, secret: () => null },
    clock,
    traffic,
    vouch: async (name, passphrase) => {
      const roles = people[name];
      return roles !== undefined && passphrase === 'noodles!!'
        ? accept({ id: name, name, roles })
        : refuse('not-allowed', 'Wrong name or passphrase.');
    },
    watching: (executions) => {
      found.push(executions);
      const nothing = (): void => undefined;
      return { begin: nothing, readSwitch: async () => accept(undefined), woke: nothing, close: nothing };
    },
    log: () => undefined,
  });
  const [executions] = found;
  if (executions === undefined) throw new Error('the desk must hand its executions on');

  function sheet(planId: string): PlanSheet {
    const shown = store.read().sheets[planId];
    if (shown === undefined) throw new Error(`no sheet ${planId}`);
    return shown;
  }
  function execution(executionId: string): Execution {
    const shown = store.read().executions[executionId];
    if (shown === undefined) throw new Error(`no execution ${executionId}`);
    return shown;
  }
  const window = personAt('protection-1');
  async function read(planKey: string, caller = window, parameters: Record<string, SwitchValue> = {}): Promise<PlanSheet> {
    const prepared = await desk.prepare({ planKey, parameters, incidentId: null }, caller);
    if (!prepared.ok) throw new Error(prepared.refusal.message);
    // Time for those that hang to be given up.
    await clock.pass(2_500);
    return sheet(prepared.value.planId);
  }
  async function click({ planId, digest }: PlanSheet, caller = window, commandId: string = randomUUID()): Promise<Result<void>> {
    const armed = desk.arm({ planId, digest }, caller);
    if (!armed.ok) return armed;
    const pressed = desk.press({ planId, digest, commandId }, caller);
    await clock.pass(800);
    return pressed;
  }
  const room: ProtectionRoom = {
    ...remains,
    remains,
    desk,
    executions,
    blast: 100,
    guards: true,
    sheet,
    execution,
    kinds: () =>
      remains.records.map((record) =>
        typeof record === 'object' && record !== null && 'kind' in record ? String(record.kind) : '',
      ),
    read,
    click,
    run: async (planKey, caller = window) => {
      const shown = await read(planKey, caller);
      const clicked = await click(shown, caller);
      if (!clicked.ok) throw new Error(clicked.refusal.message);
      await clock.pass(5_000);
      await clock.pass(10_000);
      return execution(shown.planId);
    },
    pullLever: () => store.put('lever', 'room', { engaged: true, by: null, at: null, reason: '', members: [] }),
  };
  desk.begin({ revision: 1, path: null, workspace });
  await clock.pass(0);
  return room;
}
