import type { Execution, ExecutionWrite, Lease } from '../../../../../contract/protection';
import { planSchema, type PlanSettings } from '../../../../../contract/protectionSettings';

const text = (word: string) => ({ zh: word, en: word });

export function execution(change: Partial<Execution> = {}): Execution {
  return {
    ...{
      id: 'pay-1',
      commandId: 'c1',
      planKey: 'pay',
      version: 1,
      name: text('pay'),
      incidentId: null,
      reason: 'noon',
      by: 'Chen Yu',
    },
    ...{ approvedBy: null, breakGlass: null, startedAt: 0, phase: 'inForce', phaseAt: 0, cause: null, why: null, steps: [] },
    ...{ writes: [], perMinute: null, lease: null, effect: null, tookMs: null },
    ...change,
  };
}

export function lease(change: Partial<Lease> = {}): Lease {
  return {
    ...{ owner: 'Chen Yu', endsAt: 0, left: { leftMs: 60_000, ofMs: 60_000 }, overdue: false, share: 1, release: [0.5, 1] },
    ...{ next: null, expiresThere: false, renewals: 0 },
    ...change,
  };
}

export function write(change: Partial<ExecutionWrite> = {}): ExecutionWrite {
  return {
    ...{ stepId: 'one', switchId: 'weight', instance: 'lb1', present: 100, wanted: 10, request: 'set', failure: null },
    ...{ state: 'written', now: 10, says: null },
    ...change,
  };
}

export function plan(change: object = {}): PlanSettings {
  return planSchema.parse({
    ...{ name: text('pay'), owner: 'pay', about: text('about'), lease: '60s', release: [0.5, 1], releaseEvery: '30s' },
    steps: [{ id: 'one', set: [{ switch: 'weight', to: 10 }] }],
    ...change,
  });
}
