import { describe, expect, test } from 'vitest';
import {
  changeFrom,
  formatAge,
  formatSignedSkew,
  formatSkew,
  formatChange,
  formatClock,
  formatCount,
  formatDate,
  formatDuration,
  formatOrders,
  formatShare,
  formatTimeOfDay,
  weekdayOf,
} from './format';

const shanghai = 'Asia/Shanghai';
const lunch = Date.parse('2026-10-21T12:04:31+08:00');

describe('numbers', () => {
  test.each([
    [1_179, '1,179', '1,179'],
    [9_999.4, '9,999', '9,999'],
    [9_999.6, '1.00 万', '10.0k'],
    [24_700, '2.47 万', '24.7k'],
    [57_400, '5.74 万', '57.4k'],
    [186_000, '18.6 万', '186k'],
    [4_430_000, '443 万', '4.43M'],
    [99_999_999, '1.00 亿', '100M'],
    [120_000_000, '1.20 亿', '120M'],
    [12.4, '12', '12'],
    [6.34, '6.3', '6.3'],
    [3, '3', '3'],
    [0, '0', '0'],
    [-24_700, '−2.47 万', '−24.7k'],
    [-0.01, '0', '0'],
  ])('%s reads %s in Chinese and %s in English', (value, zh, en) => {
    expect(formatCount(value, 'zh')).toBe(zh);
    expect(formatCount(value, 'en')).toBe(en);
  });

  test('orders carry their noun', () => {
    expect([formatOrders(57_400, 'zh'), formatOrders(-412, 'zh'), formatOrders(57_400, 'en')]).toEqual([
      '5.74 万单',
      '−412 单',
      '57.4k orders',
    ]);
  });

  test('a missing value is a dash, never a zero', () => {
    expect(formatCount(null, 'zh')).toBe('—');
    expect(formatChange(Number.NaN)).toBe('—');
    expect(formatShare(null)).toBe('—');
  });

  test('a change is always signed, with a real minus and one decimal', () => {
    expect(formatChange(-0.3412)).toBe('−34.1%');
    expect(formatChange(0.0204)).toBe('+2.0%');
    expect(formatChange(-0.0001)).toBe('±0.0%');
    expect(formatShare(0.652)).toBe('65.2%');
  });

  test('a change needs a positive base', () => {
    expect(changeFrom(1_160, 768)).toBeCloseTo(-0.338, 3);
    expect(changeFrom(0, 768)).toBeNull();
    expect(changeFrom(null, 768)).toBeNull();
    expect(changeFrom(100, undefined)).toBeNull();
  });
});

describe('times', () => {
  test('the clock is the workspace’s, whatever the workstation’s zone', () => {
    expect(formatClock(lunch, shanghai)).toBe('12:04:31');
    expect(formatTimeOfDay(lunch, 'Europe/Berlin')).toBe('06:04');
    expect(formatClock(Date.parse('2026-10-21T00:00:09+08:00'), shanghai)).toBe('00:00:09');
    expect(formatDate(lunch, shanghai)).toBe('2026-10-21');
    expect(weekdayOf(lunch, shanghai)).toBe(3);
    expect(weekdayOf(Date.parse('2026-10-20T17:00:00Z'), shanghai)).toBe(3);
  });

  test('durations are minutes and seconds, with hours only when there are some', () => {
    expect(formatDuration(151_000)).toBe('02:31');
    expect(formatDuration(809_999)).toBe('13:29');
    expect(formatDuration(3_751_000)).toBe('1:02:31');
    expect(formatDuration(-5)).toBe('00:00');
  });

  test('ages say tenths of a second while they matter', () => {
    expect(formatAge(1_240, 'zh')).toBe('1.2 s');
    expect(formatAge(9_960, 'zh')).toBe('10 s');
    expect(formatAge(43_000, 'en')).toBe('43 s');
    expect(formatAge(125_000, 'zh')).toBe('2 分');
    expect(formatAge(125_000, 'en')).toBe('2 min');
    expect(formatAge(8_000_000, 'zh')).toBe('2 小时');
  });

  test('how far clocks are apart is written in the unit that people would say', () => {
    expect(formatSkew(12.4, 'en')).toBe('12 ms');
    expect(formatSkew(-2_340, 'en')).toBe('2.3 s');
    expect([formatSkew(302_000, 'en'), formatSkew(302_000, 'zh')]).toEqual(['5 min 02 s', '5 分 02 秒']);
    expect(formatSkew(59_970, 'en')).toBe('1 min 00 s');
    expect(formatSkew(2 * 3_600_000 + 300_000, 'en')).toBe('2 h 05 min');
    expect([formatSignedSkew(300_000, 'en'), formatSignedSkew(-40, 'en')]).toEqual(['+5 min 00 s', '\u221240 ms']);
  });
});
