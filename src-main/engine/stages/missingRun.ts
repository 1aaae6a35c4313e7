/** Below this share of expected a bucket counts as low. */
const lowShare = 0.97;
/** … and only by more than chance: order counts scatter like √n, two of that is rarely passed three times in a row. */
const noiseSigmas = 2;
/** A run begins with this many low buckets in a row, and ends with as many that are not. */
const runBuckets = 3;

export interface MissingRun {
  /** Σ (expected − actual) × step over the run, orders. */
  readonly orders: number;
  /** Start of the run's first bucket, epoch ms. */
  readonly since: number;
}

/**
 * The run of low buckets that is still going at the end of the columns, or null.
 * Rule: low means actual < 0.97 × expected − 2·√(expected·step)/step (Poisson). Three low buckets in a row begin a run, at
 * the first of them; three in a row that are not low end it, so one lucky bucket does not reset the count. Every bucket of
 * the run is summed with its sign. Buckets without actual or expected belong to a run but add nothing.
 * @param actual, expected rates per second, bucket i starts at firstAt + i·stepMs
 */
export function missingRun(actual: Float64Array, expected: Float64Array, firstAt: number, stepMs: number): MissingRun | null {
  const stepSeconds = stepMs / 1_000;
  let runFrom: number | null = null;
  let lowFrom = 0;
  let lows = 0;
  let highs = 0;
  for (let i = 0; i < actual.length; i += 1) {
    const value = actual[i] ?? Number.NaN;
    const wanted = expected[i] ?? Number.NaN;
    if (Number.isNaN(value) || Number.isNaN(wanted)) continue;
    const low = value < lowShare * wanted - (noiseSigmas * Math.sqrt(wanted * stepSeconds)) / stepSeconds;
    if (low) {
      if (lows === 0) lowFrom = i;
      lows += 1;
      highs = 0;
      if (lows >= runBuckets) runFrom ??= lowFrom;
    } else {
      lows = 0;
      highs += 1;
      if (highs >= runBuckets) runFrom = null;
    }
  }
  if (runFrom === null) return null;
  let orders = 0;
  for (let i = runFrom; i < actual.length; i += 1) {
    const lost = (expected[i] ?? Number.NaN) - (actual[i] ?? Number.NaN);
    if (!Number.isNaN(lost)) orders += lost * stepSeconds;
  }
  return { orders: Math.max(0, orders), since: firstAt + runFrom * stepMs };
}
