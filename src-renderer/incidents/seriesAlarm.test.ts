import { expect, test } from 'vitest';
import { seriesAlarm } from './seriesAlarm';
import { paidAlarm, storyAlarm } from './story';

test('a cell shows the worst alarm that lasts in its own series: not one of a slice, one that ended, or a warning', () => {
  const worse = storyAlarm({ startedAt: paidAlarm.startedAt + 1, score: 9 });
  const others = [
    storyAlarm({ slice: { channel: 'B' }, score: 20 }),
    storyAlarm({ startedAt: 1, phase: 'ended', score: 30 }),
    storyAlarm({ startedAt: 2, score: 40, forecast: { limit: 1, crossesAt: 3 } }),
  ];
  const alarms = Object.fromEntries([paidAlarm, worse, ...others].map((alarm) => [alarm.id, alarm]));
  expect(seriesAlarm(alarms, 'paid', {})).toBe(worse);
  expect(seriesAlarm(alarms, 'paid', { channel: 'A' })).toBeNull();
});
