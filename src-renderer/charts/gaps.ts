import type { Run } from './missingRuns';

/** Inner gaps of a column: stretches of NaN with a value on both sides, as indices [from, to). */
export function innerGaps(values: Float64Array): Run[] {
  const gaps: Run[] = [];
  let last = -1;
  for (let i = 0; i < values.length; i += 1) {
    if (Number.isNaN(values[i])) continue;
    if (last >= 0 && i - last > 1) gaps.push({ from: last + 1, to: i });
    last = i;
  }
  return gaps;
}
