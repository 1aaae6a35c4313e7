import type { CheckRun, Diagnosis, SimilarIncident, Suspect } from '../../contract/diagnosis';
import { storyStartedAt } from './story';

/** What was found out about the incident of the look pictures, for tests: the certificate reload cut the calls to payment channel B. */
export const toldAt = storyStartedAt + 94_000;
const span = { from: storyStartedAt - 600_000, to: toldAt - 4_000 } as const;

export const linkSuspect: Suspect = {
  id: 'link pay-router→channel-b',
  kind: 'link',
  target: 'pay-router→channel-b',
  name: { zh: 'pay-router → 渠道 B', en: 'pay-router → Channel B' },
  confidence: 0.92,
  explains: { share: 0.96, perMinute: 22_800 },
  since: storyStartedAt,
  path: ['pay-gateway', 'pay-router', 'channel-b'],
  evidence: [
    {
      why: 'between',
      of: 'pay-router→channel-b',
      series: 'failures',
      usual: 0.012,
      now: 0.947,
      since: storyStartedAt,
      weight: 0.8,
      lines: [
        { metricId: 'links.errors', slice: { from: 'pay-router', to: 'channel-b' }, side: 'caller' },
        { metricId: 'links.calleeErrors', slice: { from: 'pay-router', to: 'channel-b' }, side: 'callee' },
      ],
      ...span,
    },
    {
      why: 'between',
      of: 'pay-router→channel-b',
      series: 'latency',
      usual: 0.16,
      now: 3.01,
      since: storyStartedAt,
      weight: 0.2,
      lines: [
        { metricId: 'links.latency', slice: { from: 'pay-router', to: 'channel-b' }, side: 'caller' },
        { metricId: 'links.calleeLatency', slice: { from: 'pay-router', to: 'channel-b' }, side: 'callee' },
      ],
      ...span,
    },
  ],
  changes: [
    {
      eventId: 'certificate',
      kind: 'change',
      title: { zh: '证书包热加载', en: 'Certificate bundle reload' },
      at: storyStartedAt - 20_000,
      fits: 0.9,
      scope: 'suspect',
    },
  ],
};

export const nodeSuspect: Suspect = {
  ...linkSuspect,
  id: 'node pay-gateway',
  kind: 'node',
  target: 'pay-gateway',
  name: { zh: 'pay-gateway', en: 'pay-gateway' },
  confidence: 0.18,
  explains: { share: 0.11, perMinute: 2_600 },
  path: ['pay-gateway'],
  evidence: [
    {
      why: 'own',
      of: 'pay-gateway',
      series: 'latency',
      usual: 0.12,
      now: 0.41,
      since: null,
      weight: 1,
      lines: [{ metricId: 'nodes.latency', slice: { node: 'pay-gateway' }, side: 'node' }],
      ...span,
    },
  ],
  changes: [],
};

export const storyDiagnosis: Diagnosis = {
  incidentId: '1021-01',
  version: 3,
  phase: 'told',
  reason: null,
  firstAt: toldAt,
  at: toldAt,
  ...span,
  verdict: 'fault',
  demand: 1.01,
  symptom: { node: 'pay-gateway', kind: 'failures' },
  suspects: [linkSuspect, nodeSuspect],
  residual: { share: 0.04, perMinute: 1_000 },
  ruledOut: [
    {
      target: 'order-core',
      name: { zh: 'order-core', en: 'order-core' },
      why: 'waits',
      because: 'pay-router→channel-b',
      series: 'latency',
      usual: 0.2,
      now: 1.4,
    },
    {
      target: 'channel-a',
      name: { zh: '渠道 A', en: 'Channel A' },
      why: 'within',
      because: null,
      series: 'failures',
      usual: 0.012,
      now: 0.013,
    },
  ],
  dimensions: [
    {
      metricId: 'paid',
      measure: 'orders',
      ofMetricId: null,
      by: ['channel', 'city', 'platform'],
      from: storyStartedAt,
      to: span.to,
      comparedWith: 'days',
      actual: 46_100,
      expected: 69_900,
      parts: [{ slice: { channel: 'B' }, explained: -23_000, expected: 24_200, confidence: 0.97 }],
      everywhere: -300,
      mix: 0,
      residual: -500,
      rivals: [],
      mixShift: null,
      leaves: 412,
      leavesLeftOut: 0,
    },
  ],
  tookMs: 180,
};

export const storyChecks: CheckRun = {
  incidentId: '1021-01',
  runbookId: 'payment',
  name: { zh: '支付排查', en: 'Payment checks' },
  node: 'pay-router',
  phase: 'waiting',
  startedAt: storyStartedAt + 30_000,
  endedAt: null,
  conclusion: null,
  checks: [
    checkOf(
      'handshake',
      'query',
      'bad',
      { zh: '网络与握手', en: 'Network and handshake' },
      { zh: 'TLS 失败 88%', en: 'TLS fails 88%' },
    ),
    checkOf('pool', 'fetch', 'good', { zh: '连接池', en: 'Connection pool' }, { zh: '空闲 40%', en: '40% free' }),
    {
      ...checkOf('notice', 'question', 'waiting', { zh: '渠道 B 有公告吗', en: 'Has channel B a notice?' }, null),
      answers: [
        { id: 'yes', name: { zh: '有', en: 'Yes' }, means: 'bad' },
        { id: 'no', name: { zh: '没有', en: 'No' }, means: 'good' },
      ],
    },
  ],
};

export const storySimilar: SimilarIncident = {
  incidentId: '0918-02',
  headline: { zh: '支付渠道 B：支付少了四分之一', en: 'Payment channel B: one payment in four is lost' },
  startedAt: storyStartedAt - 33 * 86_400_000,
  tookMs: 11 * 60_000,
  alike: 0.8,
  same: ['cause', 'stage'],
  cause: { zh: 'pay-router → 渠道 B', en: 'pay-router → Channel B' },
  helped: [
    {
      at: storyStartedAt - 33 * 86_400_000 + 400_000,
      by: '林舟',
      what: { zh: '切走渠道 B', en: 'Switched away from channel B' },
    },
  ],
};

function checkOf(
  id: string,
  kind: CheckRun['checks'][number]['kind'],
  state: CheckRun['checks'][number]['state'],
  name: CheckRun['name'],
  said: CheckRun['conclusion'],
): CheckRun['checks'][number] {
  return {
    id,
    kind,
    name,
    state,
    said,
    value: null,
    unit: '',
    at: said === null ? null : toldAt,
    by: null,
    line: null,
    answers: [],
  };
}
