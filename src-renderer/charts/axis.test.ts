import { expect, test } from 'vitest';
import { localMinuteIn, tickText, timeTicks, valueAxisFor } from './axis';

test('the axis begins at zero and has three to five round ticks, whatever the size of the numbers', () => {
  expect(valueAxisFor(1_259, null).ticks).toEqual([0, 300, 600, 900, 1_200]);
  for (let highest = 0.001; highest < 1e9; highest *= 1.37) {
    const { max, ticks } = valueAxisFor(highest, null);
    expect(max, String(highest)).toBeGreaterThanOrEqual(highest);
    expect(ticks[0]).toBe(0);
    expect(ticks.length, `${highest}: ${ticks.join(' ')}`).toBeGreaterThanOrEqual(3);
    expect(ticks.length, `${highest}: ${ticks.join(' ')}`).toBeLessThanOrEqual(5);
    expect(ticks.at(-1)).toBeLessThanOrEqual(max);
  }
});

test('an axis stays where it is while the data fits it, and shrinks when most of it is empty', () => {
  const first = valueAxisFor(1_000, null);
  expect(valueAxisFor(first.max / 1.2, first)).toBe(first);
  expect(valueAxisFor(first.max, first).max).toBeGreaterThan(first.max);
  expect(valueAxisFor(first.max * 0.3, first).max).toBeLessThan(first.max);
});

test('an hour on a wall has a tick every ten local minutes, also in a zone off by 45 minutes', () => {
  const from = Date.UTC(2026, 9, 21, 3, 24, 31);
  for (const timeZone of ['Asia/Shanghai', 'Asia/Kathmandu']) {
    const minuteOf = localMinuteIn(timeZone);
    const ticks = timeTicks(from, from + 3_600_000, 1_230, 90, minuteOf);
    expect(ticks).toHaveLength(6);
    expect(ticks.map((at) => minuteOf(at) % 10)).toEqual([0, 0, 0, 0, 0, 0]);
  }
});

test('a narrow chart keeps labels apart by taking fewer ticks', () => {
  const from = Date.UTC(2026, 9, 21, 2, 50);
  const ticks = timeTicks(from, from + 100 * 60_000, 230, 55, localMinuteIn('Asia/Shanghai'));
  expect(ticks.map((at) => new Date(at).toISOString().slice(11, 16))).toEqual(['03:00', '03:30', '04:00', '04:30']);
});

test('tick numbers carry no zeros behind the point', () => {
  expect([0, 250, 1_200, 20_000, 15_000, 7_500, 100_000].map((tick) => tickText(tick, 'zh'))).toEqual([
    ...['0', '250', '1,200', '2 万', '1.5 万', '7,500', '10 万'],
  ]);
  expect([60_000, 2_500_000].map((tick) => tickText(tick, 'en'))).toEqual(['60k', '2.5M']);
  expect(tickText(0.5, 'zh')).toBe('0.5');
});
