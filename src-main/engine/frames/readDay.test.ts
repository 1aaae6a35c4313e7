import { expect, test } from 'vitest';
import { shiftByDays } from './dayShift';
import { daysBackOf } from './readDay';

const berlin = 'Europe/Berlin';
const at = (text: string): number => Date.parse(text);

test('a chosen day is counted in local days, also when clocks changed in between', () => {
  // 25 October 2026 has 25 hours in Berlin, 29 March 23.
  expect(daysBackOf('date:2026-10-24', at('2026-10-26T00:10:00+01:00'), berlin)).toEqual([2]);
  expect(daysBackOf('date:2026-10-24', at('2026-10-25T23:50:00+01:00'), berlin)).toEqual([1]);
  expect(daysBackOf('date:2026-03-28', at('2026-03-30T00:10:00+02:00'), berlin)).toEqual([2]);
  expect(daysBackOf('date:2026-03-29', at('2026-03-29T23:59:00+02:00'), berlin)).toEqual([0]);
  expect(daysBackOf('date:2026-03-30', at('2026-03-29T23:59:00+02:00'), berlin)).toEqual([]);
});

test('noon on a chosen day before the clocks changed lies under noon of today', () => {
  const noon = at('2026-10-30T12:00:00+01:00');
  const [days = Number.NaN] = daysBackOf('date:2026-10-20', noon, berlin);
  const [span] = shiftByDays(noon, noon + 1, days, berlin);
  expect(new Date(noon - (span?.shiftMs ?? Number.NaN)).toISOString()).toBe('2026-10-20T10:00:00.000Z');
});
