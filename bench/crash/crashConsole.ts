/** The process that is killed: a real desk with its audit on the disk, told what to do by the test that started it. */
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { holdMs, undoMs } from '../../contract/protection';
import { refuse, type Result } from '../../contract/result';
import type { Workspace } from '../../contract/workspace';
import type { SwitchSettings, TargetSettings } from '../../contract/protectionSettings';
import { bindSwitch, type ExecutorWorld } from '../../src-main/actions/protection/registry';
import { openAuditDesk } from '../../src-main/control/audit/auditDesk';
import type { Executions, ProtectionClock } from '../../src-main/control/protection/parts';
import { createProtectionDesk } from '../../src-main/control/protection/protectionDesk';
import type { LiveTraffic } from '../../src-main/control/protection/watching/traffic';
import { createWatching } from '../../src-main/control/protection/watching/watching';
import { createSharedStore } from '../../src-main/control/store';
import { orderSchema, type CrashOrder, type CrashSaid, type CrashState } from './messages';

const { auditPath, workspacePath } = z
  .object({ auditPath: z.string(), workspacePath: z.string() })
  .parse(JSON.parse(process.argv[2] ?? '{}'));
// As the parent's own schema made it, durations in ms already.
const workspace = z.custom<Workspace>().parse(JSON.parse(readFileSync(workspacePath, 'utf8')));
const me = { windowId: 'protection-1', person: { id: 'tests', name: 'tests', roles: ['watch', 'operate'] as const } };

/** Holding and undoing are not what is tried here: both end at once. */
const clock: ProtectionClock = {
  monotonicMs: () => performance.now(),
  wallMs: () => Date.now(),
  roomNow: () => Date.now(),
  roomRate: () => 1,
  after: (ms, act) => {
    const timer = setTimeout(act, ms === holdMs || ms === undoMs ? 0 : ms);
    return () => clearTimeout(timer);
  },
};

let killAt: Extract<CrashOrder, { do: 'run' }>['killAt'] = null;
let goOn: () => void = () => undefined;
const found: Executions[] = [];
const unmeasured = { value: null, unit: '', at: null };
const traffic: LiveTraffic = {
  read: async () => unmeasured,
  readAt: async () => unmeasured,
  curve: async () => null,
  guard: async ({ name }) => ({ name, above: null, below: null, unit: '', value: null, passes: true }),
  blast: async () => ({ perMinute: 1, share: null, metricId: null, slice: {}, at: null, by: [] }),
};
const store = createSharedStore();
const log = (_level: string, text: string): void => void process.stderr.write(`${text}\n`);
const audit = openAuditDesk({ path: auditPath, store, wallMs: () => Date.now(), log });
const world: ExecutorWorld = { cityUrl: () => null, secret: () => null };
const desk = createProtectionDesk({
  store,
  audit,
  bindSwitch,
  world,
  clock,
  traffic,
  vouch: async () => refuse('not-allowed', 'nobody'),
  watching: (executions) => {
    found.push(executions);
    const bind = (target: TargetSettings, settings: SwitchSettings) => bindSwitch(target, settings, world);
    return createWatching({ executions, traffic, store, bind, clock, log });
  },
  log,
  reached: (point) => {
    // Where nothing has to be read it comes here before it has begun to look at its switches.
    if (point === 'run.recovered') setImmediate(() => void sayAll('recovered'));
    if (killAt === null || point !== killAt.point) return;
    killAt = { point, times: killAt.times - 1 };
    if (killAt.times === 0) process.kill(process.pid, 'SIGKILL');
  },
});

process.on('message', (message) => {
  const order = orderSchema.parse(message);
  act(order).catch((error: unknown) => say({ is: 'failed', why: error instanceof Error ? (error.stack ?? '') : String(error) }));
});
desk.begin({ revision: 1, path: null, workspace });

async function act(order: CrashOrder): Promise<void> {
  if (order.do === 'goOn') return goOn();
  if (order.do === 'settle') {
    const { executionId, as } = order;
    const phase = store.read().executions[executionId]?.phase;
    const revert = as === 'revert' || phase === 'inForce' || phase === 'releasing';
    if (revert) must(await desk.revert({ executionId, commandId: randomUUID() }, me));
    else must(await desk.settle({ executionId, as, commandId: randomUUID() }, me));
    await until(() => !['running', 'reverting'].includes(store.read().executions[executionId]?.phase ?? ''));
    return sayAll('settled');
  }
  killAt = order.killAt;
  await run(order.then);
  say({ is: 'over', ...state() });
}

async function run(then: 'revert' | 'release' | 'reapply'): Promise<void> {
  const { planId } = must(await desk.prepare({ planKey: 'storm', parameters: {}, incidentId: null }, me));
  await until(() => store.read().sheets[planId]?.phase === 'read');
  const digest = store.read().sheets[planId]?.digest ?? '';
  must(desk.arm({ planId, digest }, me));
  must(desk.press({ planId, digest, commandId: randomUUID() }, me));
  say({ is: 'pressed', ...state() });
  await until(() => store.read().executions[planId]?.phase === 'inForce');
  const told = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  say({ is: 'inForce', ...state() });
  await told;
  if (then === 'reapply') must(await desk.reapply({ switchId: 's1', commandId: randomUUID() }, me));
  if (then === 'revert') must(await desk.revert({ executionId: planId, commandId: randomUUID() }, me));
  else for (const share of [0.5, 1]) must(await desk.release({ executionId: planId, share, commandId: randomUUID() }, me));
}

function state(): Omit<CrashState, 'is'> {
  const executions = found[0]?.all() ?? [];
  const wanted = Object.keys(workspace.switches).flatMap((id) =>
    [...(found[0]?.wantedOf(id) ?? [])].map(([instance, { value }]) => [`${id} ${instance}`, value] as const),
  );
  const lamps = Object.values(store.read().switches).map(({ id, wanted: lamp, written: { state: lit, instances } }) => {
    const values = instances.map(({ instance, value }) => ({ instance, value }));
    return [id, { wanted: lamp !== null, written: lit, instances: values }] as const;
  });
  return {
    executions: executions.map(({ id, phase, writes }) => ({ id, phase, writes: [...writes] })),
    wanted: Object.fromEntries(wanted),
    lamps: Object.fromEntries(lamps),
  };
}

/** With every lamp read anew. */
async function sayAll(is: 'recovered' | 'settled'): Promise<void> {
  await Promise.all(Object.keys(workspace.switches).map((id) => desk.readSwitch(id)));
  say({ is, ...state() });
}

function must<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(result.refusal.message);
}

function until(holds: () => boolean): Promise<void> {
  if (holds()) return Promise.resolve();
  return new Promise((resolve) => {
    const end = store.onChange(() => {
      if (!holds()) return;
      end();
      resolve();
    });
  });
}

function say(said: CrashSaid): void {
  process.send?.(said);
}
