import { describe, expect, it } from 'vitest';
import { expandPromQl } from './promQl';
import { groupPromQl } from './promQlGrouping';

function grouped(query: string, labels = ['city', 'idc']): string {
  const grouping = groupPromQl(query, labels);
  return 'query' in grouping ? grouping.query : grouping.refusal;
}

describe('a workspace query cut into rows', () => {
  it.each([
    ['sum(rate(a{x="1"$slice}[$window]))', 'sum by (city, idc) (rate(a{x="1"$slice}[$window]))'],
    ['sum(a{$slice}) / sum(b{$slice})', 'sum by (city, idc) (a{$slice}) / sum by (city, idc) (b{$slice})'],
    ['max(sum by (instance) (a{$slice}))', 'max by (city, idc) (sum by (city, idc, instance) (a{$slice}))'],
    ['sum(a{$slice}) by (city)', 'sum(a{$slice}) by (idc, city)'],
    ['sum by () (a{$slice})', 'sum by (city, idc) (a{$slice})'],
    [
      'histogram_quantile(0.9, sum by (le) (rate(a_bucket{$slice}[$window])))',
      'histogram_quantile(0.9, sum by (city, idc, le) (rate(a_bucket{$slice}[$window])))',
    ],
    ['sum without (pod) (a{$slice})', 'sum without (pod) (a{$slice})'],
    ['1000 * avg(a$by_total{$slice} offset 5m)', '1000 * avg by (city, idc) (a$by_total{$slice} offset 5m)'],
    ['sum(a{note="by (b) }"$slice})', 'sum by (city, idc) (a{note="by (b) }"$slice})'],
    ['a{$slice}', 'a{$slice}'],
    ['topk(3, a) + sum$group(b)', 'topk(3, a) + sum$group(b)'],
  ])('%s', (query, expected) => {
    expect(grouped(query)).toBe(expected);
  });

  it.each([
    ['sum(a)', 'a has no {$slice}'],
    ['sum(a{x="1"})', 'has no $slice'],
    ['sum(a{$slice}) / sum(b)', 'b has no {$slice}'],
    ['sum(a{$slice}) or vector(0)', 'vector looks across rows'],
    ['topk(3, a{$slice})', 'topk looks across rows'],
    ['sum without (idc) (a{$slice})', 'drops one of'],
    ['sum(a{$slice}) / on (x) sum by (x) (b{$slice})', 'on looks across rows'],
    ['a{$slice} / sum(b{$slice})', 'mixes'],
    ['time()', 'it has no $slice'],
  ])('is refused where rows would not be the same numbers: %s', (query, why) => {
    expect(grouped(query)).toContain(why);
    expect(grouped(query)).toContain('write $group behind its aggregation');
  });

  it('refuses what is no label name instead of writing it into a query', () => {
    expect(grouped('sum(a{$slice})', ['x) (up) or (y'])).toContain('is not a label name');
  });

  it('has its $group, its labels and its chosen values written out', () => {
    expect(expandPromQl('sum$group(a{$slice})', {}, 1_000)).toBe('sum(a)'.replace('a', 'a{}'));
    const cut = { labels: ['city'], only: { city: ['a.b', 'c"|d\\'] } };
    expect(expandPromQl('sum $group(a$by_total{$slice})', { idc: 'east' }, 1_000, cut)).toBe(
      'sum by (city) (a_by_city_idc_total{idc="east",city=~"a\\\\.b|c\\"\\\\|d\\\\\\\\"})',
    );
  });
});
