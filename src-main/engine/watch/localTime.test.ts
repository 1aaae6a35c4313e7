import { expect, it } from 'vitest';
import { localClock } from './localTime';

it('turns a moment into the local time of a zone, on both sides of a clock change', () => {
  const berlin = localClock('Europe/Berlin');
  const local = (iso: string): string => new Date(berlin(Date.parse(iso))).toISOString().slice(0, 16);
  expect(local('2026-03-29T00:59:00Z')).toBe('2026-03-29T01:59');
  expect(local('2026-03-29T01:00:00Z')).toBe('2026-03-29T03:00');
  expect(local('2026-07-01T12:00:00Z')).toBe('2026-07-01T14:00');
  expect(local('2026-10-25T00:30:00Z')).toBe('2026-10-25T02:30');
  expect(local('2026-10-25T01:30:00Z')).toBe('2026-10-25T02:30');
});
