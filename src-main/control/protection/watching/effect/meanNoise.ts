/** What remains of a series around its level: how large it is, how much each value takes from the one before, how well that is known. */
export interface Noise {
  /** Variance of one value. */
  readonly variance: number;
  /** Autocorrelation of neighbours, 0–0.95. */
  readonly memory: number;
  /** Degrees of freedom that so many dependent values are worth. */
  readonly freedom: number;
}

const memoryMax = 0.95;
/** On each side of a step, and in all: in a short series a step and noise cannot be told apart. */
const [sideMin, seriesMin] = [3, 30];

/**
 * First-order autoregressive noise of a series before a click. At most one step is taken out of it first, because the trouble that the
 * click answers began somewhere in it; `levelFrom`: index of the first value of the level that the series had last.
 */
export function noiseOf(values: readonly number[]): { readonly noise: Noise; readonly levelFrom: number } {
  const at = bestStep(values);
  if (at !== 0) {
    const parts = [values.slice(0, at), values.slice(at)];
    const noise = fitNoise(parts);
    const explained = 1 - parts.reduce((sum, part) => sum + spreadOf(part), 0) / spreadOf(values);
    if (explained >= stepExplainsMin(noise.memory)) return { noise, levelFrom: at };
  }
  return { noise: fitNoise([values]), levelFrom: 0 };
}

/**
 * How much of all the variation a step has to explain. In simulated noise without one the best step explained as much in 1 of 100 series
 * of 60 values up to φ = 0.8, in 1 of 40 of 30 values at φ = 0.5, and in 1 of 7 of them at φ = 0.9.
 */
function stepExplainsMin(memory: number): number {
  return Math.min(0.8, 0.4 + 0.5 * memory);
}

/**
 * φ is corrected for its bias on short series (Kendall 1954; Marriott & Pope 1954: E φ̂ ≈ φ − (1 + 3φ) ÷ n), and the variance for
 * what the fitted means took away of it.
 */
function fitNoise(parts: readonly (readonly number[])[]): Noise {
  const residuals = parts.flatMap((part) => part.map((value) => value - meanOf(part)));
  const n = residuals.length;
  const squares = sumOf(residuals.map((residual) => residual ** 2));
  const products = sumOf(residuals.slice(1).map((residual, i) => residual * (residuals[i] ?? 0)));
  const raw = squares === 0 ? 0 : products / squares;
  const memory = n > 4 * parts.length ? (raw * n + parts.length) / (n - 3 * parts.length) : memoryMax;
  const phi = Math.min(memoryMax, Math.max(0, memory));
  const taken = parts.reduce((sum, part) => sum + (part.length / n) * meanVarianceFactor(part.length, phi), 0);
  return {
    variance: squares / n / Math.max(0.1, 1 - taken),
    memory: phi,
    freedom: (n * (1 - phi)) / (1 + phi) - parts.length,
  };
}

/** Variance of the mean of `count` neighbours ÷ variance of one: (1 + 2 Σ (1 − k/n) φᵏ) ÷ n (Bartlett 1946). */
export function meanVarianceFactor(count: number, memory: number): number {
  let sum = 1;
  for (let lag = 1; lag < count; lag += 1) sum += 2 * (1 - lag / count) * memory ** lag;
  return sum / count;
}

/** Index after the step that leaves least variation; 0 for a series that is too short, or has none. */
function bestStep(values: readonly number[]): number {
  let [least, leastAt] = [values.length < seriesMin ? 0 : spreadOf(values), 0];
  for (let at = sideMin; at <= values.length - sideMin; at += 1) {
    const left = spreadOf(values.slice(0, at)) + spreadOf(values.slice(at));
    if (left < least) [least, leastAt] = [left, at];
  }
  return leastAt;
}

function spreadOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return sumOf(values.map((value) => (value - mean) ** 2));
}

export function meanOf(values: readonly number[]): number {
  return sumOf(values) / values.length;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
