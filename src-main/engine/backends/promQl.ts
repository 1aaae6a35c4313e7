import type { Slice } from '../../../contract/words';

/** One question cut by labels: a row per combination of their values instead of one line. */
export interface PromQlCut {
  readonly labels: readonly string[];
  /** Only these values of a label; a label that is not here is cut by all of its values. */
  readonly only?: Readonly<Record<string, readonly string[]>>;
}

const uncut: PromQlCut = { labels: [] };

/**
 * Writes a workspace's PromQL out: `$slice` becomes one label matcher per dimension, each with a leading comma, so
 * that `orders_total{stage="paid"$slice}` is right with and without a slice; `$window` becomes the window; `$by` becomes
 * nothing for the total and `_by_city` for a slice of the city, for shops that keep totals and cuts in metrics (or recording
 * rules) of their own: `orders$by_total{stage="paid"$slice}`. `$group` becomes nothing, and ` by (city)` for a cut by city.
 */
export function expandPromQl(query: string, slice: Slice, windowMs: number, cut: PromQlCut = uncut): string {
  const { labels, only = {} } = cut;
  const matchers = [
    ...Object.entries(slice).map(([label, value]) => `${label}="${escapeLabelValue(value)}"`),
    ...Object.entries(only).map(([label, values]) => `${label}=~"${escapeLabelValue(values.map(escapeRegex).join('|'))}"`),
  ].join(',');
  const by = [...new Set([...Object.keys(slice), ...labels])].sort().join('_');
  // In one pass, so that a value that happens to read `$window` stays what it is.
  return query.replaceAll(
    /(\{\s*)?\$slice\b|\$window\b|\$by(?![A-Za-z0-9])|\s*\$group\b/g,
    (found, brace: string | undefined) => {
      if (found === '$window') return formatWindow(windowMs);
      if (found === '$by') return by === '' ? '' : `_by_${by}`;
      if (found.endsWith('$group')) return labels.length === 0 ? '' : ` by (${labels.join(', ')}) `;
      if (matchers === '') return brace ?? '';
      return brace === undefined ? `,${matchers}` : `${brace}${matchers}`;
    },
  );
}

/** A query that counts over `$window` grows while its bucket fills; one without reads a level that is right at any moment. */
export function countsOverWindow(query: string): boolean {
  return query.includes('$window');
}

function escapeLabelValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

/** RE2 as both servers use it; they anchor the expression themselves. */
function escapeRegex(value: string): string {
  return value.replaceAll(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}

function formatWindow(windowMs: number): string {
  return windowMs % 1_000 === 0 ? `${windowMs / 1_000}s` : `${Math.round(windowMs)}ms`;
}
