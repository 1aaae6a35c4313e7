/** How one curve follows another: how much later, how closely, and with what share of it. */
export interface Following {
  /** The following curve is this much later, ms; negative when it is ahead. */
  readonly lagMs: number;
  /** Pearson's r at that lag. */
  readonly correlation: number;
  /** Share of the first curve's sum. */
  readonly share: number;
}

/** Fewer shared points tell nothing. */
const pointsMin = 45;
/** A flat curve correlates with everything. */
const relativeSpreadMin = 0.02;

/**
 * Normalised cross-correlation over whole steps, its top refined by the parabola through its three highest points: the demand of
 * a day is smooth, so lags far below one step are found. null when the curves have too little in common to tell.
 */
export function followCurves(first: Float64Array, second: Float64Array, stepMs: number, lagStepsMax: number): Following | null {
  const at = (lag: number): number => correlationAt(first, second, lag);
  let best = Number.NaN;
  let bestLag = 0;
  for (let lag = -lagStepsMax; lag <= lagStepsMax; lag += 1) {
    const r = at(lag);
    if (Number.isNaN(best) || r > best) {
      best = r;
      bestLag = lag;
    }
  }
  if (!(best > 0)) return null;
  const before = at(bestLag - 1);
  const after = at(bestLag + 1);
  const bend = before - 2 * best + after;
  const refined = Number.isFinite(bend) && bend < 0 ? (0.5 * (before - after)) / bend : 0;
  return { lagMs: (bestLag + refined) * stepMs, correlation: best, share: shareAt(first, second, bestLag) };
}

function correlationAt(first: Float64Array, second: Float64Array, lag: number): number {
  let count = 0;
  let sumA = 0;
  let sumB = 0;
  eachPair(first, second, lag, (a, b) => {
    count += 1;
    sumA += a;
    sumB += b;
  });
  if (count < pointsMin) return Number.NaN;
  const meanA = sumA / count;
  const meanB = sumB / count;
  let both = 0;
  let squareA = 0;
  let squareB = 0;
  eachPair(first, second, lag, (a, b) => {
    both += (a - meanA) * (b - meanB);
    squareA += (a - meanA) ** 2;
    squareB += (b - meanB) ** 2;
  });
  const spread = Math.sqrt(squareA / count) / Math.abs(meanA);
  if (!(spread > relativeSpreadMin) || squareB === 0) return Number.NaN;
  return both / Math.sqrt(squareA * squareB);
}

function shareAt(first: Float64Array, second: Float64Array, lag: number): number {
  let sumA = 0;
  let sumB = 0;
  eachPair(first, second, lag, (a, b) => {
    sumA += a;
    sumB += b;
  });
  return sumA === 0 ? Number.NaN : sumB / sumA;
}

function eachPair(first: Float64Array, second: Float64Array, lag: number, visit: (a: number, b: number) => void): void {
  for (let i = Math.max(0, lag); i < second.length && i - lag < first.length; i += 1) {
    const a = first[i - lag] ?? Number.NaN;
    const b = second[i] ?? Number.NaN;
    if (!Number.isNaN(a) && !Number.isNaN(b)) visit(a, b);
  }
}

export function meanOf(values: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? Number.NaN : known.reduce((sum, value) => sum + value, 0) / known.length;
}
