import type { BackendHealth, StageReading, WorkspaceView } from '../../../contract/state';

/** The moment of the look pictures, for tests: Wednesday 12:04:31, paid a third below the last four Wednesdays since 12:02:00. */
export const storyAt = Date.parse('2026-10-21T12:04:31+08:00');
const missingSince = Date.parse('2026-10-21T12:02:00+08:00');

export const storyWorkspace: WorkspaceView = {
  revision: 1,
  path: null,
  name: { zh: '外卖交易 · 全国', en: 'Food delivery, nationwide' },
  timeZone: 'Asia/Shanghai',
  peaks: [{ id: 'lunch', name: { zh: '午高峰', en: 'Lunch peak' }, from: '10:30', top: '12:18', to: '13:30' }],
  holidays: [],
  promotions: [],
  source: 'city',
  metrics: {
    submitted: metric('提单', 'submit'),
    paid: metric('支付', 'paid'),
    pushed: metric('推单', 'push'),
    accepted: metric('接单', 'accept'),
    pickedUp: metric('取餐', 'pickup'),
  },
  funnel: [
    { metricId: 'submitted', lagMs: 0 },
    { metricId: 'paid', lagMs: 20_000 },
    { metricId: 'pushed', lagMs: 5_000 },
    { metricId: 'accepted', lagMs: 90_000 },
    { metricId: 'pickedUp', lagMs: 720_000 },
  ],
  headlineMetricId: 'paid',
  dimensions: {},
  coreLink: null,
  nodes: {},
};

export const storyStages: Readonly<Record<string, StageReading>> = {
  submitted: reading('submitted', { value: 1_179, expected: 1_190, conversion: null, conversionExpected: null }),
  paid: reading('paid', {
    value: 768,
    expected: 1_165,
    conversion: 0.652,
    conversionExpected: 0.976,
    missingSoFar: 57_400,
    missingSince,
  }),
  pushed: reading('pushed', { value: 767, expected: 1_163, conversion: 0.997, conversionExpected: 0.998 }),
  accepted: reading('accepted', { value: 872, expected: 1_120, conversion: 0.978, conversionExpected: 0.98 }),
  pickedUp: reading('pickedUp', { value: 944, expected: 940, conversion: 0.994, conversionExpected: 0.994 }),
};

/** All stages at what was expected. */
export const calmStages: Readonly<Record<string, StageReading>> = Object.fromEntries(
  Object.entries(storyStages).map(([id, stage]) => [
    id,
    {
      ...stage,
      value: (stage.expected ?? 0) * 0.996,
      conversion: stage.conversionExpected,
      missingSoFar: null,
      missingSince: null,
    },
  ]),
);

export const storySource: BackendHealth & { readonly name: string } = {
  id: 'city',
  name: 'Demo City',
  kind: 'demoCity',
  simulated: true,
  phase: 'live',
  answeredAt: storyAt - 1_200,
  failingSince: null,
  failure: null,
  reason: null,
  roundTripMs: 4,
  intervalMs: 1_000,
  clockOffMs: null,
  clockErrorMs: null,
  reporting: null,
  version: null,
  notes: [],
  waitsUntil: null,
};

function metric(zh: string, en: string): WorkspaceView['metrics'][string] {
  return { name: { zh, en }, unit: '/s', stepMs: 10_000, traffic: 'real', backendId: 'city', of: 'business' };
}

function reading(metricId: string, of: Partial<StageReading>): StageReading {
  return {
    metricId,
    bucketAt: storyAt - 20_000,
    value: null,
    yesterday: null,
    lastWeek: null,
    expected: null,
    conversion: null,
    conversionExpected: null,
    missingSoFar: null,
    missingSince: null,
    sampleAt: storyAt - 1_200,
    intervalMs: 1_000,
    ...of,
  };
}
