import type { Slice } from '../../../contract/words';

/** What one series did within a span: the sum of its per-second values and for how many seconds it has any. */
export interface Span {
  sum: number;
  seconds: number;
}

/** Reads one series; spans are whole seconds in epoch ms, within what the city knows. The answer is reused by the next call. */
export type SpanReader = (from: number, to: number) => Span;

export interface MetricFamily {
  /** `rate`: bucket = sum / step. `mean`: bucket = sum / seconds seen. */
  join: 'rate' | 'mean';
  /** The values of a slice key, for `by`; throws CityError 400 when the key is unknown. */
  valuesOf(key: string, slice: Slice): readonly string[];
  /** Throws CityError 400 or 404 that names the offending key or value. */
  open(slice: Slice): SpanReader;
}
