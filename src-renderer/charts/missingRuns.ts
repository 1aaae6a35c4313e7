import { median } from 'd3';

/** Buckets [from, to) by index into the columns, both ends of a stretch where orders are missing. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** Below this share of expected nothing is called missing, however quiet the line. */
const shareMin = 0.05;
/** As many deviations as the residuals' own spread must be exceeded. */
const spreads = 3;
/** Scales the median absolute deviation to a standard deviation for normal residuals. */
const madScale = 1.4826;
const runLengthMin = 3;

/**
 * Where `actual` lies below `expected` by more than noise, for drawing only (detection is the engine's). Noise is read off
 * the relative residuals in view: their median (a day that runs a little low as a whole is no loss) and their MAD.
 * `knownSince` is the engine's own start of a loss (epoch index); from there on every bucket below expected counts.
 */
export function missingRuns(actual: Float64Array, expected: Float64Array, knownFrom: number | null): Run[] {
  const residuals = Array.from(actual, (value, i) => residual(value, expected[i]));
  const known = residuals.filter((each) => !Number.isNaN(each));
  const centre = Math.min(0, median(known) ?? 0);
  const spread = madScale * (median(known, (each) => Math.abs(each - centre)) ?? 0);
  const limit = centre - Math.max(shareMin, spreads * spread);
  const isMissing = (i: number): boolean => {
    const each = residuals[i] ?? Number.NaN;
    return each < limit || (knownFrom !== null && i >= knownFrom && each < 0);
  };
  const runs: Run[] = [];
  for (let i = 0; i < residuals.length; i += 1) {
    if (!isMissing(i)) continue;
    const from = i;
    while (i < residuals.length && isMissing(i)) i += 1;
    if (i - from >= runLengthMin || (knownFrom !== null && from >= knownFrom)) runs.push({ from, to: i });
  }
  return runs;
}

function residual(actual: number, expected: number | undefined): number {
  return expected === undefined || !(expected > 0) ? Number.NaN : (actual - expected) / expected;
}
