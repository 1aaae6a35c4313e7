import { expect, test } from 'vitest';
import type { Table } from '../../../contract/frames';
import { tableCsv } from './tableOffer';

const table: Table = {
  tableId: 'drill',
  from: Date.parse('2026-10-21T12:03:30+08:00'),
  to: Date.parse('2026-10-21T12:04:30+08:00'),
  keys: [
    ['wuhan', 'ios'],
    ['nanjing', ''],
  ],
  now: Float64Array.of(12.345, Number.NaN),
  expected: Float64Array.of(40, 8),
  yesterday: Float64Array.of(38, 7),
  lastWeek: Float64Array.of(39, 9),
  more: 0,
  status: { sampleAt: 1, intervalMs: 1, filling: null, backendId: 'c', reporting: null, phase: 'live', reason: null },
};
const place = { metricId: 'paid', path: { channel: 'B' }, by: ['city', 'platform'], compared: null };

test('every row leaves with its raw numbers, what was fixed, and the span they are of', () => {
  expect(tableCsv('Asia/Shanghai', place, table)).toEqual({
    header: ['metric', 'from', 'to', 'channel', 'city', 'platform', 'now', 'expected', 'yesterday', 'lastWeek'],
    rows: [
      ['paid', '2026-10-21T12:03:30+08:00', '2026-10-21T12:04:30+08:00', 'B', 'wuhan', 'ios', 12.345, 40, 38, 39],
      ['paid', '2026-10-21T12:03:30+08:00', '2026-10-21T12:04:30+08:00', 'B', 'nanjing', '', Number.NaN, 8, 7, 9],
    ],
  });
  expect(tableCsv('Asia/Shanghai', place, null).rows).toEqual([]);
});
