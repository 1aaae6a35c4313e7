import { sumOf } from './columns';
import { learnLeafNoise } from './leafNoise';

/** Smaller common shifts are what forecasts are off by. */
const shiftMin = 0.02;
const deviationsMin = 4;
/** Less expected than this cannot tell a ratio by itself. */
const tellingMin = 5;

/**
 * The ratio that the bulk of the leaves moved by together: 1 unless more of them lie on one side of what was expected than chance
 * allows. Causes on less than half of the leaves do not move a median. Where the leaves are too sparse to tell their own ratio, that
 * of the total is the candidate.
 */
export function bulkLevel(actual: Float64Array, expected: Float64Array): number {
  const ratios: number[] = [];
  let told = 0;
  let above = 0;
  actual.forEach((value, leaf) => {
    const wanted = expected[leaf] ?? 0;
    if (wanted < tellingMin) return;
    ratios.push(value / wanted);
    told += wanted;
    above += Math.sign(value - wanted);
  });
  const total = sumOf(expected);
  if (told * 2 >= total && ratios.length > 0) {
    const median = Float64Array.from(ratios).sort()[ratios.length >> 1] ?? 1;
    return Math.abs(above) > deviationsMin * Math.sqrt(ratios.length) && Math.abs(median - 1) >= shiftMin ? median : 1;
  }
  const change = sumOf(actual) - total;
  const { perCount } = learnLeafNoise(actual, expected);
  const significant = Math.abs(change) > deviationsMin * Math.sqrt(Math.max(perCount, 1) * total);
  return significant && Math.abs(change) >= shiftMin * total ? 1 + change / total : 1;
}
