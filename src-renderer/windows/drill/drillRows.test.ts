import { expect, test } from 'vitest';
import type { Table } from '../../../contract/frames';
import { drillRows, drillTotal } from './drillRows';

/** Per row: now, expected, yesterday. */
function table(rows: Record<string, readonly [number, number, number]>, more = 0): Table {
  const column = (at: 0 | 1 | 2): Float64Array => Float64Array.from(Object.values(rows), (row) => row[at]);
  return {
    tableId: 'drill',
    from: 0,
    to: 60_000,
    keys: Object.keys(rows).map((id) => id.split(' ')),
    now: column(0),
    expected: column(1),
    yesterday: column(2),
    lastWeek: column(2),
    more,
    status: { sampleAt: 60_000, intervalMs: 1, filling: null, backendId: 'c', reporting: null, phase: 'live', reason: null },
  };
}
const gone = Number.NaN;

test('each row says by how much it differs, from what, and how much of all that is missing is missing there', () => {
  const [b, a] = drillRows(table({ B: [20, 420, 400], A: [610, 600, 500] }), ['channel']);
  expect([b?.slice, b?.difference, b?.change?.toFixed(3), b?.vsYesterday, b?.gapShare, b?.health]).toEqual([
    { channel: 'B' },
    -400,
    '-0.952',
    -0.95,
    1,
    'broken',
  ]);
  expect([a?.difference, a?.gapShare, a?.health]).toEqual([10, undefined, 'ok']);
});

test('a combination that vanished has lost everything, but its number now stays unknown', () => {
  const [row] = drillRows(table({ 'B wuhan': [gone, 40, 38] }), ['channel', 'city']);
  expect([row?.slice, row?.now, row?.difference, row?.change, row?.gapShare, row?.health]).toEqual([
    { channel: 'B', city: 'wuhan' },
    undefined,
    -40,
    -1,
    1,
    'broken',
  ]);
});

test('a combination without a past has nothing to differ from', () => {
  const [row] = drillRows(table({ new: [50, gone, gone] }), ['version']);
  expect([row?.now, row?.difference, row?.change, row?.gapShare, row?.health]).toEqual([
    50,
    undefined,
    undefined,
    undefined,
    'unknown',
  ]);
});

test('a total is only said of all rows', () => {
  const whole = table({ B: [20, 420, 400], A: [610, 600, 500] });
  expect(drillTotal(whole.more, drillRows(whole, ['channel']))).toEqual({ now: 630, expected: 1_020, change: 630 / 1_020 - 1 });
  const part = table({ B: [20, 420, 400] }, 3);
  expect(drillTotal(part.more, drillRows(part, ['channel']))).toBeNull();
});
