import type { DimensionFinding } from '../../../../contract/diagnosis';
import type { Slice } from '../../../../contract/words';
import type { Span } from '../../asking/spanAnswers';
import { sumOf } from '../dimensions/columns';
import { explainChange } from '../dimensions/explainChange';
import type { Explanation, Where } from '../dimensions/explanation';
import type { LeafCounts } from './leafCounts';

/** Fewer values than this cannot show by their number that they all moved alike; `explainChange` would name each of them. */
const fewLeaves = 16;
/** What forecasts of single values are off by in proportion, of the total's count. */
const forecastShare = 0.05;
/** Squared distances from the common ratio, in their deviations, per value: by chance three in a hundred times above this. */
const evenMax = 3;

/** Orders per minute of a stage: which combinations its change is in. */
export function changeFinding(
  metricId: string,
  { from, to }: Span,
  counts: LeafCounts,
  possibleLeaves: number,
): DimensionFinding {
  const { table, actual, expected, comparedWith } = counts;
  const perMinute = 60_000 / (to - from);
  const change = sumOf(actual) - sumOf(expected);
  const told = movedAlike(counts) ? { parts: [], everywhere: change, rivals: [] } : explainChange(counts);
  return {
    metricId,
    measure: 'orders',
    ofMetricId: null,
    by: [...table.attributes],
    from,
    to,
    comparedWith,
    actual: sumOf(actual) * perMinute,
    expected: sumOf(expected) * perMinute,
    ...sharesOf({ ...told, change, mix: 0, residual: 0 }, perMinute),
    mixShift: null,
    leaves: table.leafCount,
    leavesLeftOut: Math.max(0, possibleLeaves - table.leafCount),
  };
}

/** An explanation in other units; the residual is what is left, so that the sum stays exact. */
export function sharesOf(
  {
    change,
    parts,
    everywhere,
    mix,
    rivals,
  }: Pick<Explanation, 'change' | 'parts' | 'everywhere' | 'mix' | 'residual' | 'rivals'>,
  factor: number,
): Pick<DimensionFinding, 'parts' | 'everywhere' | 'mix' | 'residual' | 'rivals'> {
  const scaled = parts.map(({ where, explained, expected, confidence }) => ({
    slice: sliceOf(where),
    explained: explained * factor,
    expected: expected * factor,
    confidence,
  }));
  const named = scaled.reduce((sum, { explained }) => sum + explained, 0);
  return {
    parts: scaled,
    everywhere: everywhere * factor,
    mix: mix * factor,
    residual: change * factor - everywhere * factor - mix * factor - named,
    rivals: rivals.map(sliceOf),
  };
}

export function sliceOf(where: Where): Slice {
  return Object.fromEntries(where.map(({ attribute, value }) => [attribute, value]));
}

function movedAlike({ table, actual, expected }: LeafCounts): boolean {
  if (table.leafCount >= fewLeaves) return false;
  const ratio = sumOf(actual) / sumOf(expected);
  const distances = actual.map((count, leaf) => {
    const wanted = (expected[leaf] ?? 0) * ratio;
    return (count - wanted) ** 2 / (Math.max(1, wanted) + (forecastShare * wanted) ** 2);
  });
  return Number.isFinite(ratio) && sumOf(distances) <= evenMax * table.leafCount;
}
