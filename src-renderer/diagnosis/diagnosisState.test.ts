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

test('a conclusion from data of minutes ago says its age while the incident lasts', () => {
  expect(oldSince(storyDiagnosis, false, toldAt + 5 * minuteMs)).toBeNull();
  expect(oldSince(storyDiagnosis, false, toldAt + 6 * minuteMs)).toBe(6 * minuteMs);
  expect(oldSince(storyDiagnosis, true, toldAt + 60 * minuteMs)).toBeNull();
});
