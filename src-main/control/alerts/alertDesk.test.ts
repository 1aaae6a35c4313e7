import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { accept, refuse } from '../../../contract/result';
import type { EventSeverity, Matcher, RoomEvent } from '../../../contract/state';
import { createEngineReports } from '../engineReports';
import { createSharedStore } from '../store';
import { openAcknowledgements } from './acknowledgements';
import { createAlertDesk, type AlertDeskParts } from './alertDesk';

const now = 1_700_000_000_000;
const hourMs = 3_600_000;
const isPay: Matcher = { name: 'service', value: 'pay', isRegex: false, isEqual: true };

function alert(id: string, service: string, severity: EventSeverity = 'critical', until: number | null = null): RoomEvent {
  return {
    id,
    at: now - hourMs,
    kind: 'alarm',
    title: { zh: id, en: id },
    target: service,
    traffic: 'real',
    backendId: 'am',
    severity,
    until,
    labels: { service },
    alert: { state: until === null ? 'active' : 'resolved', silencedBy: [], inhibitedBy: [], acknowledged: null },
  };
}

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'highnoon-alerts-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(askEngine: AlertDeskParts['askEngine'] = async () => refuse('unavailable', 'not asked')) {
  const store = createSharedStore(() => undefined);
  const acknowledgements = openAcknowledgements(folder);
  const reports = createEngineReports(
    store,
    () => 0,
    vi.fn(),
    (id) => acknowledgements.of(id),
  );
  const desk = createAlertDesk({ store, acknowledgements, roomNow: () => now, askEngine });
  return { store, reports, desk, close: () => acknowledgements.close() };
}

test('who has seen an alert stands on it, also after the engine tells it anew and after a restart', () => {
  const first = open();
  first.reports.begin(1, [alert('a', 'pay')]);
  expect(first.desk.acknowledge('a', '林岚')).toEqual(accept(undefined));
  first.reports.receive({ type: 'events', revision: 1, events: [{ ...alert('a', 'pay'), until: now }] });
  expect(first.store.read().events['a']).toMatchObject({ until: now, alert: { acknowledged: { by: '林岚', at: now } } });
  first.close();

  const second = open();
  second.reports.begin(1, [alert('a', 'pay')]);
  expect(second.store.read().events['a']?.alert?.acknowledged?.by).toBe('林岚');
  second.desk.unacknowledge('a');
  expect(second.store.read().events['a']?.alert?.acknowledged).toBe(null);
  second.close();
  const third = open();
  third.reports.begin(1, [alert('a', 'pay')]);
  expect(third.store.read().events['a']?.alert?.acknowledged).toBe(null);
  expect(third.desk.acknowledge('b', '林岚')).toMatchObject({ ok: false, refusal: { code: 'not-found' } });
});

test('what a silence would hide is counted by severity: now as the server says, before as the journal remembers', async () => {
  const { reports, desk } = open(async () => accept([alert('now', 'pay')] as never));
  reports.begin(1, [
    alert('now', 'pay'),
    alert('past critical', 'pay', 'critical', now),
    alert('past info', 'pay', 'info', now),
    alert('elsewhere', 'push', 'critical', now),
    { ...alert('other server', 'pay', 'critical', now), backendId: 'am2' },
  ]);
  const preview = await desk.preview('am', [isPay]);
  expect(preview).toMatchObject({
    ok: true,
    value: {
      present: { count: 1, bySeverity: { critical: 1, warning: 0, info: 0, none: 0 } },
      past: { count: 2, bySeverity: { critical: 1, warning: 0, info: 1, none: 0 } },
      pastFrom: now - hourMs,
      tooBroad: null,
    },
  });
  expect(preview.ok && preview.value.past?.listed.map(({ id }) => id)).toEqual(['past critical', 'past info']);
  const unreadable = await desk.preview('am', [isPay, { ...isPay, value: '\\pL', isRegex: true }]);
  expect(unreadable).toMatchObject({ ok: true, value: { past: null, tooBroad: { why: 'unreadable' } } });
});

test.each<[string, Partial<Parameters<ReturnType<typeof open>['desk']['putSilence']>[0]>, string | null]>([
  ['an hour from now', {}, null],
  ['exactly a day', { endsAt: now + 24 * hourMs }, null],
  ['more than a day', { endsAt: now + 24 * hourMs + 1 }, 'lasts 24 hours at most'],
  ['a renewal that began long ago', { startsAt: now - 20 * hourMs, endsAt: now + 10 * hourMs }, null],
  ['one in the far future', { startsAt: now + 25 * hourMs, endsAt: now + 26 * hourMs }, 'lasts 24 hours at most'],
  ['one that is over', { startsAt: now - 2 * hourMs, endsAt: now - hourMs }, 'not in the past'],
  ['everything', { matchers: [{ ...isPay, value: '.*', isRegex: true }] }, 'too broad'],
  ['nothing by name', { matchers: [{ ...isPay, isEqual: false }] }, 'too broad'],
])('a silence of %s', async (_, change, refusal) => {
  const askEngine = vi.fn(async () => accept({ silenceId: 's' } as never));
  const { desk } = open(askEngine);
  const wanted = { backendId: 'am', id: null, matchers: [isPay], startsAt: now, endsAt: now + hourMs, comment: 'reload' };
  const answer = await desk.putSilence({ ...wanted, ...change }, '林岚');
  if (refusal === null) {
    expect(answer).toEqual(accept({ silenceId: 's' }));
    expect(askEngine).toHaveBeenCalledWith('putSilence', expect.objectContaining({ backendId: 'am', id: null }));
    expect(JSON.stringify(askEngine.mock.calls)).toContain('"createdBy":"林岚"');
  } else {
    expect(answer.ok ? '' : answer.refusal.message).toContain(refusal);
    expect(askEngine).not.toHaveBeenCalled();
  }
});

test('an alert that the journal remembers as firing, and the server knows no more, ended while nobody looked', () => {
  const { store, reports } = open();
  reports.begin(1, [alert('gone', 'pay'), alert('still', 'pay'), { ...alert('other', 'pay'), backendId: 'am2' }]);
  reports.receive({ type: 'firing', revision: 1, backendId: 'am', eventIds: ['still'], at: now });
  const ends = Object.values(store.read().events).map(({ id, until, alert: state }) => [id, until, state?.state]);
  expect(ends).toEqual(
    expect.arrayContaining([
      ['gone', now, 'resolved'],
      ['still', null, 'active'],
      ['other', null, 'active'],
    ]),
  );
});
