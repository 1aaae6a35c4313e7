import { expect, test } from 'vitest';
import { demoLink, edgeOf, newNode, withParts } from '../coreLink/testing/graphs';
import { nameOfTarget } from './nameOfTarget';

const named = (target: string) => nameOfTarget(target, demoLink(), {});

test('a node, a link and a place of one IDC are called as they are on the graph', () => {
  expect(named('channel-b')).toEqual({ zh: '渠道 B', en: 'Channel B' });
  expect(named('pay-router→channel-b')).toEqual({ zh: 'pay-router → 渠道 B', en: 'pay-router → Channel B' });
  expect(named('pay-router@idc-b').en).toBe('pay-router · idc-b');
  expect(named('pay-router→channel-b@idc-b').zh).toBe('pay-router → 渠道 B · idc-b');
});

test('what is not drawn now is called as in the workspace, and what nobody knows by its id', () => {
  const nodes = { eta: { name: { zh: '预计送达', en: 'ETA' } }, coupon: { name: { zh: '红包', en: 'Coupon' } } };
  expect(nameOfTarget('eta→coupon', undefined, nodes)).toEqual({ zh: '预计送达 → 红包', en: 'ETA → Coupon' });
  expect(nameOfTarget('constructor', undefined, nodes)).toEqual({ zh: 'constructor', en: 'constructor' });
});

test('ids that hold an arrow or an IDC themselves are no riddle', () => {
  const link = withParts(demoLink(), [newNode('a→b'), newNode('x@idc-a')], [edgeOf('a→b', 'x@idc-a')]);
  expect(nameOfTarget('a→b→x@idc-a', link, {}).en).toBe('a→b → x@idc-a');
});
