import { expect, test } from 'vitest';
import { shareUnit } from '../../contract/protection';
import { rangeText, readingText, valuesText, valueText } from './valueText';

test('what would be set is written exactly, with its unit, in both languages', () => {
  expect([36, 12_500, -3, 0.125].map((value) => valueText(value, '%', 'zh'))).toEqual(['36%', '12,500%', '−3%', '0.125%']);
  expect(valueText(1_200, '/s', 'en')).toBe('1,200 /s');
  expect([true, false, null].map((value) => valueText(value, '%', 'zh'))).toEqual(['开', '关', '未设']);
  expect([true, false, null].map((value) => valueText(value, '', 'en'))).toEqual(['on', 'off', 'not set']);
  expect([valueText('maint', '', 'en'), valueText('', '', 'en'), valueText(undefined, '', 'en')]).toEqual(['maint', '""', '—']);
});

test('instances that differ are said to, the commonest value first', () => {
  expect(valuesText([36, 36, 36], '%', 'zh')).toBe('36%');
  expect(valuesText([0, 36, 36, 12], '%', 'en')).toBe('36% and 2 others');
  expect(valuesText([], '%', 'zh')).toBe('—');
});

test('a reading of traffic has four figures', () => {
  expect([readingText(36.123_456, '%'), readingText(1_234.56, '/s'), readingText(null, '%')]).toEqual([
    '36.12%',
    '1,235 /s',
    '—',
  ]);
  expect([readingText(0.001_370_1, shareUnit), readingText(0.358_4, shareUnit), readingText(0.05, shareUnit)]).toEqual([
    '0.14%',
    '35.84%',
    '5%',
  ]);
});

test('what may be set is a range with its unit, or the values themselves', () => {
  expect(rangeText({ min: 0, max: 100 }, '%', 'zh')).toBe('0–100%');
  expect(rangeText({ values: [true, false, null] }, '', 'en')).toBe('on / off / not set');
});
