import type { CheckRun, Diagnosis, SimilarIncident } from '../../../../contract/diagnosis';
import type { Frame } from '../../../../contract/frames';
import type { Incident } from '../../../../contract/incidents';
import { emptyState, type RoomEvent } from '../../../../contract/state';
import { demoWorkspace } from '../../incidents/testing/demoWorkspace';
import { lost, minute, noon, over, second } from '../../incidents/testing/alarms';
import { wantedPictures } from '../pictures/wantedPictures';
import type { ReadPicture, ReportFacts, WantedPicture } from '../reportFacts';
import { roomOf } from '../roomOf';

/** One causal story: a certificate is reloaded, payment channel B answers no more, a person moves its traffic away, orders come back. */
export function paymentStory(change: Partial<Incident> = {}): ReportFacts {
  const room = roomOf(demoWorkspace(), () => emptyState);
  const endedAt = noon + 11 * minute;
  const alarms = [
    over(lost('orders.pay', {}, noon, 0.34), endedAt),
    over(lost('orders.push', {}, noon + 8 * second, 0.34), endedAt),
  ];
  const incident: Incident = {
    id: '1126-01',
    phase: 'resolved',
    grade: 'P1',
    gradeWorst: 'P0',
    headline: { zh: '支付少了 34%，集中在支付渠道 B', en: 'Orders down 34 % at “paid”, all in payment channel B' },
    common: { slice: { channel: 'B' }, nodes: ['channel-b'] },
    traffic: 'real',
    startedAt: noon,
    raisedAt: noon + 20 * second,
    updatedAt: endedAt,
    resolvedAt: noon + 12 * minute,
    alarmIds: alarms.map(({ id }) => id),
    alarmCount: 38,
    activeCount: 0,
    signalCount: 412,
    cost: { metricId: 'orders.pay', since: noon, perMinute: 0, soFar: 7_240, share: 0 },
    lead: { metricId: 'orders.pay', slice: {}, direction: 'below' },
    flapping: false,
    forecastAt: null,
    acknowledged: { by: '陈屿', at: noon + 70 * second },
    snoozed: null,
    verdict: null,
    context: [],
    pins: [],
    answers: [{ runbookId: 'pay', checkId: 'called', answerId: 'yes', note: '证书问题', by: '陈屿', at: noon + 3 * minute }],
    steps: [
      { at: noon + 20 * second, kind: 'opened', by: null, note: null },
      { at: noon + 40 * second, kind: 'diagnosed', by: null, note: '渠道 B · Channel B' },
      { at: noon + 70 * second, kind: 'acknowledged', by: '陈屿', note: null },
      { at: noon + 90 * second, kind: 'notNotified', by: null, note: '钉钉群' },
      { at: noon + 12 * minute, kind: 'resolved', by: '陈屿', note: '切到渠道 A、C' },
    ],
    ...change,
  };
  return withPictures({
    incident,
    alarms,
    diagnosis,
    checks: [checks],
    similar: [similar],
    events: [certificate],
    room,
    at: noon + 20 * minute,
    by: '陈屿',
  });
}

/** The same with pictures of what it wants: orders fall by a third, latency rises. */
export function withPictures(facts: Omit<ReportFacts, 'pictures'>): ReportFacts {
  return { ...facts, pictures: wantedPictures(facts).map(read) };
}

function read(picture: WantedPicture): ReadPicture {
  const stepMs = 10 * second;
  const firstAt = Math.floor(picture.from / stepMs) * stepMs;
  const count = Math.ceil((picture.to - firstAt) / stepMs);
  const columns = picture.lines.map(({ role }) =>
    Float64Array.from({ length: count }, (_, i) => {
      const at = firstAt + i * stepMs;
      const isBad = at >= noon && at < noon + 11 * minute;
      if (picture.kind === 'evidence') return role === 'expected' || role === 'callee' || !isBad ? 0.12 : 3.01;
      return { now: isBad ? 790 : 1_190, expected: 1_200, low: 1_100, high: 1_300, caller: 0, callee: 0 }[role];
    }),
  );
  const status = {
    sampleAt: null,
    intervalMs: 1_000,
    filling: null,
    backendId: 'city',
    reporting: null,
    phase: 'live',
    reason: null,
  } as const;
  const frame: Frame = {
    panelId: picture.id,
    mode: 'snapshot',
    axisFrom: firstAt,
    axisTo: firstAt + count * stepMs,
    firstAt,
    stepMs,
    columns,
    lines: columns.map(() => status),
  };
  return { ...picture, frame };
}

const certificate: RoomEvent = {
  id: 'e1',
  at: noon - 20 * second,
  kind: 'change',
  title: { zh: '渠道 B 证书重载', en: 'Channel B certificate reloaded' },
  target: 'channel-b',
  traffic: 'real',
  backendId: 'city',
  severity: 'none',
  until: null,
  labels: {},
  alert: null,
};

export const diagnosis: Diagnosis = {
  incidentId: '1126-01',
  version: 3,
  phase: 'told',
  reason: null,
  firstAt: noon + 40 * second,
  at: noon + 5 * minute,
  from: noon - 60 * second,
  to: noon + 5 * minute,
  verdict: 'fault',
  demand: 1.02,
  symptom: { node: 'pay-gateway', kind: 'failures' },
  suspects: [
    {
      id: 'external channel-b',
      kind: 'external',
      target: 'channel-b',
      name: { zh: '渠道 B', en: 'Channel B' },
      confidence: 0.92,
      explains: { share: 0.97, perMinute: 400 },
      since: noon,
      path: ['pay-gateway', 'pay-router', 'channel-b'],
      evidence: [
        {
          ...{ why: 'own', of: 'pay-router→channel-b', series: 'latency', usual: 0.12, now: 3.01, since: noon, weight: 1 },
          lines: [{ metricId: 'links.latency', slice: { from: 'pay-router', to: 'channel-b' }, side: 'caller' }],
          ...{ from: noon - 5 * minute, to: noon + 5 * minute },
        },
      ],
      changes: [{ eventId: 'e1', kind: 'change', title: certificate.title, at: certificate.at, fits: 0.88, scope: 'suspect' }],
    },
  ],
  residual: { share: 0.03, perMinute: 12 },
  ruledOut: [
    {
      ...{ target: 'cashier', name: { zh: '收银台', en: 'cashier' }, why: 'waits', because: 'pay-gateway', series: 'latency' },
      ...{ usual: 0.2, now: 3.2 },
    },
  ],
  dimensions: [
    {
      ...{ metricId: 'orders.pay', measure: 'orders', ofMetricId: null, from: noon, to: noon + 5 * minute, comparedWith: 'days' },
      ...{
        actual: 790,
        expected: 1_200,
        everywhere: 0,
        mix: 0,
        residual: -10,
        rivals: [],
        mixShift: null,
        leaves: 720,
        leavesLeftOut: 0,
      },
      by: ['channel'],
      parts: [{ slice: { channel: 'B' }, explained: -400, expected: 420, confidence: 0.97 }],
    },
  ],
  tookMs: 212,
};

const checks: CheckRun = {
  ...{ incidentId: '1126-01', runbookId: 'pay', name: { zh: '支付变少', en: 'Fewer payments' }, node: 'pay-gateway' },
  ...{ phase: 'waiting', startedAt: noon + 30 * second, endedAt: null, conclusion: null },
  checks: [
    {
      ...{ id: 'errors', kind: 'query', name: { zh: '渠道的失败', en: 'Failures by channel' }, state: 'bad' },
      ...{ said: { zh: '渠道 B 失败 94.7%', en: '94.7 % of channel B fail' }, value: 0.947, unit: '', at: noon + 31 * second },
      ...{ by: null, line: null, answers: [] },
    },
    {
      ...{
        id: 'called',
        kind: 'question',
        name: { zh: '渠道 B 怎么说？', en: 'What does channel B say?' },
        state: 'good',
        said: null,
      },
      ...{ value: null, unit: '', at: noon + 3 * minute, by: '陈屿', line: null },
      answers: [{ id: 'yes', name: { zh: '他们知道', en: 'they know' } }],
    },
    {
      ...{
        id: 'tickets',
        kind: 'question',
        name: { zh: '客服有投诉吗？', en: 'Do customers complain?' },
        state: 'waiting',
        said: null,
      },
      ...{ value: null, unit: '', at: null, by: null, line: null, answers: [{ id: 'no', name: { zh: '没有', en: 'no' } }] },
    },
  ],
};

const similar: SimilarIncident = {
  incidentId: '1103-02',
  headline: { zh: '支付少了 30%，集中在支付渠道 B', en: 'Orders down 30 % at “paid”, all in payment channel B' },
  startedAt: noon - 23 * 86_400_000,
  tookMs: 14 * minute,
  alike: 0.9,
  same: ['cause', 'stage'],
  cause: { zh: '渠道 B', en: 'Channel B' },
  helped: [{ at: noon - 23 * 86_400_000 + 12 * minute, by: '林澈', what: { zh: '切到渠道 A', en: 'moved to channel A' } }],
};
