import { expect, test } from 'vitest';
import type { EventKind, RoomEvent } from '../../contract/state';
import { foldLane, lanesOf } from './eventLanes';

const event = (id: string, kind: EventKind, at: number): RoomEvent => ({
  id,
  at,
  kind,
  title: { zh: id, en: id },
  target: null,
  traffic: 'real',
  backendId: 'city',
  severity: 'none',
  until: null,
  labels: {},
  alert: null,
});
const shown = (events: RoomEvent[]): string[] =>
  foldLane(events, (at) => at, 16).map(({ event: { id }, more }) => `${id}+${more}`);

test('neighbours closer than a glyph fold into one that counts the others, and far ones stand alone', () => {
  expect(shown([event('c', 'alarm', 15), event('a', 'alarm', 0), event('b', 'alarm', 8), event('d', 'alarm', 40)])).toEqual([
    'a+2',
    'd+0',
  ]);
});

test('a row of near neighbours does not fold into one glyph across the whole lane', () => {
  expect(shown(Array.from({ length: 6 }, (_, i) => event(`e${i}`, 'change', i * 10)))).toEqual(['e0+1', 'e2+1', 'e4+1']);
});

test('of alarms the gravest that is no rehearsal stands in front', () => {
  const light = { ...event('light', 'alarm', 0), severity: 'info' } as const;
  const rehearsed = { ...event('rehearsed', 'alarm', 1), severity: 'critical', traffic: 'drill' } as const;
  const grave = { ...event('grave', 'alarm', 5), severity: 'critical' } as const;
  expect(shown([light, rehearsed, grave])).toEqual(['grave+2']);
  expect(shown([rehearsed, light])).toEqual(['light+1']);
});

test('the gravest of a fold stands in front', () => {
  expect(shown([event('calm', 'action', 0), event('grave', 'release', 5)])).toEqual(['grave+1']);
});

test('a fold keeps all its events, and the stress lane is there only with stress events', () => {
  const events = [event('a', 'alarm', 0), event('b', 'alarm', 3)];
  expect(foldLane(events, (at) => at, 16)[0]?.members.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(lanesOf(events)).not.toContain('stress');
  expect(lanesOf([...events, event('s', 'stress', 9)]).at(-1)).toBe('stress');
});
