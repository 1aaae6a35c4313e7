import { expect, test } from 'vitest';
import { localMinuteIn } from './axis';
import { peakSpans } from './peakSpans';

const lunch = { id: 'lunch', name: { zh: '午高峰', en: 'Lunch peak' }, from: '10:30', top: '12:18', to: '13:30' };
const night = { id: 'night', name: { zh: '夜宵', en: 'Night' }, from: '22:00', top: '23:30', to: '01:00' };
const minuteOf = localMinuteIn('Asia/Shanghai');
const at = (text: string): number => Date.parse(`${text}+08:00`);

test('a peak is cut at the ends of the axis, and its top is told only where it lies on it', () => {
  const spans = peakSpans([lunch], at('2026-10-21T11:24:31'), at('2026-10-21T12:10:00'), minuteOf);
  expect(spans).toEqual([{ peak: lunch, from: at('2026-10-21T11:25:00'), to: at('2026-10-21T12:10:00'), topAt: null }]);
});

test('on a day each peak passes once, one across midnight in two parts', () => {
  const spans = peakSpans([lunch, night], at('2026-10-21T00:00:00'), at('2026-10-22T00:00:00') - 1, minuteOf);
  expect(spans.map(({ peak, topAt }) => [peak.id, topAt === null ? null : minuteOf(topAt)])).toEqual([
    ['night', null],
    ['lunch', 12 * 60 + 18],
    ['night', 23 * 60 + 30],
  ]);
});
