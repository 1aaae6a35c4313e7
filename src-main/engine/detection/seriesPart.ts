import type { NumberCursor } from './seriesMemory';

/**
 * One thing that is known of a series, e.g. its noise. Parts are shared by all series of a step: before a series is judged its
 * parts recall what they know of it, afterwards they keep it.
 */
export interface SeriesPart {
  /** Numbers that are kept per series. */
  readonly numberCount: number;
  /** 32-bit table entries that are kept per series. */
  readonly tableLength: number;
  recall(numbers: NumberCursor, tables: Float32Array, tableFrom: number): void;
  /** Puts what `recall` takes, in the same order; tables are written in place. */
  keep(numbers: NumberCursor): void;
  /** As before the first sample. The tables are NaN then. */
  forget(): void;
}
