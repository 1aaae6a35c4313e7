import type { Span } from '../../asking/spanAnswers';
import { medianOf } from '../../watch/medianOf';
import { sumOf } from '../dimensions/columns';
import { leafTable, type LeafTable } from '../dimensions/leafTable';
import type { CutCounts } from './cutCounts';
import type { Yardstick } from './yardstick';

/** Orders in the judged span, and to expect in it, of every combination. */
export interface LeafCounts {
  readonly table: LeafTable;
  /** Whole numbers: they are counts, whatever rate the backend makes of them. */
  readonly actual: Float64Array;
  readonly expected: Float64Array;
  readonly comparedWith: Yardstick['comparedWith'];
}

/** A former day counts among the calm ones when it foretells a total within this of what most do. */
const calmShare = 0.2;
/** From here on the median of a few counts tells their middle; of sparser ones it falls towards nothing, and the mean is right. */
const tellingMin = 8;

/** A leaf is expected to have what the forecasts of calm days have in common. Null when nothing was counted in the judged span. */
export function leafCounts(
  by: readonly string[],
  { keys, countsOf }: CutCounts,
  judged: Span,
  { comparedWith, forecasts }: Yardstick,
): LeafCounts | null {
  const leaves = [...keys];
  const now = countsOf(judged);
  if (now === null) return null;
  const foretold = forecasts.flatMap(({ span, levelOf }) => {
    const then = countsOf(span);
    return then === null ? [] : [Float64Array.from(leaves, ([id, key]) => (then.get(id) ?? 0) * levelOf(by, key))];
  });
  if (foretold.length === 0) return null;
  return {
    table: leafTable(
      by,
      by.map((_, i) => leaves.map(([, key]) => key[i] ?? '')),
    ),
    actual: Float64Array.from(leaves, ([id]) => Math.round(now.get(id) ?? 0)),
    expected: together(calmOnes(foretold)),
    comparedWith,
  };
}

/** Without those of days on which something else was going on. */
function calmOnes(forecasts: readonly Float64Array[]): readonly Float64Array[] {
  const totals = forecasts.map(sumOf);
  const usual = medianOf(totals);
  const calm = forecasts.filter((_, i) => Math.abs((totals[i] ?? 0) - usual) <= calmShare * usual);
  return calm.length > 0 ? calm : forecasts;
}

function together(forecasts: readonly Float64Array[]): Float64Array {
  const [first] = forecasts;
  if (first === undefined) return new Float64Array(0);
  return first.map((_, leaf) => {
    const counts = forecasts.map((forecast) => forecast[leaf] ?? 0);
    const median = medianOf(counts);
    return median >= tellingMin ? median : counts.reduce((sum, count) => sum + count, 0) / counts.length;
  });
}
