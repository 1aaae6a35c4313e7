import type { CityAnswer, CityQuery } from '../../../contract/cityApi';
import type { Slice } from '../../../contract/words';
import { CityError } from '../cityError';
import type { MetricFamily } from './metricFamily';

/** The most values one request may ask for: 64 series of a week in minutes. */
const valuesMax = 700_000;

export interface QueryScope {
  now: number;
  historyFrom: number;
  families: ReadonlyMap<string, MetricFamily>;
  /** Machines that reported in the newest second, of those that should. */
  reporting: { count: number; expected: number };
}

/** Answers a query on whole seconds; the rules for rates, the newest bucket and nulls are those of the contract. */
export function answerQuery(scope: QueryScope, query: CityQuery): CityAnswer {
  if (query.stepMs % 1000 !== 0) throw new CityError(400, 'stepMs: a whole number of seconds (1000, 10000, 60000 …)');
  if (query.from % query.stepMs !== 0) throw new CityError(400, 'from: a multiple of stepMs, so that buckets do not move');
  const buckets = Math.max(0, Math.ceil((query.to - query.from) / query.stepMs));
  const asked = query.series.flatMap((series) => {
    const family = scope.families.get(series.metric);
    if (family === undefined)
      throw new CityError(404, `series.metric: there is no metric "${series.metric}"; GET /api/metrics lists them`);
    return slicesOf(family, series.slice, series.by).map((slice) => ({ metric: series.metric, family, slice }));
  });
  if (asked.length * buckets > valuesMax)
    throw new CityError(
      400,
      `to: ${asked.length} series × ${buckets} buckets is more than ${valuesMax} values; ask for less or a wider step`,
    );
  return {
    now: scope.now,
    reporting: scope.reporting,
    results: asked.map(({ metric, family, slice }) => ({
      metric,
      slice,
      values: readBuckets(scope, query, family, slice, buckets),
    })),
  };
}

function slicesOf(family: MetricFamily, slice: Slice, by: string | undefined): Slice[] {
  if (by === undefined) return [slice];
  if (by in slice) return [slice];
  return family.valuesOf(by, slice).map((value) => ({ ...slice, [by]: value }));
}

function readBuckets(
  scope: QueryScope,
  query: CityQuery,
  family: MetricFamily,
  slice: Slice,
  buckets: number,
): (number | null)[] {
  const read = family.open(slice);
  const values: (number | null)[] = new Array<number | null>(buckets).fill(null);
  for (let i = 0; i < buckets; i += 1) {
    const from = query.from + i * query.stepMs;
    const to = Math.min(from + query.stepMs, scope.now);
    if (from < scope.historyFrom || from >= scope.now) continue;
    const span = read(from, to);
    if (span.seconds === 0) continue;
    values[i] = family.join === 'rate' ? span.sum / (query.stepMs / 1000) : span.sum / span.seconds;
  }
  return values;
}
