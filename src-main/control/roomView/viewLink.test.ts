import { expect, test } from 'vitest';
import { readViewLink, writeViewLink, fileMarkOf, type LinkedView } from './viewLink';

const view: LinkedView = {
  window: 'wall',
  workspace: { name: 'Lunch & dinner', file: fileMarkOf('/home/me/shop.yaml') },
  range: { at: 1_792_555_471_000, beforeMs: 1_200_000, chosenDay: '2026-11-11' },
  selection: { metricId: 'paid', slice: { city: '上海', platform: 'ios' }, against: { city: '北京' } },
};

test('a link says the whole view and nothing of this machine, and reading it gives the same view', () => {
  const link = writeViewLink(view);
  expect(link).toMatch(/^highnoon:\/\/open\?window=wall&workspace=Lunch\+%26\+dinner&file=[0-9a-f]{12}&before=1200000&/);
  expect(link).not.toContain('shop.yaml');
  expect(readViewLink(link)).toEqual({ ok: true, value: view });
  const plain: LinkedView = {
    window: 'overview',
    workspace: { name: 'Demo', file: null },
    range: { at: null, beforeMs: 2_400_000, chosenDay: null },
    selection: null,
  };
  expect(readViewLink(` ${writeViewLink(plain)}\n`)).toEqual({ ok: true, value: plain });
});

const good = 'highnoon://open?window=wall&workspace=W&before=2400000';

test.each([
  ['https://example.com/', 'not a Highnoon link'],
  ['highnoon://run?window=wall', 'only knows links'],
  ['highnoon://open/etc/passwd?window=wall', 'only knows links'],
  [`${good}&plan=drain`, 'cannot be understood'],
  [`${good}&before=1`, '"before" twice'],
  ['highnoon://open?window=shell&workspace=W&before=2400000', 'at "window"'],
  ['highnoon://open?window=wall&workspace=W&before=1', 'at "before"'],
  [`${good}&at=-5`, 'at "at"'],
  [`${good}&select=%7B"metricId`, 'at "select"'],
  [`${good}&select=%7B"metricId":"paid","slice":%7B%7D,"against":null,"act":1%7D`, 'at "select"'],
  [`${good}&day=2026-02-30`, 'at "day"'],
  [`${good}&file=../../etc/passwd`, 'at "file"'],
  [`${good}&workspace2=${'x'.repeat(5_000)}`, 'not a Highnoon link'],
])('refuses %s with a sentence', (link, sentence) => {
  const answer = readViewLink(link);
  expect(answer.ok ? '' : answer.refusal.message).toContain(sentence);
});
