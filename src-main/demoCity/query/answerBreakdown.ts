import type { CityBreakdown, CityBreakdownAnswer } from '../../../contract/cityApi';
import type { Slice } from '../../../contract/words';
import { CityError } from '../cityError';
import type { QueryScope } from './answerQuery';
import type { MetricFamily } from './metricFamily';

/** A metric cut by every combination of dimensions: one value a row and span, by the same rules as a query's buckets. */
export function answerBreakdown(scope: QueryScope, { metric, slice, by, spans, rowsMax }: CityBreakdown): CityBreakdownAnswer {
  const family = scope.families.get(metric);
  if (family === undefined) throw new CityError(404, `metric: there is no metric "${metric}"; GET /api/metrics lists them`);
  const twice = by.find((key, i) => Object.hasOwn(slice, key) || by.indexOf(key) !== i);
  if (twice !== undefined) throw new CityError(400, `by: "${twice}" is fixed by the slice or named twice`);
  const combinations = combinationsOf(family, slice, by, rowsMax);
  const rows = combinations.map((combination) => {
    const read = family.open(combination);
    return {
      key: by.map((key) => combination[key] ?? ''),
      values: spans.map((span) => {
        const to = Math.min(span.to, scope.now);
        if (span.from < scope.historyFrom || span.from >= to) return null;
        const found = read(span.from, to);
        if (found.seconds === 0) return null;
        return family.join === 'rate' ? found.sum / ((span.to - span.from) / 1_000) : found.sum / found.seconds;
      }),
    };
  });
  return {
    now: scope.now,
    reporting: scope.reporting,
    rows: rows.filter(({ values }) => values.some((value) => value !== null)),
  };
}

/** Key by key, because the values of one may depend on the others: the instances of a node, the callers of a service. */
function combinationsOf(family: MetricFamily, slice: Slice, by: readonly string[], rowsMax: number): Slice[] {
  let found: Slice[] = [slice];
  for (const key of by) {
    found = found.flatMap((each) => family.valuesOf(key, each).map((value) => ({ ...each, [key]: value })));
    if (found.length > rowsMax)
      throw new CityError(413, `by: more than ${rowsMax} combinations of ${by.join(' × ')}; cut by fewer dimensions`);
  }
  return found;
}
