import { expect, test } from 'vitest';
import { edgeIdOf, type CoreLink } from '../../contract/coreLink';
import { linkSuspect, nodeSuspect, storyChecks } from '../incidents/diagnosisStory';
import { checkRuns, checksDone } from './checkRuns';
import { besideSuspect, waySteps } from './waySteps';

const edge = (from: string, to: string): CoreLink['edges'][number] => ({ id: edgeIdOf(from, to), from, to, origin: 'workspace' });
const link = {
  nodes: [],
  edges: [
    edge('pay-gateway', 'pay-router'),
    edge('pay-router', 'channel-a'),
    edge('pay-router', 'channel-b'),
    edge('order-core', 'pay-gateway'),
  ],
};
const wayOf = (...input: Parameters<typeof waySteps>): string[] =>
  waySteps(...input).map(
    ({ target, isSuspect, isSymptom }) => `${target}${isSymptom ? ' (symptom)' : ''}${isSuspect ? ' (suspect)' : ''}`,
  );

test('the way leads from where it was seen over the calls to the suspect', () => {
  const expected = [
    'pay-gateway (symptom)',
    'pay-gateway→pay-router',
    'pay-router',
    'pay-router→channel-b (suspect)',
    'channel-b',
  ];
  expect(wayOf(linkSuspect, link, 'pay-gateway')).toEqual(expected);
  // A call whose path ends at its caller has its callee too.
  expect(wayOf({ ...linkSuspect, path: ['pay-gateway', 'pay-router'] }, link, 'pay-gateway')).toEqual(expected);
});

test('a way against the calls finds them, and one node is a way too', () => {
  expect(wayOf({ ...nodeSuspect, path: ['pay-gateway', 'order-core'], target: 'order-core' }, link, null)).toEqual([
    'pay-gateway',
    'order-core→pay-gateway',
    'order-core (suspect)',
  ]);
  expect(wayOf(nodeSuspect, null, 'pay-gateway')).toEqual(['pay-gateway (symptom) (suspect)']);
});

test('a suspect that was seen at itself is led to from the stage that is counted, along the calls', () => {
  const seenThere = { kind: 'external', target: 'channel-b', path: ['channel-b'] } as const;
  expect(wayOf(seenThere, link, 'channel-b', 'pay-gateway')).toEqual([
    'pay-gateway',
    'pay-gateway→pay-router',
    'pay-router',
    'pay-router→channel-b',
    'channel-b (symptom) (suspect)',
  ]);
  // No calls lead there: only what is known.
  expect(wayOf(seenThere, link, 'channel-b', 'dispatch')).toEqual(['channel-b (symptom) (suspect)']);
});

test('beside the suspect stands what its caller calls as well', () => {
  expect(besideSuspect(linkSuspect, link)).toEqual(['channel-a']);
  const seenThere = { kind: 'external', target: 'channel-b', path: ['channel-b'] } as const;
  expect(besideSuspect(seenThere, link)).toEqual(['channel-a']);
  expect(besideSuspect({ ...nodeSuspect, target: 'order-core' }, link)).toEqual([]);
});

test('what was concluded stands first, then what waits for people, and what is done is counted', () => {
  const quiet = { ...storyChecks, runbookId: 'quiet', phase: 'done', startedAt: 0 } as const;
  const other = { ...storyChecks, incidentId: 'x' };
  const concluded = { ...storyChecks, runbookId: 'concluded', phase: 'concluded', startedAt: storyChecks.startedAt + 1 } as const;
  const runs = checkRuns({ a: quiet, b: storyChecks, c: other, d: concluded }, storyChecks.incidentId);
  expect(runs.map(({ runbookId }) => runbookId)).toEqual(['concluded', 'payment', 'quiet']);
  expect(checksDone([storyChecks])).toEqual({ done: 2, all: 3 });
});
