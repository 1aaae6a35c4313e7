import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAlarmRhythm, reminderMs, repeatMs } from './alarmRhythm';

let played = 0;
const rhythm = () =>
  createAlarmRhythm({
    play: () => (played += 1),
    after: (ms, action) => {
      const timer = setTimeout(action, ms);
      return () => clearTimeout(timer);
    },
  });

beforeEach(() => {
  played = 0;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test('what waits for somebody sounds three times, then once a minute', () => {
  const alarm = rhythm();
  alarm.wait(['1021-01']);
  expect(played).toBe(1);
  vi.advanceTimersByTime(2 * repeatMs);
  expect(played).toBe(3);
  vi.advanceTimersByTime(reminderMs - 1);
  expect(played).toBe(3);
  vi.advanceTimersByTime(1);
  expect(played).toBe(4);
});

test('told again of the same one it does not begin anew, told of another it does', () => {
  const alarm = rhythm();
  alarm.wait(['1021-01']);
  vi.advanceTimersByTime(repeatMs);
  alarm.wait(['1021-01']);
  expect(played).toBe(2);
  alarm.wait(['1021-01', '1021-02']);
  expect(played).toBe(3);
  vi.advanceTimersByTime(2 * repeatMs);
  expect(played).toBe(5);
});

test('it ends at once when nobody waits, and begins again when one comes back', () => {
  const alarm = rhythm();
  alarm.wait(['1021-01']);
  alarm.wait([]);
  vi.advanceTimersByTime(10 * reminderMs);
  expect(played).toBe(1);
  alarm.wait(['1021-01']);
  expect(played).toBe(2);
});

test('when one of two is acknowledged the other goes on in its rhythm', () => {
  const alarm = rhythm();
  alarm.wait(['1021-01', '1021-02']);
  vi.advanceTimersByTime(2 * repeatMs);
  alarm.wait(['1021-02']);
  vi.advanceTimersByTime(reminderMs);
  expect(played).toBe(4);
});
