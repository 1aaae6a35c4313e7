import { expect, test } from 'vitest';
import { dataAge, deliveryGraceMs } from './dataAge';

const phaseAt = (ageMs: number, intervalMs = 10_000, rate = 1): string =>
  dataAge({ sampleAt: 1_000_000, intervalMs, roomAt: 1_000_000 + ageMs, rate }).phase;

test('data is fresh for an interval, ageing to three, then stale, and gone after two minutes', () => {
  expect(phaseAt(10_000)).toBe('fresh');
  expect(phaseAt(10_000 + deliveryGraceMs + 1)).toBe('ageing');
  expect(phaseAt(30_000)).toBe('ageing');
  expect(phaseAt(30_000 + deliveryGraceMs + 1)).toBe('stale');
  expect(phaseAt(120_000)).toBe('stale');
  expect(phaseAt(120_000 + deliveryGraceMs + 1)).toBe('gone');
});

test('a slow series is not gone before it has missed six samples', () => {
  expect(phaseAt(130_000, 60_000)).toBe('ageing');
  expect(phaseAt(300_000, 60_000)).toBe('stale');
  expect(phaseAt(370_000, 60_000)).toBe('gone');
});

test('a room that runs sixty times faster grants the same workstation time for delivery', () => {
  expect(phaseAt(10_000 + 60_000, 10_000, 60)).toBe('fresh');
});

test('no sample at all is loading, and a sample from a clock ahead has age zero', () => {
  expect(dataAge({ sampleAt: null, intervalMs: 1, roomAt: 5, rate: 1 })).toEqual({ phase: 'loading', ageMs: null });
  expect(dataAge({ sampleAt: 9, intervalMs: 1, roomAt: 5, rate: 1 })).toEqual({ phase: 'fresh', ageMs: 0 });
});
