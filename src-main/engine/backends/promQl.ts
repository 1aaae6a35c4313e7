import type { Slice } from '../../../contract/words';

/**
 * Writes a workspace's PromQL out: `$slice` becomes one label matcher per dimension, each with a leading comma, so
 * that `orders_total{stage="paid"$slice}` is right with and without a slice; `$window` becomes whole milliseconds.
 */
export function expandPromQl(query: string, slice: Slice, windowMs: number): string {
  const matchers = Object.entries(slice)
    .map(([label, value]) => `${label}="${escapeLabelValue(value)}"`)
    .join(',');
  // In one pass, so that a value that happens to read `$window` stays what it is.
  return query.replaceAll(/(\{\s*)?\$slice\b|\$window\b/g, (found, brace: string | undefined) => {
    if (found === '$window') return formatWindow(windowMs);
    if (matchers === '') return brace ?? '';
    return brace === undefined ? `,${matchers}` : `${brace}${matchers}`;
  });
}

/** A query that counts over `$window` grows while its bucket fills; one without reads a level that is right at any moment. */
export function countsOverWindow(query: string): boolean {
  return query.includes('$window');
}

function escapeLabelValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

function formatWindow(windowMs: number): string {
  return windowMs % 1_000 === 0 ? `${windowMs / 1_000}s` : `${Math.round(windowMs)}ms`;
}
