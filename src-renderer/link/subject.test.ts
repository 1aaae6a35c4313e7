import { expect, test } from 'vitest';
import { edgeIdOf, placeIdOf } from '../../contract/coreLink';
import { nodesOf, sliceOfSubject, subjectOf, wholeIdOf } from './subject';

test('what an edge id or a place id says is read back: its ends, its IDC, and the cut of its metrics', () => {
  const link = subjectOf(placeIdOf(edgeIdOf('pay-router', 'channel-b'), 'east'));
  expect(sliceOfSubject(link)).toEqual({ from: 'pay-router', to: 'channel-b', idc: 'east' });
  expect(wholeIdOf(link)).toBe('pay-router→channel-b');
  expect(nodesOf(link)).toEqual(['pay-router', 'channel-b']);
});

test('a node without a place is cut by the node alone', () => {
  expect(sliceOfSubject(subjectOf('pay-router'))).toEqual({ node: 'pay-router' });
  expect(nodesOf(subjectOf('pay-router'))).toEqual(['pay-router']);
});
