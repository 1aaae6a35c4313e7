import { expect, test } from 'vitest';
import { storyIncident, storyStartedAt } from '../../incidents/story';
import { storyAt } from '../overview/story';
import { incidentPhases } from './incidentPhases';

test('found in 21 s, not taken on yet, not over yet: what runs counts from the trouble itself to now', () => {
  expect(incidentPhases(storyIncident, storyAt)).toEqual([
    { name: 'found', tookMs: 21_000, isRunning: false, leftMs: 39_000, share: 0.35 },
    { name: 'taken', tookMs: 151_000, isRunning: true, leftMs: 149_000, share: 151 / 300 },
    { name: 'recovered', tookMs: 151_000, isRunning: true, leftMs: 449_000, share: 151 / 600 },
  ]);
});

test('what took too long says by how much, and what was over before anybody came is not waited for', () => {
  const resolvedAt = storyStartedAt + 720_000;
  const [, taken, recovered] = incidentPhases({ ...storyIncident, resolvedAt }, storyAt + 3_600_000);
  expect(recovered).toMatchObject({ isRunning: false, tookMs: 720_000, leftMs: -120_000, share: 1 });
  expect(taken).toMatchObject({ isRunning: false, tookMs: 720_000 });
});
