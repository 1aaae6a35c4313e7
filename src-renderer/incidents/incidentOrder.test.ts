import { expect, test } from 'vitest';
import type { Incident } from '../../contract/incidents';
import { storyAt } from '../windows/overview/story';
import { incidentsOfDay, isGrave, openIncidents, resolvedToday, wantsSomebody } from './incidentOrder';
import { storyIncident, storyIncidentWith } from './story';

const records = (...incidents: readonly Incident[]) => Object.fromEntries(incidents.map((each) => [each.id, each]));
const shanghai = 'Asia/Shanghai';

test('gravest first, dearer before cheaper; rehearsals and what is said to be none stand last', () => {
  const cheap = storyIncidentWith('b', { cost: null });
  const mild = storyIncidentWith('c', { grade: 'P3' });
  const drill = storyIncidentWith('d', { grade: 'P0', traffic: 'drill' });
  const wrong = storyIncidentWith('e', { grade: 'P0', verdict: { false: true, by: '陈屿', at: storyAt, note: '' } });
  const over = storyIncidentWith('f', { phase: 'resolved', resolvedAt: storyAt });
  const order = openIncidents(records(drill, mild, wrong, cheap, over, storyIncident)).map(({ id }) => id);
  expect(order).toEqual(['1021-01', 'b', 'c', 'd', 'e']);
});

test('today is the local day, and its list has what is over below what is not', () => {
  const over = storyIncidentWith('f', { phase: 'resolved', resolvedAt: storyAt - 60_000 });
  const yesterday = storyIncidentWith('g', { phase: 'resolved', resolvedAt: storyAt - 13 * 3_600_000 });
  expect(resolvedToday(records(over, yesterday), storyAt, shanghai).map(({ id }) => id)).toEqual(['f']);
  expect(incidentsOfDay(records(over, yesterday, storyIncident), storyAt, shanghai).map(({ id }) => id)).toEqual([
    '1021-01',
    'f',
  ]);
});

test('somebody is wanted until one is on it, for as long as it is open, real, and not snoozed', () => {
  const wants = (change: Partial<Incident>): boolean => wantsSomebody({ ...storyIncident, ...change }, storyAt);
  expect(wants({})).toBe(true);
  expect(wants({ acknowledged: { by: '陈屿', at: storyAt } })).toBe(false);
  expect(wants({ snoozed: { by: '陈屿', until: storyAt + 1 } })).toBe(false);
  expect(wants({ snoozed: { by: '陈屿', until: storyAt } })).toBe(true);
  expect(wants({ phase: 'recovering' })).toBe(false);
  expect(wants({ traffic: 'stress' })).toBe(false);
  expect(wants({ verdict: { false: true, by: '陈屿', at: storyAt, note: '' } })).toBe(false);
  expect([isGrave({ grade: 'P1' }), isGrave({ grade: 'P2' })]).toEqual([true, false]);
});
