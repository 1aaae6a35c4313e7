import { dimensionSizes, dimensions } from '../dimensions/dimensions';
import { normal } from '../random/normal';

/**
 * Shares of every dimension's values in one time cell, with counting noise that adds up.
 *
 * A cell that holds about N orders is split by w + v/√N, where v_i = √w_i·z_i − w_i·Σ√w_j·z_j: the covariance of a multinomial
 * draw, and Σv = 0. A slice is N·Πw + √N·(Π(w+v) − Πw); summed over all values of any dimension this is exactly the slice
 * without that dimension, so totals, single dimensions and leaves agree without generating one from the other.
 */
export interface SplitNoise {
  /** Shares: `w` per dimension; city shares move with the weather. */
  shares: readonly Float64Array[];
  deviation(dimension: number, value: number, stream: number, cell: number): number;
  /** All values of a dimension at once, into `out`. */
  deviations(dimension: number, stream: number, cell: number, out: Float64Array): void;
}

export function createSplitNoise(seed: number): SplitNoise {
  const shares = dimensions.map((dimension) => Float64Array.from(dimension.shares));
  const roots = shares.map((row) => new Float64Array(row.length));
  const refreshRoots = (dimension: number): void => {
    const row = shares[dimension]!;
    const root = roots[dimension]!;
    for (let i = 0; i < row.length; i += 1) root[i] = Math.sqrt(row[i]!);
  };
  dimensionSizes.forEach((_, dimension) => refreshRoots(dimension));
  const scratch = new Float64Array(Math.max(...dimensionSizes));
  const deviations = (dimension: number, stream: number, cell: number, out: Float64Array): void => {
    if (dimension === 0 || dimension === 3) refreshRoots(dimension);
    const row = shares[dimension]!;
    const root = roots[dimension]!;
    let sum = 0;
    for (let i = 0; i < row.length; i += 1) {
      const y = root[i]! * normal(seed, cell, stream * 64 + dimension, i);
      out[i] = y;
      sum += y;
    }
    for (let i = 0; i < row.length; i += 1) out[i] = out[i]! - row[i]! * sum;
  };
  return {
    shares,
    deviations,
    deviation: (dimension, value, stream, cell) => {
      deviations(dimension, stream, cell, scratch);
      return scratch[value]!;
    },
  };
}
