import { expect, it } from 'vitest';
import { createLevelDetector } from './levelDetector';
import { mondayAt, normalAt } from './testOrders';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const jobMinute = 121;

/** Alarms of the last day, minutes: a job doubles the load at 02:01 every night. */
function alarmsOfLastDay(days: number, lastNight: (minute: number) => number): number[] {
  const detector = createLevelDetector(minuteMs);
  const alarms: number[] = [];
  for (let i = 0; i < days * 1_440; i += 1) {
    const day = Math.floor(i / 1_440);
    const minute = i % 1_440;
    const job = day === days - 1 ? lastNight(minute) : minute === jobMinute ? 40 : 0;
    if (detector.step(mondayAt + day * dayMs + minute * minuteMs, 40 + normalAt(i, 5) + job) && day === days - 1)
      alarms.push(minute);
  }
  return alarms;
}

it('the job of every night is an alarm on the first nights only', () => {
  expect(alarmsOfLastDay(2, (minute) => (minute === jobMinute ? 40 : 0))[0]).toBe(jobMinute);
  expect(alarmsOfLastDay(8, (minute) => (minute === jobMinute ? 40 : 0))).toEqual([]);
});

it('a job that is three times as large as usual is one again, and so is the same load at another time', () => {
  expect(alarmsOfLastDay(8, (minute) => (minute === jobMinute ? 120 : 0))[0]).toBe(jobMinute);
  expect(alarmsOfLastDay(8, (minute) => (minute === 600 ? 40 : 0))[0]).toBe(600);
});
