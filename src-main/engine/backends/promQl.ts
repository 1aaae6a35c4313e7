import type { Slice } from '../../../contract/words';

/**
 * Writes a workspace's PromQL out: `$slice` becomes one label matcher per dimension, each with a leading comma, so
 * that `orders_total{stage="paid"$slice}` is right with and without a slice; `$window` becomes the window; `$by` becomes
 * nothing for the total and `_by_city` for a slice of the city, for shops that keep totals and cuts in metrics (or recording
 * rules) of their own: `orders$by_total{stage="paid"$slice}`.
 */
export function expandPromQl(query: string, slice: Slice, windowMs: number): string {
  const matchers = Object.entries(slice)
    .map(([label, value]) => `${label}="${escapeLabelValue(value)}"`)
    .join(',');
  // In one pass, so that a value that happens to read `$window` stays what it is.
  const by = Object.keys(slice).sort().join('_');
  return query.replaceAll(/(\{\s*)?\$slice\b|\$window\b|\$by(?![A-Za-z0-9])/g, (found, brace: string | undefined) => {
    if (found === '$window') return formatWindow(windowMs);
    if (found === '$by') return by === '' ? '' : `_by_${by}`;
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
