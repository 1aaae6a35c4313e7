import { expect, test } from 'vitest';
import { incidentWorkspace, paidAlarm, storyAlarm, storyIncident } from '../../incidents/story';
import { alarmRows, tableLines, tellingRows } from './alarmRows';

const channelB = storyAlarm({ slice: { channel: 'B' }, value: 12, expected: 410, score: 6 });
const channelA = storyAlarm({ slice: { channel: 'A' }, phase: 'ended', endedAt: paidAlarm.updatedAt });
const router = storyAlarm({
  metricId: 'nodes.latency',
  slice: { node: 'pay-router' },
  stage: null,
  loss: null,
  direction: 'above',
});
const call = storyAlarm({ metricId: 'links.errors', slice: { from: 'pay-router', to: 'channel-b' }, stage: null, loss: null });
const alarms = Object.fromEntries([paidAlarm, channelA, channelB, router, call].map((alarm) => [alarm.id, alarm]));
const incident = { ...storyIncident, alarmIds: [paidAlarm.id, 'forgotten', channelA.id, channelB.id, router.id, call.id] };
const rows = alarmRows(incident, alarms, incidentWorkspace);

test('the alarms that are still known are rows, the leading one first, with what is missing left out', () => {
  expect(rows.map(({ alarm }) => alarm.id)).toEqual([paidAlarm.id, channelA.id, channelB.id, router.id, call.id]);
  expect(rows[2]).toMatchObject({ group: 'dimension', value: 12, expected: 410, loss: 23_800 });
  expect(rows[3]?.loss).toBeUndefined();
});

test('the table goes group by group, and in a group what is over stands below what lasts', () => {
  const lines = tableLines(rows).map((line) =>
    line.kind === 'group' ? `${line.group} ${line.active}/${line.count}` : line.row.alarm.id,
  );
  expect(lines).toEqual([
    ...['funnel 1/1', paidAlarm.id],
    ...['dimension 1/2', channelB.id, channelA.id],
    ...['node 1/1', router.id],
    ...['link 1/1', call.id],
  ]);
});

test('the small pictures are one of each other kind before a second one of any', () => {
  expect(tellingRows(rows, { channel: 'B' }, 3).map(({ group }) => group)).toEqual(['dimension', 'node', 'link']);
  expect(tellingRows(rows, { channel: 'B' }, 3)[0]?.alarm).toBe(channelB);
  expect(tellingRows(rows.slice(0, 3), {}, 3)).toHaveLength(2);
  expect(tellingRows([], {}, 3)).toEqual([]);
});
