import { expect, test } from 'vitest';
import { storyDiagnosis, toldAt } from '../incidents/diagnosisStory';
import { locatedAt, oldSince } from './diagnosisState';

const minuteMs = 60_000;

test('located is when a cause was first said; that nothing explains it locates nothing', () => {
  expect(locatedAt(storyDiagnosis)).toBe(toldAt);
  expect(locatedAt({ ...storyDiagnosis, verdict: 'demand' })).toBe(toldAt);
  expect(locatedAt({ ...storyDiagnosis, verdict: 'unexplained' })).toBeNull();
  expect(locatedAt({ ...storyDiagnosis, phase: 'failed' })).toBeNull();
  expect(locatedAt(undefined)).toBeNull();
});

test('a conclusion is old when newer data is missing, not when nothing has changed since', () => {
  const { to } = storyDiagnosis;
  const missing = { ...storyDiagnosis, reason: 'demo-city does not answer' };
  expect(oldSince(storyDiagnosis, false, to + 60 * minuteMs)).toBeNull();
  expect(oldSince(missing, false, to + 30_000)).toBeNull();
  expect(oldSince(missing, false, to + 6 * minuteMs)).toBe(6 * minuteMs);
  expect(oldSince(missing, true, to + 60 * minuteMs)).toBeNull();
});
