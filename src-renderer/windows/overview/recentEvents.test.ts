import { expect, test } from 'vitest';
import type { RoomEvent } from '../../../contract/state';
import { recentEvents } from './recentEvents';

const now = 1_700_000_000_000;
const hourMs = 3_600_000;

function event(id: string, hoursAgo: number, change: Partial<RoomEvent> = {}): RoomEvent {
  return {
    ...{ id, at: now - hoursAgo * hourMs, kind: 'change', title: { zh: id, en: id }, target: null, traffic: 'real' },
    ...{ backendId: 'am', severity: 'none', until: null, labels: {}, alert: null },
    ...change,
  };
}

function alert(id: string, hoursAgo: number, change: Partial<RoomEvent> = {}): RoomEvent {
  const firing = { state: 'active', silencedBy: [], inhibitedBy: [], acknowledged: null } as const;
  return event(id, hoursAgo, { kind: 'alarm', severity: 'warning', alert: firing, ...change });
}

test('what fires and nobody has seen stands first, gravest first, however long ago it began; the rest by time', () => {
  const seen = { state: 'active', silencedBy: [], inhibitedBy: [], acknowledged: { by: '林岚', at: now } } as const;
  const silenced = { state: 'suppressed', silencedBy: ['s'], inhibitedBy: [], acknowledged: null } as const;
  const events = [
    event('release', 1),
    event('old release', 30),
    alert('old and firing', 40),
    alert('critical', 2, { severity: 'critical' }),
    alert('seen', 3, { severity: 'critical', alert: seen }),
    alert('silenced', 4, { severity: 'critical', alert: silenced }),
    alert('over', 0.5, { severity: 'critical', until: now }),
    alert('its clock is ahead', -1),
    event('not yet', -1),
  ];
  const records = Object.fromEntries(events.map((each) => [each.id, each]));
  expect(recentEvents(records, now).map(({ id }) => id)).toEqual([
    'critical',
    'its clock is ahead',
    'old and firing',
    'over',
    'release',
    'seen',
    'silenced',
  ]);
});
