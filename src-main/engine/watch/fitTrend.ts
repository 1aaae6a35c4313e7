import { medianOf } from './medianOf';

export interface Trend {
  /** y per unit of x. */
  readonly slope: number;
  /** Standard error of the slope; never 0. */
  readonly slopeError: number;
  /** The line at x = 0. */
  readonly last: number;
}

/** Median absolute deviation × this is the deviation of normal noise. */
const madToDeviation = 1.4826;
/** The slope of Theil and Sen is a little less sharp than least squares on normal noise. */
const theilSenInefficiency = 1.05;
const errorMin = 1e-9;

/**
 * A straight line through points that may have wild ones among them: the median of all pairwise slopes (Theil 1950, Sen 1968);
 * its error from the residuals' median absolute deviation. O(n²): for some dozens of points.
 */
export function fitTrend(points: readonly { readonly x: number; readonly y: number }[]): Trend {
  const slopes: number[] = [];
  points.forEach((a, i) => {
    for (const b of points.slice(i + 1)) if (b.x !== a.x) slopes.push((b.y - a.y) / (b.x - a.x));
  });
  const slope = slopes.length === 0 ? 0 : medianOf(slopes);
  const last = medianOf(points.map(({ x, y }) => y - slope * x));
  const deviation = madToDeviation * medianOf(points.map(({ x, y }) => Math.abs(y - last - slope * x)));
  const mean = points.reduce((sum, { x }) => sum + x, 0) / points.length;
  const spread = Math.sqrt(points.reduce((sum, { x }) => sum + (x - mean) ** 2, 0));
  return { slope, last, slopeError: Math.max(errorMin, (theilSenInefficiency * deviation) / Math.max(errorMin, spread)) };
}
