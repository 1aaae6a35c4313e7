import { expect, test } from 'vitest';
import { toldAt } from '../../incidents/diagnosisStory';
import { storyIncident, storyStartedAt } from '../../incidents/story';
import { storyAt } from '../overview/story';
import { incidentPhases } from './incidentPhases';

test('found in 21 s, located in 94 s, not over yet: what runs counts from the trouble itself to now', () => {
  expect(incidentPhases(storyIncident, toldAt, storyAt)).toEqual([
    { name: 'found', tookMs: 21_000, isRunning: false, isMissed: false, leftMs: 39_000, share: 0.35 },
    { name: 'located', tookMs: 94_000, isRunning: false, isMissed: false, leftMs: 206_000, share: 94 / 300 },
    { name: 'recovered', tookMs: 151_000, isRunning: true, isMissed: false, leftMs: 449_000, share: 151 / 600 },
  ]);
});

test('while nobody knows the cause its time runs, and what took too long says by how much', () => {
  const [, located] = incidentPhases(storyIncident, null, storyStartedAt + 400_000);
  expect(located).toMatchObject({ isRunning: true, leftMs: -100_000, share: 1 });
});

test('what was over before its cause was known is not waited for, and is not called located', () => {
  const resolvedAt = storyStartedAt + 720_000;
  const [, located, recovered] = incidentPhases({ ...storyIncident, resolvedAt }, null, storyAt + 3_600_000);
  expect(recovered).toMatchObject({ isRunning: false, tookMs: 720_000, leftMs: -120_000, share: 1 });
  expect(located).toMatchObject({ isRunning: false, isMissed: true, tookMs: 720_000 });
});
