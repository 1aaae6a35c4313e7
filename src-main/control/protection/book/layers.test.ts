import { expect, test } from 'vitest';
import { belowOf, releaseLayers, wantedAfter, withLayer, withoutLayer } from './layers';

const range = { min: 10, max: 5_000, whole: false };

test('what lies below is what the next one down wants, or what was there before all', () => {
  const stack = withLayer(withLayer(undefined, 'a', 50, 100), 'b', 20, 50);
  expect([belowOf(stack, 'b'), belowOf(stack, 'a')]).toEqual([50, 100]);
  expect([wantedAfter(stack, 'a', null), wantedAfter(stack, 'b', null)]).toEqual([20, 50]);
  const rest = withoutLayer(stack, 'a');
  expect(rest === undefined ? null : belowOf(rest, 'b')).toBe(100);
  expect(withoutLayer(rest, 'b')).toBeUndefined();
});

test('nothing is a value too: on top of a plan that wants no limit lies what returns to no limit', () => {
  const stack = withLayer(withLayer(undefined, 'a', null, '200'), 'b', '50', null);
  expect([belowOf(stack, 'b'), belowOf(stack, 'a')]).toEqual([null, '200']);
});

test('a number that is a word is not half way to anything: no limit at all is not tighter than a limit', () => {
  const names = ['lb1', 'lb2', 'lb3', 'lb4'];
  const stacks = new Map(names.map((name) => [name, withLayer(undefined, 'a', 200, 0)]));
  const of = { switchId: 'rate', range, whole: true, stacks };
  const released = (share: number) => releaseLayers('a', of, share).map(({ layer }) => layer?.value ?? null);
  expect(released(0.25)).toEqual([null, 200, 200, 200]);
  expect(released(0.5)).toEqual([null, null, 200, 200]);
  expect(released(1)).toEqual([null, null, null, null]);
});

test('the only machine is released last, and whole numbers stay whole', () => {
  const one = new Map([['lb1', withLayer(undefined, 'a', 'on', 'off')]]);
  const values = { switchId: 'kill', range: { values: ['on', 'off'] }, whole: false, stacks: one };
  expect(releaseLayers('a', values, 0.5)[0]?.layer).toEqual({ value: 'on' });
  const stacks = new Map([['lb1', withLayer(undefined, 'a', 20, 45)]]);
  expect(releaseLayers('a', { switchId: 'w', range, whole: true, stacks }, 0.25)[0]?.layer).toEqual({ value: 26 });
  expect(releaseLayers('a', { switchId: 'w', range, whole: false, stacks }, 0.25)[0]?.layer).toEqual({ value: 26.25 });
});
