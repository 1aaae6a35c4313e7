import { describe, expect, it } from 'vitest';
import { foldSeries } from './promQlFold';
import { readPromQlAnswer } from './promQlAnswer';
import { prometheusVersion, victoriaVersion } from './promQlVersion';

const query = 'sum(rate(orders_total{stage="paid"$slice}[$window]))';
const none: ReadonlySet<string> = new Set();

function asked(slices: readonly Record<string, string>[], asking = query): string[] {
  return foldSeries(
    slices.map((slice) => ({ query: asking, slice })),
    none,
  ).map((fold) => fold.expand(10_000));
}

describe('series of one request', () => {
  it('that differ only in the values of a label are one question, and every row finds its columns', () => {
    const series = ['b', 'a', 'b', 'c.d'].map((city) => ({ query, slice: { idc: 'east', city } }));
    const [fold, ...more] = foldSeries(series, none);
    expect(more).toEqual([]);
    expect(fold?.expand(10_000)).toBe('sum by (city) (rate(orders_total{stage="paid",idc="east",city=~"b|a|c\\\\.d"}[10s]))');
    expect(['a', 'b', 'c.d', 'e'].map((city) => fold?.columnsOf({ city }))).toEqual([[1], [0, 2], [3], []]);
  });

  it('of a cross product are one question too, but never one that brings far more than was asked', () => {
    const product = ['a', 'b', 'c'].flatMap((city) => ['ios', 'web'].map((platform) => ({ city, platform })));
    expect(asked(product)).toHaveLength(1);
    const diagonal = Array.from({ length: 10 }, (_, i) => ({ city: `c${i}`, platform: `p${i}` }));
    expect(asked(diagonal)).toHaveLength(10);
  });

  it('stay apart where a row would not be the same number', () => {
    const cities = [{ city: 'a' }, { city: 'b' }];
    expect(asked(cities, 'sum(a{$slice}) or vector(0)')).toHaveLength(2);
    expect(asked([{}, ...cities])).toHaveLength(2);
    const [fold] = foldSeries(
      cities.map((slice) => ({ query, slice })),
      none,
    );
    const alone = new Set([fold?.name ?? '']);
    expect(
      foldSeries(
        cities.map((slice) => ({ query, slice })),
        alone,
      ),
    ).toHaveLength(2);
  });

  it('are cut into questions that a server accepts by length', () => {
    const long = Array.from({ length: 400 }, (_, i) => ({ city: `${i}-${'x'.repeat(90)}` }));
    const questions = asked(long);
    expect(questions.length).toBeGreaterThan(2);
    expect(Math.max(...questions.map(({ length }) => length))).toBeLessThanOrEqual(12_000);
  });
});

describe('an answer of the Prometheus API', () => {
  const matrix = (values: unknown): unknown => ({
    status: 'success',
    data: { resultType: 'matrix', result: [{ metric: { city: 'a' }, values }] },
  });

  it('has gaps where the server said NaN or infinity, and notes what is odd about its samples', () => {
    const answer = readPromQlAnswer(
      matrix([
        [1, '1.5'],
        [2, 'NaN'],
        [2, '7'],
        [1, '8'],
        [3, '+Inf'],
        [4, ''],
      ]),
      'here',
    );
    expect([...(answer.rows[0]?.times ?? [])]).toEqual([1, 2, 3, 4]);
    expect([...(answer.rows[0]?.values ?? [])]).toEqual([1.5, Number.NaN, Number.NaN, Number.NaN]);
    expect(answer.notes).toEqual(['duplicate-samples', 'time-went-back']);
    const partial = readPromQlAnswer({ ...Object(matrix([])), isPartial: true, warnings: ['w'] }, 'here');
    expect([partial.notes, partial.warnings]).toEqual([['partial-answers'], ['w', 'some of its storage nodes did not answer']]);
  });

  it.each([
    null,
    [],
    { status: 'error' },
    { status: 'success', data: null },
    { status: 'success', data: { resultType: 'string', result: [1, 'x'] } },
    { status: 'success', data: { resultType: 'vector', result: [{ metric: { a: 1 }, value: [1, '1'] }] } },
    { status: 'success', data: { resultType: 'vector', result: [{ metric: {} }] } },
    { status: 'success', data: { resultType: 'scalar', result: ['1', 1] } },
    matrix('none'),
    matrix([[1]]),
    matrix([[1, 2]]),
    matrix([['1', '2']]),
  ])('of another shape is refused: %j', (answer) => {
    expect(() => readPromQlAnswer(answer, 'here')).toThrow(/^here answered in a shape that this console does not know/);
  });
});

describe('what a server is called', () => {
  it('is read from its build or its metrics page, and is nothing where it does not say', () => {
    expect(prometheusVersion('{"status":"success","data":{"version":"2.42.0"}}')).toBe('2.42.0');
    expect(['<html>', '{"status":"success","data":{}}'].map(prometheusVersion)).toEqual([null, null]);
    const page = (labels: string): string => `vm_apps 1\nvm_app_version{${labels}} 1\n`;
    expect(victoriaVersion(page('version="victoria-metrics-20220725-tags-v1.79.0-0-g1", short_version="v1.79.0"'))).toBe(
      'v1.79.0',
    );
    expect(victoriaVersion(page('version="victoria-metrics-20220725-tags-v1.80.0-0-g1"'))).toBe('v1.80.0');
    expect([page('version="", short_version=""'), ''].map(victoriaVersion)).toEqual([null, null]);
  });
});
