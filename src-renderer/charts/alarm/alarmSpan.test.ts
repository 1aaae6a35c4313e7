import { expect, test } from 'vitest';
import { alarmSpan } from './alarmSpan';

const minuteMs = 60_000;
const startedAt = Date.parse('2026-10-21T12:02:00+08:00');

test('while an alarm lasts its picture follows now, keeps the quarter of an hour before it, and grows by ten minutes at a time', () => {
  const spanAfter = (minutes: number) => alarmSpan({ startedAt, endedAt: null }, startedAt + minutes * minuteMs);
  expect(spanAfter(1)).toEqual({ at: null, beforeMs: 20 * minuteMs, afterMs: 5 * minuteMs });
  expect(spanAfter(4)).toEqual(spanAfter(1));
  expect(spanAfter(6).beforeMs).toBe(30 * minuteMs);
});

test('what is over stands still around its own time, once enough of the time after it has been seen', () => {
  const endedAt = startedAt + 8 * minuteMs;
  expect(alarmSpan({ startedAt, endedAt }, endedAt + minuteMs).at).toBeNull();
  expect(alarmSpan({ startedAt, endedAt }, endedAt + 60 * minuteMs)).toEqual({
    at: endedAt + 5 * minuteMs,
    beforeMs: 28 * minuteMs,
    afterMs: 0,
  });
});
