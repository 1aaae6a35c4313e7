import { expect, test } from 'vitest';
import { readFrame } from './graphReadings';
import { sampleFrame, sampleScene } from './sampleGraph';
import { partOfTarget, targetOfPart } from './sceneTarget';
import { gravestParts, travel, type TravelKey } from './travel';

const scene = sampleScene(['batch']);
const broken = sampleFrame(
  { 'channel-b': 7, 'pay→channel-b': 7, pay: 38, cashier: 74 },
  { 'pay→channel-b': 2, 'channel-b': 2, pay: 2, cashier: 1 },
);
const go = (from: string | null, ...keys: TravelKey[]): string | null => {
  const readings = readFrame(scene, broken, null);
  let at = partOfTarget(scene, from);
  for (const key of keys) at = travel(scene, readings, at, key) ?? at;
  return at === null ? null : targetOfPart(scene, at);
};

test('the first arrow goes to the worst link, where a person would look', () => {
  expect(go(null, 'ArrowRight')).toBe('pay→channel-b');
});

test('without trouble it goes to the first node', () => {
  const part = travel(scene, readFrame(scene, sampleFrame(), null), null, 'ArrowDown');
  expect(part).toEqual({ kind: 'node', index: 0 });
});

test('right follows a call to its callee and left to its caller, over the link between', () => {
  expect(go('cashier', 'ArrowRight')).toBe('cashier→pay');
  expect(go('cashier', 'ArrowRight', 'ArrowRight')).toBe('pay');
  expect(go('pay', 'ArrowLeft')).toBe('cashier→pay');
  expect(go('pay', 'ArrowLeft', 'ArrowLeft')).toBe('cashier');
});

test('of several calls the gravest comes first, and up and down walk the others by height', () => {
  expect(go('pay', 'ArrowRight')).toBe('pay→channel-b');
  expect(go('pay', 'ArrowRight', 'ArrowUp')).toBe('pay→channel-a');
  expect(go('pay', 'ArrowRight', 'ArrowUp', 'ArrowUp')).toBe('pay→cart');
});

test('up and down from a node stay in its column', () => {
  expect(go('gateway', 'ArrowDown')).toBe('cashier');
  expect(go('channel-b', 'ArrowUp')).toBe('channel-a');
});

test('at an end it stays where it is', () => {
  expect(go('channel-b', 'ArrowRight')).toBe('channel-b');
  expect(go('app', 'ArrowLeft')).toBe('app');
});

test('the list of where to look holds only what is not well, the worst first', () => {
  const parts = gravestParts(readFrame(scene, broken, null));
  expect(parts.map((part) => targetOfPart(scene, part))).toEqual(['channel-b', 'pay→channel-b', 'pay', 'cashier']);
});
