import { expect, test } from 'vitest';
import { alertEvent, severityOf } from './alertEvent';
import { AlertLedger, type AlertListing } from './alertLedger';
import { filterText } from './alertmanagerSilences';

const minuteMs = 60_000;
const started = 1_700_000_000_000;

function alert(name: string, severity = 'critical', at = started): AlertListing['alerts'][number] {
  const event = alertEvent(
    {
      fingerprint: name,
      labels: { alertname: name, severity },
      annotations: {},
      startsAt: at,
      endsAt: at + 5 * minuteMs,
      status: { state: 'active', silencedBy: [], inhibitedBy: [] },
    },
    'am',
    'severity',
  );
  return { event, endsAt: at + 5 * minuteMs };
}

function states(events: ReturnType<AlertLedger['take']>): Record<string, string | undefined> {
  return Object.fromEntries(
    events.map(({ labels, alert: state }): [string, string | undefined] => [labels['alertname'] ?? '', state?.state]),
  );
}

test('an alert that is listed no more has ended: when the server said it would, at the latest now', () => {
  const ledger = new AlertLedger();
  ledger.take({ alerts: [alert('a'), alert('b')], at: started + minuteMs, serverStartedAt: 0 });
  const [b, a] = ledger.take({ alerts: [alert('b')], at: started + 2 * minuteMs, serverStartedAt: 0 });
  expect([a?.labels['alertname'], a?.until, a?.alert?.state]).toEqual(['a', started + 2 * minuteMs, 'resolved']);
  expect(b?.until).toBe(null);
  const ended = ledger.take({ alerts: [], at: started + 60 * minuteMs, serverStartedAt: 0 });
  expect(ended.map(({ until }) => until)).toEqual([started + 5 * minuteMs]);
  expect(ledger.take({ alerts: [], at: started + 61 * minuteMs, serverStartedAt: 0 })).toEqual([]);
});

test('after a restart of the server nothing has ended until its senders had time to repeat what fires', () => {
  const ledger = new AlertLedger();
  ledger.take({ alerts: [alert('a'), alert('b')], at: started, serverStartedAt: 0 });
  expect(ledger.lacks(new Set())).toBe(true);
  const again = started + minuteMs;
  expect(ledger.take({ alerts: [], at: again + 1_000, serverStartedAt: again })).toEqual([]);
  expect(ledger.firing()).toBe(null);
  expect(states(ledger.take({ alerts: [alert('b')], at: again + minuteMs, serverStartedAt: again }))).toEqual({ b: 'active' });
  expect(states(ledger.take({ alerts: [alert('b')], at: again + 5 * minuteMs, serverStartedAt: again }))).toEqual({
    a: 'resolved',
    b: 'active',
  });
  expect(ledger.firing()?.eventIds).toEqual([alert('b').event.id]);
});

test('of a storm the gravest are told, and no other is told as ended', () => {
  const ledger = new AlertLedger();
  const storm = Array.from({ length: 900 }, (_, i) => alert(`s${i}`, i % 3 === 0 ? 'critical' : 'info', started + i));
  const told = ledger.take({ alerts: storm, at: started + minuteMs, serverStartedAt: 0 });
  expect(told).toHaveLength(400);
  expect(told.filter(({ severity }) => severity === 'critical')).toHaveLength(300);
  expect(ledger.cut).toBe(true);
  expect(ledger.firing()?.eventIds).toHaveLength(900);
  const later = ledger.take({ alerts: storm.slice(0, 899), at: started + minuteMs, serverStartedAt: 0 });
  expect(later.filter(({ until }) => until !== null).map(({ labels }) => labels['alertname'])).toEqual(['s899']);
});

test('a severity is read from whatever word a house uses; an unknown one is at least worth a look', () => {
  expect(['critical', 'PAGE', 'p0', 'P1', 'warning', 'p2', 'info', 'p3'].map((word) => severityOf(word))).toEqual([
    ...Array<string>(4).fill('critical'),
    ...Array<string>(2).fill('warning'),
    ...Array<string>(2).fill('info'),
  ]);
  expect([severityOf(undefined), severityOf('constructor')]).toEqual(['warning', 'warning']);
});

test('a matcher is written as the API reads it', () => {
  const text = (isRegex: boolean, isEqual: boolean): string => filterText({ name: 'a', value: 'x"\\\n', isRegex, isEqual });
  expect([text(false, true), text(false, false), text(true, true), text(true, false)]).toEqual([
    'a="x\\"\\\\\\n"',
    'a!="x\\"\\\\\\n"',
    'a=~"x\\"\\\\\\n"',
    'a!~"x\\"\\\\\\n"',
  ]);
});
