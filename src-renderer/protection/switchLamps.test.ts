import { expect, test } from 'vitest';
import type { SwitchView } from '../../contract/protection';
import { switchesInOrder, switchLamps } from './switchLamps';
import { sampleSwitch } from './testing/sampleSheet';

const plain = sampleSwitch('plain', '平', 'plain');
const is = (state: SwitchView['written']['state'], answered = 50): SwitchView => ({
  ...plain,
  written: { ...plain.written, state, answered },
});

test('a lost rule is drift, silence is not agreement, and nothing read is nothing said', () => {
  expect(switchLamps(is('agrees')).written).toBe('agrees');
  expect(switchLamps(is('agrees', 47)).written).toBe('half');
  expect(switchLamps(is('drift')).written).toBe('drift');
  expect(switchLamps(is('unreachable', 0)).written).toBe('unknown');
  expect(switchLamps(is('unread', 0)).written).toBe('empty');
  expect(switchLamps(plain).wanted).toBe('empty');
  expect(switchLamps({ ...plain, wanted: { value: 0, executionId: 'a' } }).wanted).toBe('target');
});

test('what has drifted stands first, then what cannot be reached, then what a plan wants', () => {
  const all = {
    a: { ...is('agrees'), id: 'a' },
    b: { ...is('agrees'), id: 'b', wanted: { value: 0, executionId: 'x' } },
    c: { ...is('unreachable'), id: 'c' },
    d: { ...is('drift'), id: 'd' },
    e: { ...is('agrees'), id: 'e' },
  };
  expect(switchesInOrder(all).map(({ id }) => id)).toEqual(['d', 'c', 'b', 'a', 'e']);
});
