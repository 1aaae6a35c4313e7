import { expect, test } from 'vitest';
import { similarMax, type Diagnosis } from '../../../contract/diagnosis';
import type { Incident } from '../../../contract/incidents';
import type { RoomEvent } from '../../../contract/state';
import { minute, noon } from '../incidents/testing/alarms';
import { similarIncidents, type KnownIncident } from './similarIncidents';
import { diagnosisOf, suspectOf } from './testing/findings';

const dayMs = 86_400_000;

/** An incident `daysAgo`, over after twenty minutes unless it is today's. */
function known(id: string, daysAgo: number, over: Partial<Incident> = {}, found: Partial<Diagnosis> | null = {}): KnownIncident {
  const raisedAt = noon - daysAgo * dayMs;
  const resolvedAt = daysAgo === 0 ? null : raisedAt + 20 * minute;
  const incident: Incident = {
    ...{ id, phase: resolvedAt === null ? 'open' : 'resolved', grade: 'P1', gradeWorst: 'P1', headline: { zh: id, en: id } },
    ...{
      common: { slice: {}, nodes: [] },
      traffic: 'real',
      startedAt: raisedAt - minute,
      raisedAt,
      updatedAt: raisedAt,
      resolvedAt,
    },
    ...{ alarmIds: [], alarmCount: 1, activeCount: 0, signalCount: 1, flapping: false, forecastAt: null },
    cost: { metricId: 'orders.pay', since: raisedAt, perMinute: 400, soFar: 100, share: 0.3 },
    lead: { metricId: 'orders.pay', slice: {}, direction: 'below' },
    ...{ acknowledged: null, snoozed: null, verdict: null, context: [], pins: [], answers: [], steps: [] },
    ...over,
  };
  return { incident, diagnosis: found === null ? null : diagnosisOf(id, raisedAt, found) };
}

function event(
  kind: RoomEvent['kind'],
  at: number,
  target: string | null,
  title: string,
  over: Partial<RoomEvent> = {},
): RoomEvent {
  return {
    ...{ id: title, at, kind, title: { zh: title, en: title }, target, traffic: 'real', backendId: 'city', severity: 'none' },
    ...{ until: null, labels: {}, alert: null, ...over },
  };
}

const today = known('today', 0);
const ids = (others: readonly KnownIncident[], subject = today) =>
  similarIncidents(subject, others, []).map(({ incidentId }) => incidentId);
const ofDatabase = {
  suspects: [suspectOf('mysql-order', { id: 'middleware mysql-order', kind: 'middleware', path: ['order-core', 'mysql-order'] })],
};
const submitted: Partial<Incident> = { cost: null, lead: { metricId: 'orders.submit', slice: {}, direction: 'below' } };

test('the same cause comes before another of its kind, and another story is not told', () => {
  const same = known('same', 3);
  const sibling = known('sibling', 2, {}, { suspects: [suspectOf('channel-a')] });
  const other = known('other', 1, submitted, ofDatabase);
  const likeliest = similarIncidents(today, [other, sibling, same], []);
  expect(likeliest.map(({ incidentId }) => incidentId)).toEqual(['same']);
  expect(likeliest[0]).toMatchObject({ same: ['cause', 'kind', 'place', 'stage'], alike: 1, tookMs: 21 * minute });
  const cut = { common: { slice: { channel: 'B' }, nodes: ['pay-router'] } };
  expect(ids([sibling, same], known('today', 0, cut))).toEqual(['same']);
});

test('the same cause is enough, wherever it shows', () => {
  expect(ids([known('same', 3, submitted)])).toEqual(['same']);
});

test('before a cause is known stage and slice are a first hint, and the stage alone is none', () => {
  const cut = { common: { slice: { channel: 'B' }, nodes: [] } };
  const undiagnosed = known('today', 0, cut, null);
  expect(ids([known('cut', 2, cut), known('whole', 1)], undiagnosed)).toEqual(['cut']);
  expect(ids([known('whole', 1)], known('today', 0, {}, null))).toEqual([]);
});

test('what was judged false, became a part of another, was a rehearsal or came later teaches nothing', () => {
  const verdict = { false: true, by: '安', at: noon, note: '' };
  const merged = { steps: [{ at: noon, kind: 'merged', by: null, note: 'same' }] } as const;
  expect(
    ids([
      known('false', 1, { verdict }),
      known('merged', 1, merged),
      known('drill', 1, { traffic: 'drill' }),
      known('later', -1),
    ]),
  ).toEqual([]);
});

test('at most five, the most alike and then the newest first', () => {
  const many = Array.from({ length: 9 }, (_, i) => known(`d${i + 1}`, i + 1));
  expect(ids(many)).toEqual(['d1', 'd2', 'd3', 'd4', 'd5']);
  expect(ids(many)).toHaveLength(similarMax);
});

test('what helped is what was written and done there between raised and resolved', () => {
  const raisedAt = noon - dayMs;
  const answers = [{ runbookId: 'r', checkId: 'c', answerId: 'yes', note: '渠道在处理', by: '安', at: raisedAt + 2 * minute }];
  const steps = [
    { at: raisedAt, kind: 'opened', by: null, note: 'P1' },
    { at: raisedAt + 4 * minute, kind: 'pinned', by: '安', note: '渠道 B' },
    { at: raisedAt + 5 * minute, kind: 'protected', by: '安', note: '切走渠道 B · Channel B away' },
    { at: raisedAt + 20 * minute, kind: 'resolved', by: '波', note: '渠道恢复' },
  ] as const;
  const events = [
    event('release', raisedAt - minute, 'pay-router', '早了'),
    event('action', raisedAt + 5 * minute, 'pay-router→channel-b', '切走 B'),
    event('change', raisedAt + 6 * minute, 'eta', '别处'),
    event('change', raisedAt + 7 * minute, null, '不知在哪'),
    event('alarm', raisedAt + 7 * minute, 'channel-b', '报警'),
    event('action', raisedAt + 8 * minute, 'channel-b', '演练', { traffic: 'drill' }),
    event('action', raisedAt + 30 * minute, 'channel-b', '晚了'),
  ];
  const helped = (over: Partial<Incident>) =>
    similarIncidents(today, [known('y', 1, { answers, steps, ...over })], events)[0]?.helped;
  expect(helped({})?.map(({ by, what }) => [by, what.zh])).toEqual([
    ['安', '渠道在处理'],
    ['安', '证据：渠道 B'],
    ['安', '执行预案：切走渠道 B'],
    [null, '切走 B'],
    [null, '不知在哪'],
    ['波', '解除：渠道恢复'],
  ]);
  expect(helped({ resolvedAt: null, phase: 'open' })).toEqual([]);
});
