import { expect, test } from 'vitest';
import { phraseText } from '../../i18n/text';
import { storyWorkspace } from '../overview/story';
import { answerOf } from './answer';
import { drillRows } from './drillRows';

const name = { zh: '渠道', en: 'channel' };
const workspace = { dimensions: { channel: { name, values: {} }, city: { name: { zh: '城市', en: 'city' }, values: {} } } };

/** Per row: now and expected, per second over a minute. */
function said(rows: Record<string, readonly [number, number]>, by = ['channel']): string | null {
  const values = Object.values(rows);
  const expected = Float64Array.from(values, ([, value]) => value);
  const table = {
    tableId: 'drill',
    from: 0,
    to: 60_000,
    keys: Object.keys(rows).map((id) => [id]),
    now: Float64Array.from(values, ([value]) => value),
    expected,
    yesterday: expected,
    lastWeek: expected,
    more: 0,
    status: { sampleAt: 1, intervalMs: 1, filling: null, backendId: 'c', reporting: null, phase: 'live', reason: null },
  } as const;
  const look = { nameOf: ({ id }: { id: string }) => id, unit: '/s', spanMs: 60_000, language: 'en' } as const;
  const answer = answerOf({ ...storyWorkspace, ...workspace }, by, drillRows(table, by), look);
  return answer === null ? null : phraseText(answer.phrase, 'en');
}

test('the answer names the row that holds the gap and what it costs a minute', () => {
  expect(said({ A: [600, 605], B: [20, 420], C: [139, 140] })).toBe('98.5% of the gap is in B: 24.0k orders missing a minute');
});

test('when every row is short alike the answer says that it is not about this cut', () => {
  expect(said({ a: [260, 400], b: [258, 400], c: [262, 400] }, ['city'])).toBe(
    'Down 35.0% alike everywhere: it is not about city',
  );
});

test('when nothing is short the answer is the total, and without history there is no verdict', () => {
  expect(said({ a: [404, 400], b: [402, 400] })).toBe('No part stands out: +0.8% in total');
  expect(said({ a: [404, Number.NaN] })).toBe('The last four same weekdays have nothing to compare with');
  expect(said({})).toBeNull();
});
