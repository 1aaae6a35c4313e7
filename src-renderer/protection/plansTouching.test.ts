import { expect, test } from 'vitest';
import { plansTouching, switchTouches } from './plansTouching';
import { samplePlan, sampleSwitch, sampleSwitches } from './testing/sampleSheet';

const plans = {
  switchChannel: samplePlan,
  search: { ...samplePlan, id: 'search', relieves: ['search'], switchIds: [] },
};
const touching = (target: string): readonly string[] => plansTouching(plans, sampleSwitches, target).map(({ id }) => id);

test('a plan is touched by the link it relieves, by both its ends, and by where its switches are', () => {
  expect(touching('pay-router→channel-b')).toEqual(['switchChannel']);
  expect(touching('channel-b')).toEqual(['switchChannel']);
  expect(touching('pay-gateway')).toEqual(['switchChannel']);
  expect(touching('pay-router@east'), 'one IDC of a node is that node').toEqual(['switchChannel']);
  expect(touching('search')).toEqual(['search']);
  expect(touching('menu')).toEqual([]);
});

test('two calls that only share an end do not touch', () => {
  const onLink = sampleSwitch('a', 'A', 'A', { on: 'pay-router→channel-a' });
  expect(switchTouches(onLink, 'pay-router→channel-b')).toBe(false);
  expect(switchTouches(onLink, 'channel-a')).toBe(true);
});
