import type { BreakdownAnswer } from '../backends/backend';

/** One span's rows that have a sample, by `idOf` their key. */
export type SpanRows = ReadonlyMap<string, { readonly key: readonly string[]; readonly value: number }>;

/** The rows of the answer's `span`-th span. */
export function spanRowsOf({ rows }: BreakdownAnswer, span: number): SpanRows {
  const found = new Map<string, { readonly key: readonly string[]; readonly value: number }>();
  for (const { key, values } of rows) {
    const value = values[span];
    if (value !== undefined && !Number.isNaN(value)) found.set(idOf(key), { key, value });
  }
  return found;
}

/** Label values may hold any character but, as every backend here agrees, this one. */
function idOf(key: readonly string[]): string {
  return key.join('\u0000');
}
