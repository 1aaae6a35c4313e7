import { expect, test } from 'vitest';
import { csvBytes } from './csv';

const read = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

test('a table is UTF-8 with a mark, numbers raw, gaps empty, and one line a row', () => {
  const bytes = csvBytes({
    header: ['时间', '支付 /s'],
    rows: [
      ['2026-10-21T12:04:30+08:00', 1_204.25],
      ['x', Number.NaN],
      ['y', null],
      ['z', -3],
    ],
  });
  expect(read(bytes)).toBe('\uFEFF时间,支付 /s\r\n2026-10-21T12:04:30+08:00,1204.25\r\nx,\r\ny,\r\nz,-3\r\n');
});

test('no text of a metric or a dimension becomes a formula, and quotes, commas and line ends stay inside their cell', () => {
  const cells = ['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', 'a,b', 'say "hi"', 'two\nlines', 'plain'];
  expect(
    read(csvBytes({ header: [], rows: cells.map((cell) => [cell]) }))
      .split('\r\n')
      .slice(1, -1),
  ).toEqual([
    `"'=HYPERLINK(""http://x"")"`,
    "'+1",
    "'-1",
    "'@SUM(A1)",
    "' =1",
    "'\t=1",
    '"a,b"',
    '"say ""hi"""',
    '"two\nlines"',
    'plain',
  ]);
});
