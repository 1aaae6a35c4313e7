/**
 * Joins every `factor` neighbours of `parts` into one bucket. A bucket is NaN only if all its parts are.
 * `mean`: the mean of the parts that are known; in the bucket that still fills, buckets that have not begun count as
 * nothing collected yet, so that a wide filling bucket reads "collected so far" like a narrow one.
 * @param begunParts how many parts have begun; the rest lie in the future.
 */
export function joinBuckets(parts: Float64Array, factor: number, join: 'mean' | 'sum', begunParts: number): Float64Array {
  if (factor === 1) return parts;
  const joined = new Float64Array(Math.floor(parts.length / factor));
  for (let i = 0; i < joined.length; i += 1) {
    let sum = 0;
    let known = 0;
    for (let part = i * factor; part < (i + 1) * factor; part += 1) {
      const value = parts[part] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      sum += value;
      known += 1;
    }
    const future = Math.max(0, Math.min(factor, (i + 1) * factor - begunParts));
    joined[i] = known === 0 ? Number.NaN : join === 'sum' ? sum : sum / (known + future);
  }
  return joined;
}

/** Per bucket the median of the columns that know it; NaN where none does. */
export function medianOf(columns: readonly Float64Array[]): Float64Array {
  const length = columns[0]?.length ?? 0;
  const medians = new Float64Array(length);
  const known: number[] = [];
  for (let i = 0; i < length; i += 1) {
    known.length = 0;
    for (const column of columns) {
      const value = column[i] ?? Number.NaN;
      if (!Number.isNaN(value)) known.push(value);
    }
    known.sort((a, b) => a - b);
    const upper = known[known.length >> 1] ?? Number.NaN;
    const lower = known[(known.length - 1) >> 1] ?? Number.NaN;
    medians[i] = (upper + lower) / 2;
  }
  return medians;
}
