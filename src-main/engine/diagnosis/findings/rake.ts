import { groupSums, sumOf } from '../dimensions/columns';
import type { SingleCut } from './chooseDimensions';
import type { LeafCounts } from './leafCounts';

/** Margins of five dimensions agree to a thousandth after two. */
const sweeps = 3;

/**
 * Iterative proportional fitting (Deming and Stephan, 1940): what is expected of combinations, so that it adds up to what is expected of
 * each value of each dimension. A combination that is counted a few times a day is known badly, a value well; the errors of
 * hundreds of the former would add up to a part that is none.
 */
export function rake(counts: LeafCounts, singles: readonly SingleCut[]): LeafCounts {
  const { table } = counts;
  const margins = table.attributes.flatMap((attribute, a) => {
    const single = singles.find(({ dimension }) => dimension === attribute);
    const codes = table.codes[a];
    return single === undefined || codes === undefined ? [] : [{ codes, wanted: marginOf(table.values[a] ?? [], single.counts) }];
  });
  const total = sumOf(margins[0]?.wanted ?? new Float64Array(0));
  let { expected } = counts;
  for (let sweep = 0; sweep < sweeps; sweep += 1)
    for (const { codes, wanted } of margins) {
      const sums = groupSums(codes, wanted.length, expected);
      const scale = total / sumOf(wanted);
      const factors = wanted.map((count, value) => ((sums[value] ?? 0) > 0 ? (count * scale) / (sums[value] ?? 1) : 1));
      expected = expected.map((count, leaf) => count * (factors[codes[leaf] ?? 0] ?? 1));
    }
  return { ...counts, expected };
}

/** What is expected of each value, in the order of the combinations' values. */
function marginOf(values: readonly string[], { table, expected }: LeafCounts): Float64Array {
  const known = new Map(values.map((value, i) => [value, i]));
  const margin = new Float64Array(values.length);
  (table.codes[0] ?? new Int32Array(0)).forEach((code, leaf) => {
    const at = known.get(table.values[0]?.[code] ?? '');
    if (at !== undefined) margin[at] = (margin[at] ?? 0) + (expected[leaf] ?? 0);
  });
  return margin;
}
