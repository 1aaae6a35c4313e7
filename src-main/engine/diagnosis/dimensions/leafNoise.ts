/**
 * How leaves scatter around what is expected when nothing is wrong: variance of (actual − expected) =
 * perCount · expected + relative² · level², level = (actual + expected) / 2. The first term is counting (Poisson has perCount 1), the second
 * what a forecast gets wrong in proportion.
 */
export interface LeafNoise {
  readonly perCount: number;
  readonly relative: number;
}

const binCount = 16;
/** Two numbers are learned; more leaves than this do not tell them better. */
const sampledMax = 8_192;
const madToDeviation = 1.4826;
/** Below this many counted events the median distance of a whole number from its expectation says nothing about its spread. */
const countedMin = 5;
/** No forecast is believed to be better than this … */
const relativeMin = 0.002;
/** … nor worse: where leaves are off by more, most of them are affected. */
const relativeMax = 0.3;

/**
 * Learns the noise from the leaves themselves. Leaves are taken in bins of equal size by level, the spread of each bin is a median distance, so that up to
 * half of a bin may be affected by causes; the two terms are the non-negative least squares over the bins. Whole numbers are counts:
 * they scatter at least like Poisson.
 */
export function learnLeafNoise(actual: Float64Array, expected: Float64Array): LeafNoise {
  const counted = isCounted(actual);
  const leaves: number[] = [];
  const step = Math.ceil(actual.length / sampledMax);
  for (let leaf = 0; leaf < actual.length; leaf += step) {
    // Chosen by what was expected: by what happened, leaves that something happened to would be chosen.
    if ((expected[leaf] ?? 0) > (counted ? countedMin : 0)) leaves.push(leaf);
  }
  leaves.sort((a, b) => levelOf(actual, expected, a) - levelOf(actual, expected, b));
  const bins: { level: number; variance: number }[] = [];
  const perBin = Math.max(8, Math.ceil(leaves.length / binCount));
  for (let from = 0; from + 8 <= leaves.length; from += perBin) {
    const bin = leaves.slice(from, from + perBin);
    const distances = Float64Array.from(bin, (leaf) => Math.abs(relativeChange(actual, expected, leaf))).sort();
    const spread = madToDeviation * (distances[distances.length >> 1] ?? 0);
    const middle = bin[bin.length >> 1] ?? 0;
    bins.push({ level: levelOf(actual, expected, middle), variance: spread * spread });
  }
  return fitTerms(bins, counted ? 1 : 0);
}

function isCounted(actual: Float64Array): boolean {
  return actual.every((value) => Number.isInteger(value));
}

function levelOf(actual: Float64Array, expected: Float64Array, leaf: number): number {
  return ((actual[leaf] ?? 0) + (expected[leaf] ?? 0)) / 2;
}

function relativeChange(actual: Float64Array, expected: Float64Array, leaf: number): number {
  return ((actual[leaf] ?? 0) - (expected[leaf] ?? 0)) / levelOf(actual, expected, leaf);
}

/** variance ≈ relative² + perCount / level, each bin weighted by its own precision. */
function fitTerms(bins: readonly { level: number; variance: number }[], perCountMin: number): LeafNoise {
  if (bins.length === 0) return { perCount: perCountMin, relative: 0.05 };
  let [ww, wi, ii, wv, iv] = [0, 0, 0, 0, 0];
  const floor = relativeMin * relativeMin;
  for (const { level, variance } of bins) {
    const weight = 1 / (variance + floor) ** 2;
    const inverse = 1 / level;
    ww += weight;
    wi += weight * inverse;
    ii += weight * inverse * inverse;
    wv += weight * variance;
    iv += weight * variance * inverse;
  }
  const determinant = ww * ii - wi * wi;
  let perCount = determinant > 1e-12 * ww * ii ? (ww * iv - wi * wv) / determinant : 0;
  if (!(perCount > perCountMin)) perCount = perCountMin;
  let square = (wv - perCount * wi) / ww;
  if (!(square > floor)) {
    square = floor;
    perCount = Math.max(perCountMin, (iv - floor * wi) / ii);
  }
  return { perCount, relative: Math.min(relativeMax, Math.sqrt(square)) };
}
