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

/**
 * Whether the value is a count divided by `$window`, which grows while its bucket fills. A level, a ratio, a quantile or a
 * plain count (`increase`) reads "so far" by itself.
 */
export function countsOverWindow(query: string): boolean {
  const windows = query.split('$window').length - 1;
  if (windows === 0 || (windows > 1 && query.includes('/'))) return false;
  return !/\b(?:increase|increase_pure|delta|\w+_over_time|histogram_quantile)\s*\(/.test(query);
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
