import type { Table, TableQuery } from '../../../../../contract/frames';
import { tableRowsMax } from '../../../../../contract/limits';
import type { Blast } from '../../../../../contract/protection';
import type { TrafficReading } from '../../../../../contract/protectionSettings';
import type { Result } from '../../../../../contract/result';
import type { Slice } from '../../../../../contract/words';
import type { Workspace } from '../../../../../contract/workspace';
import type { TrafficValue } from '../../parts';
import { isFresh } from '../buckets';
import { ordersPerMinute } from './ordersPerMinute';
import { cutFor, touchedOrders, type TouchedOrders } from './touchedOrders';

export interface BlastWorld {
  readonly workspace: Workspace | null;
  readonly at: number | null;
  readonly askTables: (tables: readonly TableQuery[]) => Promise<Result<readonly Table[]>>;
  readonly read: (reading: TrafficReading) => Promise<TrafficValue>;
}

/** Whose orders: a minute of them, long enough to be steady and short enough to be now. */
const spanMs = 60_000;
/** Split by the first of the workspace's dimensions that the slice leaves open: its owner put them in order. */
const splitsMax = 2;
/** Rows of a split; the others become one. */
const [rowsMax, topRows] = [5, 4];

const nothing: Blast = { perMinute: null, share: null, metricId: null, slice: {}, at: null, by: [] };

/**
 * Whose orders are touched, counted in live traffic. Slices of one metric are united, so that an order is counted once; of several
 * metrics, which count the same orders at different stages, the largest counts. Null where any of them cannot be counted: what is not
 * known is not small.
 */
export async function readBlast(
  touched: readonly { readonly metric: string; readonly slice: Slice }[],
  world: BlastWorld,
): Promise<Blast> {
  const metrics = [...new Set(touched.map(({ metric }) => metric))];
  const all = await Promise.all(
    metrics.map((metric) => {
      const orders = touchedOrders(touched.filter((each) => each.metric === metric).map(({ slice }) => slice));
      return readMetric(metric, orders, world);
    }),
  );
  const unknown = all.find(({ perMinute }) => perMinute === null);
  return (
    unknown ??
    all.reduce((largest, each) => ((each.perMinute ?? 0) > (largest.perMinute ?? 0) ? each : largest), all[0] ?? nothing)
  );
}

async function readMetric(
  metricId: string,
  orders: TouchedOrders,
  { workspace, at, askTables, read }: BlastWorld,
): Promise<Blast> {
  const none = { ...nothing, metricId, slice: orders.common };
  const metric = workspace?.metrics[metricId];
  if (workspace === null || metric === undefined || at === null) return none;
  const splits = (metric.of === 'business' ? Object.keys(workspace.dimensions) : [])
    .filter((dimension) => !Object.hasOwn(orders.common, dimension))
    .slice(0, splitsMax);
  const cuts = [orders.differing.length === 0 ? null : orders.differing, ...splits.map((dimension) => cutFor(orders, dimension))];
  const queries = cuts.map((by, i): TableQuery | null =>
    by === null
      ? null
      : {
          tableId: `${i}`,
          ...{ metricId, traffic: metric.traffic, slice: orders.common, by: [...by], at: null },
          ...{ spanMs: Math.max(spanMs, metric.step), rowsMax: tableRowsMax },
        },
  );
  const reading = (slice: Slice): Promise<TrafficValue> => read({ metric: metricId, slice, perSlice: {}, over: spanMs });
  const [whole, one, answer] = await Promise.all([
    reading({}),
    reading(orders.common),
    askTables(queries.filter((query) => query !== null)),
  ]);
  const tables = answer.ok ? answer.value.filter((table) => isWhole(table, at)) : [];
  const counted = queries.map((query) => {
    const table = tables.find(({ tableId }) => tableId === query?.tableId);
    return query === null || table === undefined ? null : countedRows(table, query.by, orders);
  });
  const perBucket = ordersPerMinute(metric, metric.step);
  const perSpan = ordersPerMinute(metric, Math.max(spanMs, metric.step));
  const [united = null, ...parts] = counted;
  const sum = orders.differing.length === 0 ? one.value : united === null ? null : sumOf(united);
  const factor = orders.differing.length === 0 ? perBucket : perSpan;
  if (sum === null || factor === null || perBucket === null || perSpan === null) return none;
  const perMinute = sum * factor;
  const total = whole.value === null ? null : whole.value * perBucket;
  return {
    ...none,
    perMinute,
    share: total === null || total <= 0 ? null : Math.min(1, perMinute / total),
    at: one.at ?? tables[0]?.to ?? null,
    by: splits.flatMap((dimension, i) => {
      const rows = parts[i] ?? null;
      return rows === null ? [] : [{ dimension, rows: splitBy(dimension, rows, perSpan, perMinute) }];
    }),
  };
}

type Row = { readonly cut: Slice; readonly value: number };

/** Rows left out may be large ones: a table that has some says nothing of the whole. */
function isWhole({ status, to, more }: Table, now: number): boolean {
  return status.phase === 'live' && more === 0 && isFresh({ to, dueMs: status.intervalMs }, now);
}

function countedRows({ keys, now }: Table, by: readonly string[], orders: TouchedOrders): readonly Row[] {
  return keys.flatMap((key, i) => {
    const cut = Object.fromEntries(by.map((dimension, d) => [dimension, key[d] ?? '']));
    const value = now[i] ?? Number.NaN;
    return Number.isNaN(value) || !orders.has(cut) ? [] : [{ cut, value }];
  });
}

function sumOf(rows: readonly Row[]): number {
  return rows.reduce((sum, { value }) => sum + value, 0);
}

/** Largest first; beyond `rowsMax` the smaller ones are one row with all that is left of the whole, so that the rows add up to it. */
function splitBy(dimension: string, rows: readonly Row[], factor: number, perMinute: number): Blast['by'][number]['rows'] {
  const values = new Map<string, number>();
  for (const { cut, value } of rows) values.set(cut[dimension] ?? '', (values.get(cut[dimension] ?? '') ?? 0) + value * factor);
  const all = [...values].sort((a, b) => b[1] - a[1]).map(([value, count]) => ({ value, count: 1, perMinute: count }));
  if (all.length <= rowsMax) return all;
  const top = all.slice(0, topRows);
  const left = perMinute - top.reduce((sum, row) => sum + row.perMinute, 0);
  return [...top, { value: null, count: all.length - topRows, perMinute: Math.max(0, left) }];
}
