import { expect, it } from 'vitest';
import { referenceSpans } from './referenceSpans';

const at = (text: string): number => Date.parse(text);
const spans = (to: string, stepMs: number, zone: string): string[] =>
  referenceSpans(at(to), stepMs, zone).map(({ from, to: end }) => `${new Date(from).toISOString()} ${(end - from) / 60_000}`);

it('compares with earlier today and with both sides of the same time yesterday and a week ago', () => {
  expect(spans('2026-11-25T12:04:10+08:00', 10_000, 'Asia/Shanghai')).toEqual([
    '2026-11-25T03:25:00.000Z 30',
    '2026-11-24T03:50:00.000Z 20',
    '2026-11-18T03:50:00.000Z 20',
  ]);
});

it('stays the same for five minutes, so that a backend is asked once', () => {
  const of = (to: string): string[] => spans(to, 10_000, 'Asia/Shanghai');
  expect(of('2026-11-25T12:04:50+08:00')).toEqual(of('2026-11-25T12:00:00+08:00'));
  expect(of('2026-11-25T12:05:00+08:00')).not.toEqual(of('2026-11-25T12:04:50+08:00'));
});

it('keeps the local time where clocks changed, and takes an hour that a day did not have from 24 hours ago', () => {
  const noon = spans('2026-03-30T12:00:00+02:00', 10_000, 'Europe/Berlin');
  expect(noon[2]).toBe('2026-03-23T10:50:00.000Z 20');
  expect(spans('2026-03-30T02:30:00+02:00', 10_000, 'Europe/Berlin')[1]).toBe('2026-03-29T00:20:00.000Z 20');
});

it('lies on steps', () => {
  for (const { from, to } of referenceSpans(at('2026-11-25T12:04:10+08:00'), 60_000, 'Asia/Shanghai'))
    expect([from % 60_000, to % 60_000]).toEqual([0, 0]);
});
