import { expect, test } from 'vitest';
import { valueAtPointer } from './jsonPointer';
import { judge } from './judge';
import { sayQuery } from './sayQuery';

test('bad is beyond a number or a share of what is usual, and what is next to nothing is not', () => {
  expect(judge(10, null, { above: 9 })).toBe('bad');
  expect(judge(10, 4, { above: '300%' })).toBe('good');
  expect(judge(13, 4, { above: '300%' })).toBe('bad');
  expect(judge(3, 4, { below: '80%' })).toBe('bad');
  expect(judge(2, 0, { above: '300%', least: 5 })).toBe('good');
  expect(judge(7, 0, { above: '300%', least: 5 })).toBe('bad');
  expect(judge(10, null, { above: '300%' })).toBe('unknown');
});

test('a finding is a sentence in both languages with the numbers that were compared', () => {
  expect(sayQuery({ value: 1_240, usual: 180, unit: 'ms' }, { above: '300%' })).toEqual({
    zh: '1,240 ms，平时 180 ms（6.89 倍）；高于平时的 300% 为异常。',
    en: '1,240 ms, usually 180 ms (6.89 times); bad above 300% of usual.',
  });
  expect(sayQuery({ value: 0.123, usual: null, unit: '%' }, { above: 0.05, below: 0.001 })).toEqual({
    zh: '12.3%，平时多少不清楚；高于 5% 或低于 0.1% 为异常。',
    en: '12.3%, what is usual is not known; bad above 5% or below 0.1%.',
  });
});

// RFC 6901, section 5.
test.each<[string, unknown]>([
  ['', 'whole'],
  ['/foo/0', 'bar'],
  ['/', 0],
  ['/a~1b', 1],
  ['/m~0n', 8],
  ['/foo/2', undefined],
  ['/foo/-', undefined],
  ['/foo/length', undefined],
  ['/toString', undefined],
])('the pointer "%s" finds its value', (pointer, wanted) => {
  const json: unknown = JSON.parse('{"foo":["bar","baz"],"":0,"a/b":1,"m~n":8}');
  expect(valueAtPointer(json, pointer)).toEqual(wanted === 'whole' ? json : wanted);
});
