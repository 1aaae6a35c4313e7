import { expect, test } from 'vitest';
import type { Peak } from '../../contract/state';
import { peakPhase } from './peakPhase';

const lunch: Peak = { id: 'lunch', name: { zh: '午高峰', en: 'lunch peak' }, from: '10:30', top: '12:18', to: '13:30' };
const night: Peak = { id: 'night', name: { zh: '夜宵', en: 'late night' }, from: '23:00', top: '23:50', to: '01:00' };
const phaseAt = (clock: string): string => {
  const found = peakPhase([lunch, night], Date.parse(`2026-10-21T${clock}+08:00`), 'Asia/Shanghai');
  if (found === null) return 'none';
  return `${found.phase} ${found.peak.id} ${found.phase === 'falling' ? found.pastTopMs : found.toTopMs}`;
};

test('before the top the peak rises, and the countdown runs to the top', () => {
  expect(phaseAt('12:04:31')).toBe('rising lunch 809000');
});

test('from the top on it falls until its end', () => {
  expect(phaseAt('12:18:00')).toBe('falling lunch 0');
  expect(phaseAt('13:29:59')).toBe('falling lunch 4319000');
});

test('between peaks the next one is ahead, also across midnight', () => {
  expect(phaseAt('13:30:00')).toBe(`ahead night ${(10 * 60 + 20) * 60_000}`);
  expect(phaseAt('01:00:00')).toBe(`ahead lunch ${(11 * 60 + 18) * 60_000}`);
});

test('a peak that crosses midnight goes on after it', () => {
  expect(phaseAt('00:10:00')).toBe(`falling night ${20 * 60_000}`);
});

test('a workspace without peaks has no phase', () => {
  expect(peakPhase([], 0, 'UTC')).toBeNull();
});
