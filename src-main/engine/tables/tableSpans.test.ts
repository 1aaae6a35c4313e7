import { expect, test } from 'vitest';
import { tableSpans, tableStrideMs } from './tableSpans';

const at = (text: string): number => Date.parse(text);
const minute = 60_000;

test('a minute slides by the metric’s own step, an hour by a minute, and never by a part of a step', () => {
  expect([60_000, 300_000, 3_600_000].map((span) => tableStrideMs(span, 10_000))).toEqual([10_000, 50_000, 60_000]);
  expect([tableStrideMs(60_000, 60_000), tableStrideMs(60_000, 15_000)]).toEqual([60_000, 15_000]);
});

test('now is the last complete span of what was seen, and never later than the moment looked at', () => {
  const seenTo = at('2026-11-22T12:04:37+08:00');
  const follow = tableSpans({ at: null, spanMs: minute }, 10_000, seenTo, 'Asia/Shanghai');
  expect(follow.now).toEqual({ from: at('2026-11-22T12:03:30+08:00'), to: at('2026-11-22T12:04:30+08:00') });
  expect(follow.weeks.map((span) => span?.to)).toEqual([7, 14, 21, 28].map((days) => follow.now.to - days * 86_400_000));
  const past = tableSpans({ at: at('2026-11-22T11:00:00+08:00'), spanMs: minute }, 10_000, seenTo, 'Asia/Shanghai');
  expect(past.now.to).toBe(at('2026-11-22T11:00:00+08:00'));
  const ahead = tableSpans({ at: seenTo + minute, spanMs: minute }, 10_000, seenTo, 'Asia/Shanghai');
  expect(ahead.now).toEqual(follow.now);
});

test('the week before a change of the clocks is the same time of day, and an hour that did not exist has no span', () => {
  const noon = tableSpans({ at: null, spanMs: minute }, 10_000, at('2026-10-26T12:00:00+01:00'), 'Europe/Berlin');
  expect([noon.yesterday?.to, noon.lastWeek?.to]).toEqual([at('2026-10-25T12:00:00+01:00'), at('2026-10-19T12:00:00+02:00')]);
  const night = tableSpans({ at: null, spanMs: minute }, 10_000, at('2026-03-30T02:30:00+02:00'), 'Europe/Berlin');
  expect([night.yesterday, night.lastWeek?.to]).toEqual([null, at('2026-03-23T02:30:00+01:00')]);
});
