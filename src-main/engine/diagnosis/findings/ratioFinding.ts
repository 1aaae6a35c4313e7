import type { DimensionFinding } from '../../../../contract/diagnosis';
import type { Slice } from '../../../../contract/words';
import type { Span } from '../../asking/spanAnswers';
import { sumOf } from '../dimensions/columns';
import { explainRatio } from '../dimensions/explainRatio';
import { leafTable } from '../dimensions/leafTable';
import { sharesOf, sliceOf } from './changeFinding';
import type { CutCounts } from './cutCounts';

export interface RatioCounts {
  readonly metricId: string;
  readonly ofMetricId: string;
  readonly by: readonly string[];
  readonly numerator: CutCounts;
  readonly denominator: CutCounts;
  /** The minutes before it began, and the judged span last; the denominator's are earlier by the stage's lag. */
  readonly spans: readonly { readonly numerator: Span; readonly denominator: Span }[];
}

/** Conversion from the stage before: which combinations its change is in, as shares of that stage. Null when nothing was counted before. */
export function ratioFinding({ metricId, ofMetricId, by, numerator, denominator, spans }: RatioCounts): DimensionFinding | null {
  const judged = spans.at(-1)?.numerator;
  if (judged === undefined) return null;
  const keys = new Map([...denominator.keys, ...numerator.keys]);
  const ids = [...keys.keys()];
  const column = (counts: ReadonlyMap<string, number> | null): Float64Array =>
    Float64Array.from(ids, (id) => Math.round(counts?.get(id) ?? 0));
  const table = leafTable(
    by,
    by.map((_, i) => ids.map((id) => keys.get(id)?.[i] ?? '')),
  );
  const passed = spans.map((span) => column(numerator.countsOf(span.numerator)));
  const denominators = spans.map((span) => column(denominator.countsOf(span.denominator)));
  const population = sumOf(denominators.at(-1) ?? new Float64Array(0));
  const explanation = population === 0 ? null : explainRatio({ table, numerators: asShares(passed, denominators), denominators });
  if (explanation === null || !Number.isFinite(explanation.change)) return null;
  const actual = sumOf(passed.at(-1) ?? new Float64Array(0)) / population;
  const told = sharesOf(explanation, 1 / population);
  return {
    metricId,
    measure: 'ratio',
    ofMetricId,
    by: [...by],
    ...judged,
    comparedWith: 'before',
    actual,
    expected: actual - explanation.change / population,
    ...told,
    rivals: told.rivals.filter((rival) => !told.parts.some(({ slice }) => isWithin(rival, slice))),
    mixShift:
      explanation.mixShift === null
        ? null
        : {
            kind: explanation.mixShift.kind,
            movers: explanation.mixShift.movers.map(({ where, usualShare, share, mix }) => ({
              slice: sliceOf(where),
              usualShare,
              share,
              mix: mix / population,
            })),
          },
    leaves: table.leafCount,
    leavesLeftOut: 0,
  };
}

/** What the clip of single orders may take away of a total before it is no share of the stage before. */
const clippedMax = 0.1;

/**
 * Small combinations now and then pass one order more than came, because that one came a moment earlier. As shares of what came they
 * are read by what failed, which is far sharper. Where the whole passes more than came, a backlog drains, it is left as it is.
 */
function asShares(passed: readonly Float64Array[], came: readonly Float64Array[]): readonly Float64Array[] {
  const clipped = passed.map((column, i) => column.map((count, leaf) => Math.min(count, came[i]?.[leaf] ?? 0)));
  const isShare = clipped.every((column, i) => sumOf(column) >= (1 - clippedMax) * sumOf(passed[i] ?? column));
  return isShare ? clipped : passed;
}

/** A narrower look at a named part is no rival of it. */
function isWithin(inner: Slice, outer: Slice): boolean {
  return Object.entries(outer).every(([dimension, value]) => inner[dimension] === value);
}
