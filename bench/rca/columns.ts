import { z } from 'zod';

/** A series as the packs write it: null = no data. */
export const seriesSchema = z.array(z.number().nullable());
export type PackSeries = z.infer<typeof seriesSchema>;

/** Series behind one another as one column, null as NaN; a missing one is all gap. Times `factor`, for units. */
export function joined(
  parts: readonly { readonly series: PackSeries | undefined; readonly length: number }[],
  factor = 1,
): Float64Array {
  const column = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0)).fill(Number.NaN);
  let start = 0;
  for (const { series, length } of parts) {
    series?.forEach((value, i) => {
      if (value !== null && i < length) column[start + i] = value * factor;
    });
    start += length;
  }
  return column;
}

/** A column that has values in a few places only. */
export function sparse(length: number, values: ReadonlyMap<number, number>): Float64Array {
  const column = new Float64Array(length).fill(Number.NaN);
  for (const [bucket, value] of values) column[bucket] = value;
  return column;
}
