import type { Slice } from '../../../contract/words';
import { CityError } from '../cityError';
import {
  dimensionIds,
  dimensions,
  leafCount,
  leavesOf,
  singleCount,
  singleOf,
  wholeCity,
  type DimensionId,
  type SliceIndex,
} from '../dimensions/dimensions';
import type { OrderHistory } from '../history/orderHistory';
import { stageCount } from '../orders/stages';
import type { OrderRecord } from '../record/orderRecord';
import type { MetricFamily, Span, SpanReader } from './metricFamily';

/** Orders that pass a stage, or pages opened: history before `liveFrom`, the record after it. */
export function orderFamily(flow: number, history: OrderHistory, record: OrderRecord): MetricFamily {
  return {
    join: 'rate',
    valuesOf: (key) => dimensions[dimensionIndex(key)]!.values,
    open: (slice) => {
      const index = sliceIndex(slice);
      const live = liveReader(flow, index, record);
      const span: Span = { sum: 0, seconds: 0 };
      return (from, to) => {
        span.sum = 0;
        span.seconds = 0;
        const seam = Math.min(to, history.to);
        if (from < seam) {
          span.sum += history.count(flow, index, from, seam);
          span.seconds += (seam - from) / 1000;
        }
        if (to > history.to) {
          const found = live(Math.max(from, history.to), to);
          span.sum += found.sum;
          span.seconds += found.seconds;
        }
        return span;
      };
    },
  };
}

function liveReader(flow: number, index: SliceIndex, record: OrderRecord): SpanReader {
  const single = singleOf(index);
  if (single !== undefined) return (from, to) => record.singles.sum(flow * singleCount + single, from / 1000, to / 1000);
  if (flow >= stageCount) return productReader(flow, index, record);
  const leaves = leavesOf(index);
  const product = productReader(flow, index, record);
  const span: Span = { sum: 0, seconds: 0 };
  return (from, to) => {
    span.sum = 0;
    span.seconds = 0;
    for (const leaf of leaves) {
      const found = record.leaves.sum(flow * leafCount + leaf, from / 1000, to / 1000);
      span.sum += found.sum;
      span.seconds = found.seconds;
    }
    // Leaves are kept for hours, single dimensions for weeks: beyond the leaves' memory a slice is the product of its sides.
    return span.seconds === 0 ? product(from, to) : span;
  };
}

/** Total × Π (side / total): exact while the dimensions are independent, an estimate where a fault mixed them. */
function productReader(flow: number, index: SliceIndex, record: OrderRecord): SpanReader {
  const sides = index.flatMap((value, d) => (value < 0 ? [] : [singleOf(wholeCity.map((_, i) => (i === d ? value : -1))) ?? 0]));
  const span: Span = { sum: 0, seconds: 0 };
  return (from, to) => {
    const total = record.singles.sum(flow * singleCount, from / 1000, to / 1000);
    const all = total.sum;
    span.seconds = total.seconds;
    span.sum = sides.reduce(
      (sum, side) => (all > 0 ? (sum * record.singles.sum(flow * singleCount + side, from / 1000, to / 1000).sum) / all : 0),
      all,
    );
    return span;
  };
}

function sliceIndex(slice: Slice): SliceIndex {
  const index = [...wholeCity];
  for (const [key, value] of Object.entries(slice)) {
    const d = dimensionIndex(key);
    const position = dimensions[d]!.values.indexOf(value);
    if (position < 0) throw new CityError(400, `slice.${key}: "${value}" is none of ${dimensions[d]!.values.join(', ')}`);
    index[d] = position;
  }
  return index;
}

function dimensionIndex(key: string): number {
  const d = dimensionIds.indexOf(dimensionIds.find((id): id is DimensionId => id === key) ?? 'city');
  if (dimensionIds[d] !== key) throw new CityError(400, `slice: "${key}" is none of the dimensions ${dimensionIds.join(', ')}`);
  return d;
}
