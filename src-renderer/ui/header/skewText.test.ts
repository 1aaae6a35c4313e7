import { expect, test } from 'vitest';
import type { RoomClock } from '../../../contract/state';
import { textOf } from '../../i18n/text';
import { skewText } from './skewText';

const clockOff = (workstationOffMs: number | null): RoomClock => ({
  roomAt: 0,
  rate: 1,
  errorMs: 5,
  workstationOffMs,
  backendId: 'prom',
  stepped: null,
});

test('a workstation that is off says so, in both languages, and by how much', () => {
  expect(skewText(clockOff(302_000), textOf('en'), 'en')).toBe('this workstation is 5 min 02 s fast');
  expect(skewText(clockOff(-302_000), textOf('zh'), 'zh')).toBe('本机慢 5 分 02 秒');
});

test('what nobody notices is not said, nor what means nothing', () => {
  for (const clock of [clockOff(1_999), clockOff(null), null]) expect(skewText(clock, textOf('en'), 'en')).toBeNull();
});
