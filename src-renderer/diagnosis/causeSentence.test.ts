import { expect, test } from 'vitest';
import type { Diagnosis } from '../../contract/diagnosis';
import { linkSuspect, nodeSuspect, storyDiagnosis } from '../incidents/diagnosisStory';
import { causeLine } from './causeLine';
import { causeSentence } from './causeSentence';
import { confidenceWord } from './confidence';

const told = (change: Partial<Diagnosis>): Diagnosis => ({ ...storyDiagnosis, ...change });
const bothOf = (diagnosis: Diagnosis | undefined, lost: number | null = 23_800, isOver = false): readonly string[] =>
  (['zh', 'en'] as const).map((language) => causeSentence(diagnosis, lost, isOver, language));

test('the cause is one sentence: who, what it does, and how much of the loss it explains', () => {
  expect(bothOf(storyDiagnosis)).toEqual([
    'pay-router → 渠道 B 的调用失败，解释每分钟 −2.38 万单中的 −2.28 万',
    'Calls pay-router → Channel B fail: explains −22.8k of −23.8k orders a minute',
  ]);
});

test('without orders it is a share of what was seen, and nothing explains more than there is', () => {
  expect(bothOf(told({ suspects: [nodeSuspect] }), null)[0]).toBe('pay-gateway 自己变慢，解释其中的 11.0%');
  const more = { ...linkSuspect, explains: { share: 1.2, perMinute: 30_000 } };
  expect(bothOf(told({ suspects: [more] }))[0]).toContain('−2.38 万单中的 −2.38 万');
});

test('that it is demand, that nothing explains it, and how far the search is are said as plainly', () => {
  expect(bothOf(told({ verdict: 'demand', demand: 1.82 }))[0]).toBe(
    '是需求变化，不是故障：请求是平时的 1.8 倍，各处都在正常工作',
  );
  expect(bothOf(told({ verdict: 'unexplained', suspects: [] }))[1]).toBe(
    'Orders are lost, and nothing that is measured explains it',
  );
  // A fault that names nobody is no answer.
  expect(bothOf(told({ suspects: [] }))[0]).toBe('少了单，但量到的都解释不了');
  expect(bothOf(told({ phase: 'failed', reason: 'no samples of channel-b' }))[1]).toBe(
    'No cause found out: no samples of channel-b',
  );
  expect(bothOf(told({ phase: 'looking' }))[0]).toContain('定位中');
  expect(bothOf(undefined)[0]).toContain('还没开始');
  expect(bothOf(undefined, null, true)[0]).toContain('没有留下');
});

test('in a list the cause is a few words with its confidence, and nothing where nobody has looked', () => {
  expect(causeLine(storyDiagnosis, 'zh')).toBe('原因 pay-router → 渠道 B 0.92');
  expect(causeLine(told({ phase: 'looking' }), 'zh')).toBe('定位中…');
  expect(causeLine(told({ verdict: 'demand' }), 'en')).toBe('Demand, not a fault');
  expect(causeLine(undefined, 'zh')).toBeNull();
});

test('a confidence has a word, and the word follows what is written', () => {
  expect([0.92, 0.849, 0.6, 0.4, 0.1].map(confidenceWord)).toEqual([
    'confidence.sure',
    'confidence.sure',
    'confidence.likely',
    'confidence.maybe',
    'confidence.unsure',
  ]);
});
