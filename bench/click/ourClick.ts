import { randomUUID } from 'node:crypto';
import type { Caller } from '../../contract/commands';
import { holdMs, undoMs, type Execution, type PlanSheet } from '../../contract/protection';
import type { Result } from '../../contract/result';
import { workspaceSchema } from '../../contract/workspace';
import { bindSwitch } from '../../src-main/actions/protection/registry';
import { openAuditLog } from '../../src-main/control/audit/auditLog';
import type { Traffic } from '../../src-main/control/protection/parts';
import { createProtectionDesk } from '../../src-main/control/protection/protectionDesk';
import { createSharedStore } from '../../src-main/control/store';
import { usualWeight } from './fiftyHaproxies';
import { createSkippingClock } from './skippingClock';

/** The console's desk as main runs it, with its audit on the disk; hold and undo are skipped, everything else takes as long as it takes. */
export interface OurClick {
  /** ms from the end of hold and undo until all instances are written and read back, and how much of it was spent on fsynced records. */
  click(): Promise<{ readonly tookMs: number; readonly auditMs: number; readonly records: number }>;
  /** ms from the decision to take it back until all of it is read back. */
  takeBack(): Promise<number>;
  close(): Promise<void>;
}

export const protectedWeight = 10;
const withinMs = 30_000;
const person: Caller = { windowId: 'protection-1', person: { id: 'Li', name: 'Li', roles: ['watch', 'operate'] } };
const text = (word: string) => ({ zh: word, en: word });

export function openOurClick(instances: Readonly<Record<string, string>>, auditPath: string): OurClick {
  const clock = createSkippingClock();
  const store = createSharedStore();
  const audit = openAuditLog<unknown>(auditPath);
  let [auditMs, records] = [0, 0];
  const desk = createProtectionDesk({
    store,
    audit: {
      records: audit.records,
      log: {
        append: (entry) => {
          const from = performance.now();
          audit.log.append(entry);
          auditMs += performance.now() - from;
          records += 1;
        },
      },
    },
    bindSwitch,
    world: { cityUrl: () => null, secret: () => null },
    clock,
    traffic: quietTraffic,
    vouch: () => Promise.reject(new Error('nobody vouches in a benchmark')),
    watching: () => ({
      begin: () => undefined,
      readSwitch: async () => ({ ok: true, value: undefined }),
      woke: () => undefined,
      close: () => undefined,
    }),
    log: () => undefined,
  });
  desk.begin({ revision: 1, path: null, workspace: workspaceOf(instances) });
  let executionId = '';

  /** The first state of the store that answers; told of every change, so nothing is polled. */
  function until<Found>(what: string, find: () => Found | null): Promise<Found> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${what}: not within ${withinMs} ms`)), withinMs);
      const look = (): void => {
        try {
          const found = find();
          if (found !== null) settle(() => resolve(found));
        } catch (error) {
          settle(() => reject(error instanceof Error ? error : new Error(String(error))));
        }
      };
      const settle = (tell: () => void): void => {
        clearTimeout(late);
        end();
        tell();
      };
      const end = store.onChange(look);
      look();
    });
  }
  const sheetIn = (planId: string, phase: PlanSheet['phase']): Promise<PlanSheet> =>
    until(`the sheet ${phase}`, () => {
      const sheet = store.read().sheets[planId];
      if (sheet?.phase === 'failed') throw new Error(sheet.why ?? 'the sheet failed');
      return sheet?.phase === phase ? sheet : null;
    });
  const executionIn = (phase: Execution['phase'], state: Execution['writes'][number]['state']): Promise<Execution> =>
    until(`the execution ${phase}`, () => {
      const execution = store.read().executions[executionId];
      if (execution?.phase !== phase) return null;
      const other = execution.writes.find((write) => write.state !== state);
      if (other !== undefined) throw new Error(`${other.instance} is ${other.state}: ${other.says ?? ''}`);
      return execution;
    });

  return {
    click: async () => {
      const { planId } = must(await desk.prepare({ planKey: 'shift', parameters: {}, incidentId: null }, person));
      const { digest } = await sheetIn(planId, 'read');
      must(desk.arm({ planId, digest }, person));
      must(desk.press({ planId, digest, commandId: randomUUID() }, person));
      clock.skip(holdMs);
      await sheetIn(planId, 'undo');
      executionId = planId;
      [auditMs, records] = [0, 0];
      const from = performance.now();
      clock.skip(undoMs);
      await executionIn('inForce', 'written');
      return { tookMs: performance.now() - from, auditMs, records };
    },
    takeBack: async () => {
      const from = performance.now();
      must(await desk.revert({ executionId, commandId: randomUUID() }, person));
      await executionIn('reverted', 'back');
      return performance.now() - from;
    },
    close: async () => {
      await desk.close();
      audit.log.close();
    },
  };
}

/** It is asked before the click, and guards are not what is measured here. */
const quietTraffic: Traffic = {
  read: async () => ({ value: null, unit: '', at: null }),
  guard: () => Promise.reject(new Error('this plan has no guards')),
  blast: async () => ({ perMinute: 100, share: null, metricId: null, slice: {}, at: null, by: [] }),
};

function workspaceOf(instances: Readonly<Record<string, string>>) {
  return workspaceSchema.parse({
    version: 1,
    name: text('bench'),
    timeZone: 'UTC',
    backends: { city: { kind: 'demoCity', url: 'embedded' } },
    source: 'city',
    metrics: { paid: { name: text('paid'), query: { demoCity: 'orders.pay' } } },
    funnel: [{ metric: 'paid' }],
    targets: { lb: { kind: 'haproxy', instances } },
    switches: {
      weight: {
        ...{ name: text('weight'), kind: 'capacity', on: 'app', target: 'lb', owner: 'bench', cost: text('none') },
        set: { what: 'serverWeight', backend: 'app', server: 's1' },
        range: { min: 0, max: 256, whole: true },
        usual: usualWeight,
        // Not measured, it would count as one that needs a second person.
        touches: { metric: 'paid' },
      },
    },
    plans: {
      shift: {
        ...{ name: text('shift'), owner: 'bench', about: text('shift') },
        steps: [{ id: 'shift', set: [{ switch: 'weight', to: protectedWeight }] }],
      },
    },
  });
}

function must<Value>(result: Result<Value>): Value {
  if (result.ok) return result.value;
  throw new Error(result.refusal.message);
}
