import { expect, test } from 'vitest';
import type { RoomEvent } from '../../../contract/state';
import { storyIncident, storyStartedAt } from '../../incidents/story';
import { stepNote } from './stepNote';
import { timelineRows } from './timelineRows';

const event = (id: string, kind: RoomEvent['kind'], at: number, zh: string): RoomEvent => ({
  id,
  at,
  kind,
  title: { zh, en: zh },
  target: 'pay-router',
  traffic: 'real',
  backendId: 'city',
  severity: 'none',
  until: null,
  labels: {},
  alert: null,
});
const wordsOf = (events: readonly RoomEvent[], incident = storyIncident): string[] =>
  timelineRows(incident, Object.fromEntries(events.map((each) => [each.id, each]))).map((row) =>
    row.kind === 'step' ? row.step.kind : row.title.zh,
  );

test('what happened is told newest first, and of one moment the later step stands above', () => {
  expect(wordsOf([])).toEqual(['grew', 'graded', 'notified', 'graded', 'opened', '证书包热加载']);
});

test('changes and actions around it are told too, alarms and what lies long before are not, and nothing twice', () => {
  const reload = event('a', 'change', storyStartedAt - 20_000, '证书包热加载');
  const old = event('b', 'change', storyStartedAt - 3_600_000, '旧发布');
  const alert = event('c', 'alarm', storyStartedAt, '报警');
  const action = event('d', 'action', storyStartedAt + 200_000, '切换渠道');
  expect(wordsOf([reload, old, alert, action])).toEqual([
    '切换渠道',
    'grew',
    'graded',
    'notified',
    'graded',
    'opened',
    '证书包热加载',
  ]);
});

test('what changed after it was resolved is another story', () => {
  const later = event('e', 'change', storyStartedAt + 900_000, '回滚');
  expect(wordsOf([later], { ...storyIncident, resolvedAt: storyStartedAt + 600_000 })).not.toContain('回滚');
});

test('a cause that was noted in both languages is read in one', () => {
  expect(stepNote('diagnosed', '渠道 B · Channel B', 'zh')).toBe('渠道 B');
  expect(stepNote('diagnosed', '渠道 B · Channel B', 'en')).toBe('Channel B');
  expect(stepNote('diagnosed', 'pay-router', 'en')).toBe('pay-router');
  expect(stepNote('acknowledged', 'a · b', 'en')).toBe('a · b');
});
