import type { Alarm } from '../../contract/detection';
import type { Incident } from '../../contract/incidents';
import type { WorkspaceView } from '../../contract/state';
import { storyAt, storyWorkspace } from '../windows/overview/story';

/** The incident of the look pictures, for tests: payment channel B gone at 12:02:00, believed at 12:02:21, 25 alarms folded. */
export const storyStartedAt = Date.parse('2026-10-21T12:02:00+08:00');
export const storyRaisedAt = Date.parse('2026-10-21T12:02:21+08:00');

export const incidentWorkspace: WorkspaceView = {
  ...storyWorkspace,
  metrics: {
    ...storyWorkspace.metrics,
    'nodes.latency': { ...ofCity('TP99 耗时', 'TP99 latency'), unit: 'ms', of: 'node' },
    'links.errors': { ...ofCity('调用失败', 'failed calls'), of: 'link' },
  },
  dimensions: {
    channel: {
      name: { zh: '支付渠道', en: 'payment channel' },
      values: {
        A: { zh: '渠道 A', en: 'Channel A' },
        B: { zh: '渠道 B', en: 'Channel B' },
        C: { zh: '渠道 C', en: 'Channel C' },
      },
    },
  },
  nodes: {
    'pay-router': { name: { zh: 'pay-router', en: 'pay-router' } },
    'channel-b': { name: { zh: '渠道 B', en: 'Channel B' } },
  },
};

export const paidAlarm: Alarm = {
  id: `paid {} ${storyStartedAt}`,
  seriesKey: 'paid {}',
  metricId: 'paid',
  slice: {},
  traffic: 'real',
  backendId: 'city',
  stage: 1,
  phase: 'active',
  flapping: false,
  startedAt: storyStartedAt,
  raisedAt: storyRaisedAt,
  updatedAt: storyAt,
  endedAt: null,
  kind: 'periodic',
  direction: 'below',
  shape: 'cliff',
  score: 3.24,
  peakScore: 3.6,
  signals: 15,
  value: 768,
  expected: 1_165,
  low: 1_105,
  high: 1_228,
  loss: { perMinute: 23_800, soFar: 57_400, share: 0.341 },
  forecast: null,
};

export function storyAlarm(change: Partial<Alarm>): Alarm {
  const alarm = { ...paidAlarm, ...change };
  const seriesKey = `${alarm.metricId} ${JSON.stringify(alarm.slice)}`;
  return { ...alarm, seriesKey, id: `${seriesKey} ${alarm.startedAt}${alarm.forecast === null ? '' : ' forecast'}` };
}

export const storyIncident: Incident = {
  id: '1021-01',
  phase: 'open',
  grade: 'P1',
  gradeWorst: 'P1',
  headline: { zh: '支付渠道 B：支付少了三分之一', en: 'Payment channel B: one payment in three is lost' },
  common: { slice: { channel: 'B' }, nodes: ['pay-router'] },
  traffic: 'real',
  startedAt: storyStartedAt,
  raisedAt: storyRaisedAt,
  updatedAt: storyAt,
  resolvedAt: null,
  alarmIds: [paidAlarm.id],
  alarmCount: 23,
  activeCount: 21,
  signalCount: 312,
  cost: { metricId: 'paid', since: storyStartedAt, perMinute: 23_800, soFar: 57_400, share: 0.341 },
  lead: { metricId: 'paid', slice: {}, direction: 'below' },
  flapping: false,
  forecastAt: null,
  acknowledged: null,
  snoozed: null,
  verdict: null,
  context: [
    {
      kind: 'change',
      name: { zh: '证书包热加载', en: 'Certificate bundle reload' },
      at: Date.parse('2026-10-21T12:01:40+08:00'),
    },
  ],
  answers: [],
  pins: [],
  steps: [
    { at: storyRaisedAt, kind: 'opened', by: null, note: null },
    { at: storyRaisedAt, kind: 'graded', by: null, note: 'P2' },
    { at: storyRaisedAt + 9_000, kind: 'notified', by: null, note: '值班群' },
    { at: storyRaisedAt + 20_000, kind: 'graded', by: null, note: 'P1' },
    { at: storyRaisedAt + 60_000, kind: 'grew', by: null, note: '23' },
  ],
};

export function storyIncidentWith(id: string, change: Partial<Incident>): Incident {
  return { ...storyIncident, id, ...change };
}

function ofCity(zh: string, en: string): WorkspaceView['metrics'][string] {
  return { name: { zh, en }, unit: '/s', stepMs: 10_000, traffic: 'real', backendId: 'city', of: 'business' };
}
