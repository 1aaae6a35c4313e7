import { expect, test } from 'vitest';
import type { LostPoints } from '../../contract/graphQuery';
import { lostSentence, lostWhy } from './lostWords';

const lost = (part: Partial<LostPoints>): LostPoints => ({
  rule: 'failures',
  points: 10,
  now: null,
  usual: null,
  detail: null,
  passedOnFrom: null,
  said: null,
  ...part,
});

test('points of one rule are one number, the largest loss first, and what rounds to nothing is not said', () => {
  const all = [
    lost({ rule: 'latency', points: 20, detail: 'p50' }),
    lost({ rule: 'failures', points: 58 }),
    lost({ rule: 'latency', points: 7, detail: 'p99' }),
    lost({ rule: 'change', points: 0.2 }),
  ];
  expect(lostSentence(all, 'zh')).toBe('成功率 −58 · 时延 −27');
  expect(lostSentence(all, 'en')).toBe('success rate −58 · latency −27');
});

test('a reason says what is and what was usual in its own unit, and an alert its own words', () => {
  expect(lostWhy(lost({ rule: 'latency', now: 3_010, usual: 164 }), 'zh')).toBe('时延 3.01 s，平时 164 ms');
  expect(lostWhy(lost({ now: 0.947, usual: 0.012 }), 'en')).toBe('failed 94.7%, usually 1.2%');
  expect(lostWhy(lost({ rule: 'alert', said: { zh: '渠道 B 不通', en: 'Channel B is down' } }), 'zh')).toBe('渠道 B 不通');
});
