import { expect, test } from 'vitest';
import { languages } from '../../contract/choices';
import { alarmWhy } from './alarmWhy';
import { incidentWorkspace, paidAlarm, storyAlarm } from './story';

const why = (change: Parameters<typeof storyAlarm>[0]): string => alarmWhy(storyAlarm(change), incidentWorkspace, 'zh');

test('why an alarm is one: what, since when, how far off, what it looks like and how many times over the line', () => {
  expect(alarmWhy(paidAlarm, incidentWorkspace, 'zh')).toBe(
    '支付 12:02:00 起比预期低 34.1%（预期 1,165/s，实际 768/s），像断崖，3.2 倍于报警线',
  );
  expect(alarmWhy(paidAlarm, incidentWorkspace, 'en')).toBe(
    'paid is 34.1% below expected since 12:02:00 (768/s where 1,165/s was expected), like a cliff, 3.2 times the alarm line',
  );
});

test.each([
  [{ slice: { channel: 'B' }, shape: 'zero', value: 0 }, '支付 · 渠道 B 12:02:00 起归零（预期 1,165/s），3.2 倍于报警线'],
  [{ shape: 'silence', value: null }, '支付 12:02:00 起没有数据（预期 1,165/s），3.2 倍于报警线'],
  [{ expected: null }, '支付 12:02:00 起低于平时，现在 768/s，像断崖，3.2 倍于报警线'],
  [
    { metricId: 'nodes.latency', slice: { node: 'pay-router' }, direction: 'above', shape: 'shift', value: 3_010, expected: 212 },
    'TP99 耗时 · pay-router 12:02:00 起是预期的 14 倍（预期 212 ms，实际 3,010 ms），换了一个水平，3.2 倍于报警线',
  ],
  [
    { metricId: 'links.errors', slice: { from: 'pay-router', to: 'channel-b' }, direction: 'above', value: 398, expected: 0 },
    '调用失败 · pay-router → 渠道 B 12:02:00 起有了 398/s（预期 0/s），像断崖，3.2 倍于报警线',
  ],
  [{ phase: 'ended', endedAt: paidAlarm.updatedAt }, '支付 12:02:00–12:04:31 偏低，已恢复，像断崖，最高 3.6 倍于报警线'],
  [{ forecast: { limit: 900, crossesAt: Date.parse('2026-10-21T12:41:00+08:00') } }, '支付预计 12:41 跌破 900/s（现在 768/s）'],
] as const)('%j', (change, sentence) => {
  expect(why(change)).toBe(sentence);
});

test('no sentence leaves a hole open, in either language', () => {
  for (const language of languages)
    for (const shape of ['cliff', 'decline', 'spike', 'zero', 'silence', 'shift'] as const)
      for (const direction of ['below', 'above'] as const)
        for (const phase of ['active', 'recovering', 'ended'] as const)
          expect(alarmWhy(storyAlarm({ shape, direction, phase }), incidentWorkspace, language)).not.toMatch(/{{|why\.|shape\./);
});
