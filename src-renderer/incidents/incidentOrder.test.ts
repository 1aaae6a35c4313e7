import { expect, test } from 'vitest';
import type { Incident } from '../../contract/incidents';
import { textOf } from '../i18n/text';
import { storyAt } from '../windows/overview/story';
import { incidentsOfDay, isGrave, openIncidents, resolvedToday, wantsSomebody } from './incidentOrder';
import { incidentWords } from './incidentWords';
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

test('what was merged into another stands in the list of today, and is not counted among what is resolved', () => {
  const merged = { at: storyAt - 60_000, kind: 'merged', by: null, note: '1021-01' } as const;
  const part = storyIncidentWith('p', { phase: 'resolved', resolvedAt: merged.at, steps: [...storyIncident.steps, merged] });
  // The one that took it in has the same step, and may be over by now.
  const whole = storyIncidentWith('w', {
    phase: 'resolved',
    resolvedAt: storyAt,
    steps: [merged, { at: storyAt, kind: 'resolved', by: null, note: null }],
  });
  expect(resolvedToday(records(part, whole), storyAt, shanghai).map(({ id }) => id)).toEqual(['w']);
  expect(incidentsOfDay(records(part, whole), storyAt, shanghai).map(({ id }) => id)).toEqual(['w', 'p']);
  expect(incidentWords(part, textOf('zh'), shanghai, storyAt)).toEqual(['并入 1021-01']);
  expect(incidentWords(part, textOf('en'), shanghai, storyAt)).toEqual(['merged into 1021-01']);
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
