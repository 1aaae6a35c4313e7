import { expect, test } from 'vitest';
import type { RoomEvent } from '../../contract/state';
import { subjectOf } from './subject';
import { subjectEvents } from './subjectEvents';

const at = Date.parse('2026-10-21T12:04:31+08:00');
const event = (id: string, part: Partial<RoomEvent>): RoomEvent => ({
  id,
  at: at - 60_000,
  kind: 'change',
  title: { zh: id, en: id },
  target: null,
  traffic: 'real',
  backendId: 'city',
  severity: 'none',
  until: null,
  labels: {},
  alert: null,
  ...part,
});

test('what names either end of a call, its place or an alert label of it belongs to it; what is older than a day only while it fires', () => {
  const events = [
    event('change', { target: 'pay-router', at: at - 171_000 }),
    event('place', { target: 'channel-b@east' }),
    event('alert', { kind: 'alarm', labels: { service: 'channel-b' }, at: at - 90_000_000 }),
    event('old', { target: 'pay-router', at: at - 90_000_000 }),
    event('other', { target: 'menu' }),
    event('later', { target: 'pay-router', at: at + 1 }),
  ];
  const found = subjectEvents(Object.fromEntries(events.map((each) => [each.id, each])), subjectOf('pay-router→channel-b'), at);
  expect(found.map(({ id }) => id)).toEqual(['place', 'change', 'alert']);
});
