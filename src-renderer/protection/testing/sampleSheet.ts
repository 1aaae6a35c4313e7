import type { Execution, PlanSheet, PlanView, SheetWrite, SwitchView } from '../../../contract/protection';

/** The story of the look guide for tests of what windows make of it: channel B is cut, its share of payments goes to A and C. */
const routers = Array.from({ length: 50 }, (_, i) => `pay-router-${String(i + 1).padStart(2, '0')}`);
const silent = new Set(['pay-router-18', 'pay-router-19', 'pay-router-35']);

export function sampleSwitch(id: string, zh: string, en: string, change: Partial<SwitchView> = {}): SwitchView {
  return {
    id,
    name: { zh, en },
    kind: 'channel',
    on: 'pay-router',
    targetId: 'routers',
    channel: 'demoCity',
    simulated: true,
    owner: '支付组',
    unit: '%',
    range: { min: 0, max: 100 },
    usual: 36,
    cost: { zh: '渠道 B 的单改走 A、C', en: 'Orders of channel B go to A and C' },
    provenOn: '2026-11-02',
    wanted: null,
    written: {
      state: 'agrees',
      agree: 47,
      answered: 47,
      of: 50,
      instances: routers.map((instance) => ({
        instance,
        value: 36,
        readAt: 1_000,
        failure: silent.has(instance) ? 'no answer within 2 s' : null,
      })),
      acknowledged: null,
    },
    observed: { state: 'off', value: 36.1, before: null, unit: '%', at: 1_000, left: null },
    ...change,
  };
}

export const sampleSwitches: Readonly<Record<string, SwitchView>> = {
  retries: sampleSwitch('retries', '支付重试次数', 'Payment retries', {
    unit: '次',
    on: 'pay-gateway',
    usual: 3,
    kind: 'degrade',
  }),
  weightB: sampleSwitch('weightB', '渠道 B 权重', 'Weight of channel B'),
  weightA: sampleSwitch('weightA', '渠道 A 权重', 'Weight of channel A', { usual: 52 }),
};

function writesOf(stepId: string, switchId: string, present: number, wanted: number): SheetWrite[] {
  return routers.map((instance) => ({
    stepId,
    switchId,
    instance,
    present,
    wanted,
    request: `PUT /controls/${switchId} {"${instance}":${wanted}}`,
    failure: silent.has(instance) ? 'no answer within 2 s' : null,
  }));
}

export const samplePlanSheet: PlanSheet = {
  planId: 'pay-7f3a',
  planKey: 'switchChannel',
  version: 3,
  name: { zh: '切换渠道 B → A、C', en: 'Move channel B to A and C' },
  incidentId: '1204-01',
  reason: '',
  parameters: {},
  phase: 'read',
  why: null,
  digest: 'a'.repeat(64),
  readAt: 1_000,
  fresh: { leftMs: 60_000, ofMs: 60_000 },
  preparedBy: '陈屿',
  steps: [
    {
      id: 'first',
      name: null,
      set: [{ switchId: 'retries', to: 1 }],
      guards: [],
      unless: 'stop',
      onFailure: 'back',
      waitMs: 5_000,
    },
    {
      id: 'then',
      name: { zh: '切权重', en: 'Move the weights' },
      set: [
        { switchId: 'weightB', to: 0 },
        { switchId: 'weightA', to: 72 },
      ],
      guards: [
        {
          name: { zh: '渠道 A 成功率', en: 'Success of channel A' },
          above: 0.9,
          below: null,
          unit: '',
          value: 0.97,
          passes: true,
        },
      ],
      unless: 'stop',
      onFailure: 'back',
      waitMs: 0,
    },
  ],
  writes: [...writesOf('first', 'retries', 3, 1), ...writesOf('then', 'weightB', 36, 0), ...writesOf('then', 'weightA', 52, 72)],
  blast: {
    perMinute: 25_600,
    share: 0.36,
    metricId: 'submitted',
    slice: { channel: 'B' },
    at: 1_000,
    by: [
      {
        dimension: 'city',
        rows: [
          { value: 'shanghai', count: 1, perMinute: 3_100 },
          { value: 'beijing', count: 1, perMinute: 2_700 },
          { value: null, count: 316, perMinute: 19_800 },
        ],
      },
    ],
  },
  relieves: ['pay-router'],
  conflicts: [],
  leaseMs: 1_800_000,
  release: [0.25, 0.5, 1],
  verify: { metricId: 'paid', slice: {}, better: 'up', by: 0.05, withinMs: 60_000 },
  unlessHarm: [],
  needs: { reason: false, second: false },
  approval: null,
  breakGlass: null,
  armed: null,
  hold: null,
  undo: null,
  executionId: null,
};

export const sampleExecution: Execution = {
  id: 'pay-7f3a',
  commandId: '0',
  planKey: 'switchChannel',
  version: 3,
  name: samplePlanSheet.name,
  incidentId: '1204-01',
  reason: '渠道 B 断连',
  by: '陈屿',
  approvedBy: null,
  breakGlass: null,
  startedAt: 10_000,
  phase: 'inForce',
  phaseAt: 12_000,
  cause: null,
  why: null,
  steps: [
    { id: 'first', name: null, state: 'done', why: null },
    { id: 'then', name: { zh: '切权重', en: 'Move the weights' }, state: 'done', why: null },
  ],
  writes: samplePlanSheet.writes.map((write) => ({
    ...write,
    state: write.failure === null ? 'written' : 'unreachable',
    now: write.failure === null ? write.wanted : undefined,
    says: write.failure,
  })),
  perMinute: 25_600,
  lease: {
    owner: '陈屿',
    endsAt: 1_810_000,
    left: { leftMs: 1_700_000, ofMs: 1_800_000 },
    overdue: false,
    share: 1,
    release: [0.25, 0.5, 1],
    next: null,
    expiresThere: false,
    renewals: 0,
  },
  effect: null,
  tookMs: 320,
};

export const samplePlan: PlanView = {
  id: 'switchChannel',
  version: 3,
  name: samplePlanSheet.name,
  about: { zh: '渠道 B 连不上时用', en: 'When channel B cannot be reached' },
  owner: '支付组',
  risk: 'high',
  relieves: ['pay-router→channel-b'],
  for: { kinds: ['link'], targets: ['pay-router→channel-b'], metrics: ['paid'] },
  switchIds: ['retries', 'weightB', 'weightA'],
  parameters: {},
  leaseMs: 1_800_000,
  steps: 2,
  simulated: true,
};
