import type { Slice } from '../../../../contract/words';
import { BackendFailure, type BreakdownRequest, type SeriesAsk } from '../backend';
import type { FeedCut, FeedRing, FeedSeries } from './feedRing';

/**
 * What a workspace may ask of a push feed. Counts: `orders.pay` per second, `increase(orders.pay)` as the count in the bucket.
 * Gauges: the mean over the bucket, over series `avg(…)` (also without saying so), `sum(…)` or `max(…)`.
 * A slice reads the cut with the fewest label names that has all it needs, and adds up its series.
 */
const queryPattern = /^(?:(increase|avg|sum|max)\(([^()\s]+)\)|([^()\s]+))$/;

type Fold = 'rate' | 'increase' | 'avg' | 'sum' | 'max';
interface Source {
  readonly fold: Fold;
  readonly cut: FeedCut;
}

/** One column of buckets; NaN = gap. @throws BackendFailure 'bad-query' */
export function feedColumn(ring: FeedRing, ask: SeriesAsk, axis: { from: number; count: number; stepMs: number }): Float64Array {
  const { fold, cut } = findSource(ring, ask.query, Object.keys(ask.slice));
  return foldSeries(
    ring,
    cut.series.filter((series) => matches(series, ask.slice)),
    fold,
    axis,
  );
}

/** One row per combination that has series. @throws BackendFailure 'bad-query' */
export function feedRows(ring: FeedRing, { query, slice, by, spans, rowsMax }: BreakdownRequest) {
  const { fold, cut } = findSource(ring, query, [...Object.keys(slice), ...by]);
  const groups = new Map<string, { readonly key: readonly string[]; readonly series: FeedSeries[] }>();
  for (const series of cut.series) {
    if (!matches(series, slice)) continue;
    const key = by.map((name) => series.labels[name] ?? '');
    const group = groups.get(JSON.stringify(key)) ?? { key, series: [] };
    groups.set(JSON.stringify(key), group);
    group.series.push(series);
  }
  if (groups.size > rowsMax)
    throw new BackendFailure(
      'bad-query',
      `${query} by ${by.join(', ')} has ${groups.size} rows; ${rowsMax} are shown: cut by less.`,
    );
  return [...groups.values()].map(({ key, series }) => ({
    key,
    values: Float64Array.from(
      spans,
      ({ from, to }) => foldSeries(ring, series, fold, { from, count: 1, stepMs: to - from })[0] ?? Number.NaN,
    ),
  }));
}

function findSource(ring: FeedRing, query: string, names: readonly string[]): Source {
  const [, word, inside, plain] = queryPattern.exec(query.trim()) ?? [];
  const name = inside ?? plain;
  if (name === undefined)
    throw new BackendFailure('bad-query', `"${query}" is not a question to a push feed; write a metric's name, or sum(name).`);
  const metric = ring.metrics.get(name);
  if (metric === undefined) {
    const known = [...ring.metrics.keys()].slice(0, 12).join(', ');
    throw new BackendFailure(
      'bad-query',
      `The feed has not pushed "${name}"${known === '' ? '' : `; it pushes ${known}`}; correct the query or the gateway.`,
    );
  }
  const fold = foldOf(metric.kind, word);
  if (fold === null) throw new BackendFailure('bad-query', `"${name}" is a ${metric.kind}: ${word}() does not fit it.`);
  const cuts = [...metric.cuts.values()]
    .filter((cut) => names.every((each) => cut.names.includes(each)))
    .sort((a, b) => a.names.length - b.names.length || a.names.join().localeCompare(b.names.join()));
  if (cuts[0] === undefined)
    throw new BackendFailure(
      'bad-query',
      `The feed pushes no "${name}" by ${names.join(' and ')}; add those labels at the gateway.`,
    );
  return { fold, cut: cuts[0] };
}

function foldOf(kind: 'count' | 'gauge', word: string | undefined): Fold | null {
  if (kind === 'count') return word === undefined ? 'rate' : word === 'increase' ? 'increase' : null;
  if (word === undefined || word === 'avg') return 'avg';
  return word === 'sum' || word === 'max' ? word : null;
}

function matches({ labels }: FeedSeries, slice: Slice): boolean {
  return Object.entries(slice).every(([name, value]) => labels[name] === value);
}

function foldSeries(
  ring: FeedRing,
  series: readonly FeedSeries[],
  fold: Fold,
  { from, count, stepMs }: { from: number; count: number; stepMs: number },
): Float64Array {
  const column = new Float64Array(count).fill(Number.NaN);
  const seenTo = ring.seenTo;
  if (seenTo === null || series.length === 0) return column;
  const begun = Math.max(0, Math.min(count, Math.ceil((seenTo - from) / stepMs)));
  const end = from + begun * stepMs;
  if (fold === 'rate' || fold === 'increase') {
    for (let i = 0; i < begun; i += 1) if (ring.covers(from + i * stepMs, from + (i + 1) * stepMs)) column[i] = 0;
    for (const one of series)
      one.column.each(from, end, (at, value) => {
        const i = Math.floor((at - from) / stepMs);
        column[i] = (column[i] ?? Number.NaN) + value;
      });
    return fold === 'rate' ? column.map((sum) => sum / (stepMs / 1_000)) : column;
  }
  const groups = new Uint32Array(count);
  const sums = new Float64Array(count);
  const counts = new Uint32Array(count);
  for (const one of series) {
    sums.fill(0);
    counts.fill(0);
    one.column.each(from, end, (at, value) => {
      if (Number.isNaN(value)) return;
      const i = Math.floor((at - from) / stepMs);
      sums[i] = (sums[i] ?? 0) + value;
      counts[i] = (counts[i] ?? 0) + 1;
    });
    for (let i = 0; i < begun; i += 1) {
      if (counts[i] === 0) continue;
      const mean = (sums[i] ?? 0) / (counts[i] ?? 1);
      const before = column[i] ?? Number.NaN;
      column[i] = groups[i] === 0 ? mean : fold === 'max' ? Math.max(before, mean) : before + mean;
      groups[i] = (groups[i] ?? 0) + 1;
    }
  }
  if (fold === 'avg') for (let i = 0; i < begun; i += 1) column[i] = (column[i] ?? Number.NaN) / (groups[i] ?? 1);
  return column;
}
