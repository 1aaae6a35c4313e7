import { expect, test } from 'vitest';
import type { StageReading } from '../../../contract/state';
import { phraseText } from '../../i18n/text';
import { biggestLeak, leadingTrouble, stageViews } from './stageView';
import { calmStages, storyAt, storyStages, storyWorkspace } from './story';
import { tileNote } from './tileNote';

function notesOf(readings: Readonly<Record<string, StageReading>>, roomAt = storyAt): string[] {
  const stages = stageViews(storyWorkspace, readings, { roomAt, rate: 1 });
  return stages.map((stage) => {
    const note = tileNote(stage, { stages, roomAt, timeZone: 'Asia/Shanghai', language: 'zh' });
    return note === null ? '' : phraseText(note, 'zh');
  });
}

test('each tile says what it means for the funnel: the leak, what falls with it, what comes later', () => {
  expect(notesOf(storyStages)).toEqual([
    '比预期 −0.9%',
    '最大漏点 · 常态 97.6%',
    '随支付下跌',
    '滞后 2 分',
    '预计 12:15 起受影响',
  ]);
});

test('on a calm day every tile says how far it is from what was expected', () => {
  expect(new Set(notesOf(calmStages))).toEqual(new Set(['比预期 −0.4%']));
});

test('a stage without a number says so', () => {
  expect(notesOf({}).every((note) => note === '还没有数据')).toBe(true);
});

test('the trouble is the earliest worst stage, and the leak the one that converts least against its usual', () => {
  const stages = stageViews(storyWorkspace, storyStages, { roomAt: storyAt, rate: 1 });
  expect(leadingTrouble(stages)?.metricId).toBe('paid');
  expect(biggestLeak(stages)?.metricId).toBe('paid');
  expect(stages.map(({ health }) => health)).toEqual(['ok', 'broken', 'degraded', 'degraded', 'ok']);
});

test('only the stage that breaks is broken: one that passes on all it gets is hit, one that leaks too is broken as well', () => {
  const healthOf = (readings: typeof storyStages, id: string): string | undefined =>
    stageViews(storyWorkspace, readings, { roomAt: storyAt, rate: 1 }).find(({ metricId }) => metricId === id)?.health;
  expect(healthOf(storyStages, 'paid')).toBe('broken');
  expect(healthOf(storyStages, 'pushed')).toBe('degraded');
  const { pushed } = storyStages;
  if (pushed === undefined) throw new Error('the story has a push stage');
  expect(healthOf({ ...storyStages, pushed: { ...pushed, conversion: 0.7 } }, 'pushed')).toBe('broken');
});

test('a stage whose data stopped is unknown, not well', () => {
  const stages = stageViews(storyWorkspace, calmStages, { roomAt: storyAt + 30_000, rate: 1 });
  expect(new Set(stages.map(({ health }) => health))).toEqual(new Set(['unknown']));
});
