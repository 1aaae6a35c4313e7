import { expect, test } from 'vitest';
import { storyAt } from '../overview/story';
import { dayStart } from './dayStart';
import { firstDraft, isRequest, requestOf } from './requestDraft';

const shanghai = 'Asia/Shanghai';

test('a day begins at local midnight, also on the days on which clocks change', () => {
  expect(new Date(dayStart('2026-10-21', shanghai)).toISOString()).toBe('2026-10-20T16:00:00.000Z');
  expect(new Date(dayStart('2026-03-29', 'Europe/Berlin')).toISOString()).toBe('2026-03-28T23:00:00.000Z');
  expect(new Date(dayStart('2026-03-30', 'Europe/Berlin')).toISOString()).toBe('2026-03-29T22:00:00.000Z');
});

test('it begins with the last week, whole days, and ends now', () => {
  const draft = firstDraft(storyAt, shanghai);
  expect([draft.fromDate, draft.toDate]).toEqual(['2026-10-14', '2026-10-21']);
  expect(requestOf(draft, storyAt, shanghai)).toMatchObject({
    from: Date.parse('2026-10-14T00:00:00+08:00'),
    to: storyAt,
    slices: false,
    runs: [{ detector: 'level', sensitivity: 1 }, { detector: 'classicRule' }, { detector: 'threeSigma' }],
  });
});

test('the last day is whole when it is over, and what cannot be asked says why', () => {
  const draft = firstDraft(storyAt, shanghai);
  expect(requestOf({ ...draft, toDate: '2026-10-20' }, storyAt, shanghai)).toMatchObject({
    to: Date.parse('2026-10-21T00:00:00+08:00'),
  });
  const wrong = [
    requestOf({ ...draft, toDate: '2026-10-13' }, storyAt, shanghai),
    requestOf({ ...draft, fromDate: '2026-08-01' }, storyAt, shanghai),
  ];
  expect(wrong.map((asked) => isRequest(asked) || asked.key)).toEqual(['backtest.backwards', 'backtest.tooLong']);
});
