import { expect, test } from 'vitest';
import type { Incident } from '../../../contract/incidents';
import { storyIncident } from '../../incidents/story';
import { storyAt } from '../overview/story';
import { incidentActs } from './incidentActs';

const idsOf = (change: Partial<Incident>): string[] => incidentActs({ ...storyIncident, ...change }, storyAt).map(({ id }) => id);

test('a new incident can be taken on, snoozed, resolved, called false, or explained by maintenance', () => {
  expect(idsOf({})).toEqual(['acknowledge', 'snooze', 'snooze', 'snooze', 'resolve', 'judgeFalse', 'maintenance']);
});

test('what was done can be taken back', () => {
  const by = { by: '陈屿', at: storyAt };
  expect(idsOf({ acknowledged: by })[0]).toBe('unacknowledge');
  expect(idsOf({ snoozed: { by: '陈屿', until: storyAt + 60_000 } })).toContain('wake');
  expect(idsOf({ snoozed: { by: '陈屿', until: storyAt - 1 } })).not.toContain('wake');
  expect(idsOf({ verdict: { ...by, false: true, note: '' } })).toContain('judgeTrue');
  expect(idsOf({ phase: 'resolved', resolvedAt: storyAt })).toEqual(['reopen', 'judgeFalse']);
});

test('no key means two things', () => {
  const keys = incidentActs({ ...storyIncident, snoozed: { by: '陈屿', until: storyAt + 60_000 } }, storyAt).map(
    ({ key }) => key,
  );
  expect(new Set(keys).size).toBe(keys.length);
});
