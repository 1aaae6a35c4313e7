import { dimensions, leafCount, leafSingles, singleCount, singleOffsets } from '../dimensions/dimensions';
import type { OrderHistory } from '../history/orderHistory';
import { stageCount, stageIds } from '../orders/stages';
import type { OrderRecord } from '../record/orderRecord';
import type { MetricDetail } from '../cityOptions';
import { labelText, type Exposition } from './exposition';

const minuteMs = 60_000;
/** Counters begin at a moment that does not depend on when the process started, so that a backfill and the live city agree. */
const originStepMs = 9 * 86_400_000;

/** Where the counters of a city that lives at `at` began: 9–18 days earlier, the same for all starts within a nine-day block. */
export function counterOrigin(at: number): number {
  return Math.floor(at / originStepMs) * originStepMs - originStepMs;
}

export interface OrderSeries {
  name: string;
  labels: string;
  /** Position in [stage × singleCount + position]. */
  column: number;
}

/** The order counters' series, grouped by metric name. */
export const orderSeries: readonly OrderSeries[] = [
  ...seriesOf('highnoon_orders_total', []),
  ...dimensions.flatMap((dimension, d) =>
    seriesOf(
      `highnoon_orders_by_${dimension.id}_total`,
      dimension.values.map((value, i) => ({ label: dimension.id, value, position: singleOffsets[d]! + i })),
    ),
  ),
];

export function orderHelp(name: string): string {
  return name === 'highnoon_orders_total'
    ? 'Orders that passed a stage of the funnel.'
    : 'Orders that passed a stage, by one dimension.';
}

/** Sum of the history from the counters' origin to its end, [stage × singleCount + position]. */
export function historyCounters(history: OrderHistory): Float64Array {
  const sums = new Float64Array(stageCount * singleCount);
  const row = new Float64Array(singleCount);
  for (let minute = counterOrigin(history.to) / minuteMs; minute < history.to / minuteMs; minute += 1)
    addMinute(history, minute, row, sums);
  return sums;
}

/** Adds one minute of history to running sums. */
export function addMinute(history: OrderHistory, minute: number, row: Float64Array, sums: Float64Array): void {
  for (let stage = 0; stage < stageCount; stage += 1) {
    history.minuteSingles(stage, minute, row);
    for (let i = 0; i < singleCount; i += 1) sums[stage * singleCount + i]! += row[i]!;
  }
}

export function createOrderCounters(history: OrderHistory, record: OrderRecord) {
  let before: Float64Array | undefined;
  return (out: Exposition, detail: MetricDetail): void => {
    const start = (before ??= historyCounters(history));
    let named = '';
    for (const series of orderSeries) {
      if (detail === 'totals' && series.name !== 'highnoon_orders_total') break;
      if (series.name !== named) out.family((named = series.name), 'counter', orderHelp(series.name));
      out.sample(series.name, series.labels, Math.round(start[series.column]!) + record.counted[series.column]!);
    }
    if (detail === 'leaves') writeLeaves(out, record);
  };
}

function writeLeaves(out: Exposition, record: OrderRecord): void {
  const name = 'highnoon_orders_by_leaf_total';
  out.family(name, 'counter', 'Orders that passed a stage since this city started, by all dimensions.');
  for (let stage = 0; stage < stageCount; stage += 1)
    for (let leaf = 0; leaf < leafCount; leaf += 1) {
      const labels = Object.fromEntries(
        dimensions.map((dimension, d) => [dimension.id, dimension.values[leafSingles[leaf * 5 + d]! - singleOffsets[d]!] ?? '']),
      );
      out.sample(name, labelText({ stage: stageIds[stage]!, ...labels }), record.countedLeaves[stage * leafCount + leaf]!);
    }
}

function seriesOf(name: string, values: readonly { label: string; value: string; position: number }[]): OrderSeries[] {
  return stageIds.flatMap((stage, i) =>
    values.length === 0
      ? [{ name, labels: labelText({ stage }), column: i * singleCount }]
      : values.map(({ label, value, position }) => ({
          name,
          labels: labelText({ stage, [label]: value }),
          column: i * singleCount + position,
        })),
  );
}
