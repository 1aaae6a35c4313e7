import { SpanAnswers, type Span } from '../../asking/spanAnswers';
import type { SpanRows } from '../../asking/spanRows';
import { BackendFailure, type SampleSource } from '../../backends/backend';
import type { TableCut } from '../../tables/tableCut';

/** A metric cut by dimensions, as orders in each of the asked spans. */
export interface CutCounts {
  /** Row id → its values, in the order of the cut. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  /** Row id → orders; null where the backend has no sample of that span. */
  readonly countsOf: (span: Span) => ReadonlyMap<string, number> | null;
}

/**
 * One question. Null where this backend has no such cut: it is refused, or there is no row of it (a shop that counts by city and by
 * version need not count by both). @throws BackendFailure for everything else
 */
export async function readCut(
  samples: Pick<SampleSource, 'breakdown'>,
  cut: TableCut,
  join: 'mean' | 'sum',
  spans: readonly Span[],
  signal: AbortSignal,
): Promise<CutCounts | null> {
  const answers = new SpanAnswers(cut);
  try {
    await answers.ask(samples, spans, signal);
  } catch (error) {
    if (error instanceof BackendFailure && (error.code === 'bad-query' || error.code === 'too-big')) return null;
    throw error;
  }
  const rowsOf = (span: Span): SpanRows => answers.rowsOf(span) ?? new Map();
  const keys = new Map(spans.flatMap((span) => [...rowsOf(span)].map(([id, { key }]) => [id, key] as const)));
  if (keys.size === 0) return null;
  return {
    keys,
    countsOf: (span) => {
      const rows = rowsOf(span);
      // A rate is per second; a counted metric is answered as its count.
      const factor = join === 'sum' ? 1 : (span.to - span.from) / 1_000;
      return rows.size === 0 ? null : new Map([...rows].map(([id, { value }]) => [id, value * factor]));
    },
  };
}
