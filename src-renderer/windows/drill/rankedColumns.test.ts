import { expect, test } from 'vitest';
import type { DrillRow } from './drillRows';
import { numberText, perMinute, signedCount } from './rankedColumns';

const row: DrillRow = {
  id: 'B',
  slice: {},
  values: ['B'],
  now: undefined,
  expected: 2,
  yesterday: 1.94,
  lastWeek: 24_000,
  difference: -2,
  change: -1,
  vsYesterday: -1,
  vsLastWeek: undefined,
  gapShare: 0.987,
  health: 'broken',
};

test('numbers of a column stand below each other, differences are told a minute, and what is not known is a dash', () => {
  const text = (column: Parameters<typeof numberText>[0]) => numberText(column, row, '/s', 'zh');
  expect([text('now'), text('expected'), text('difference'), text('change'), text('vsLastWeek'), text('gapShare')]).toEqual([
    '—',
    '2.0',
    '−120',
    '−100.0%',
    '—',
    '98.7%',
  ]);
  expect([perMinute('/s'), perMinute('MB')]).toEqual([60, 1]);
  expect([
    signedCount(24_000, 'zh'),
    signedCount(40, 'en'),
    signedCount(3, 'en'),
    signedCount(-3, 'en'),
    signedCount(0, 'en'),
  ]).toEqual(['+2.40 万', '+40', '+3.0', '−3.0', '0']);
});
