import { expect, test } from 'vitest';
import { createDisplaySleep } from './displaySleep';

test('the display is kept awake once while a wall window is open, and let go after the last one', () => {
  const calls: string[] = [];
  const follow = createDisplaySleep({
    start: (type) => (calls.push(`start ${type}`), 7),
    stop: (id) => void calls.push(`stop ${id}`),
  });
  for (const wallOpen of [false, true, true, false, false, true]) follow(wallOpen);
  expect(calls).toEqual(['start prevent-display-sleep', 'stop 7', 'start prevent-display-sleep']);
});
