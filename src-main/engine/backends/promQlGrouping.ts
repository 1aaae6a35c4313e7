/** A query that answers a row per combination of labels, still with its `$slice` and `$window`; or why there is none. */
export type Grouping = { readonly query: string } | { readonly refusal: string };

const aggregations = new Set(['sum', 'avg', 'min', 'max', 'count', 'group', 'stddev', 'stdvar', 'quantile']);
/** What a row per combination would change: they choose among rows, or answer where there are none. */
const indivisible = new Set([
  ...['topk', 'bottomk', 'limitk', 'limit_ratio', 'count_values'],
  ...['absent', 'absent_over_time', 'scalar', 'vector', 'label_replace', 'label_join', 'info'],
  ...['on', 'ignoring', 'group_left', 'group_right', 'with', 'default'],
]);
const words = new Set(['and', 'or', 'unless', 'bool', 'offset', 'atan2', 'inf', 'nan']);
const clauses = new Set(['by', 'without']);

const string = /"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'|`[^`]*`/.source;
const tokenPattern = new RegExp(
  [
    `\\{(?:${string}|[^}"'\`])*\\}`,
    '\\[[^\\]]*\\]',
    string,
    '#[^\\n]*',
    '(?:[A-Za-z_:]|\\$by)(?:[A-Za-z0-9_:.]|\\$by)*',
    '[0-9][0-9A-Za-z_.]*',
    '\\S',
  ].join('|'),
  'g',
);

/**
 * The same expression for every combination of `labels` at once. `$group` says where; without it every aggregation gets
 * ` by (labels)` (or its own `by` is widened), which is the same as asking slice by slice when every selector carries `$slice`
 * and nothing looks across rows. Everything else is refused rather than answered with other numbers.
 */
export function groupPromQl(query: string, labels: readonly string[]): Grouping {
  const odd = labels.find((label) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(label));
  if (odd !== undefined) return refuse(query, `"${odd}" is not a label name`);
  if (/\$group\b/.test(query)) return { query };
  const tokens = [...query.matchAll(tokenPattern)].map((match) => ({ text: match[0], at: match.index }));
  const text = (i: number): string => tokens[i]?.text.toLowerCase() ?? '';
  const inserts: { readonly at: number; readonly text: string }[] = [];
  const depths = new Set<boolean>();
  let aggregatedTo = -1;

  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i];
    const word = text(i);
    if (token === undefined) break;
    if (word.startsWith('{')) {
      if (!/\$slice\b/.test(word)) return refuse(query, `${token.text} has no $slice`);
      depths.add(i <= aggregatedTo);
      continue;
    }
    if (!/^(?:[a-z_:]|\$by)/.test(word) || words.has(word) || isAtModifier(tokens[i - 1]?.text)) continue;
    if (indivisible.has(word) && !text(i + 1).startsWith('{')) return refuse(query, `${token.text} looks across rows`);
    if (aggregations.has(word) && (text(i + 1) === '(' || clauses.has(text(i + 1)))) {
      const clause = clauses.has(text(i + 1)) ? i + 1 : null;
      const body = clause === null ? i + 1 : closing(tokens, clause + 1) + 1;
      const end = closing(tokens, body);
      if (end < 0) return refuse(query, 'a bracket is not closed');
      const own = clause ?? (clauses.has(text(end + 1)) ? end + 1 : null);
      const widened = own === null ? null : widen(tokens, own, labels);
      if (own !== null && widened === null) return refuse(query, `its own ${text(own)} drops one of ${labels.join(', ')}`);
      inserts.push(widened ?? { at: token.at + token.text.length, text: ` by (${labels.join(', ')}) ` });
      aggregatedTo = Math.max(aggregatedTo, end);
      // The names in a clause before the body are labels, not selectors.
      if (clause !== null) i = body - 1;
      continue;
    }
    if (clauses.has(word)) {
      i = Math.max(i, closing(tokens, i + 1));
      continue;
    }
    if (text(i + 1) !== '(' && !text(i + 1).startsWith('{')) return refuse(query, `${token.text} has no {$slice}`);
  }
  if (depths.size === 0) return refuse(query, 'it has no $slice');
  if (depths.size > 1) return refuse(query, 'it mixes aggregated and single series');
  return { query: inserts.sort((a, b) => b.at - a.at).reduce(insert, query) };
}

interface Token {
  readonly text: string;
  readonly at: number;
}

/** A `by` list with the labels added, a `without` list as it is; null when it drops one of them. */
function widen(tokens: readonly Token[], clause: number, labels: readonly string[]): { at: number; text: string } | null {
  const end = closing(tokens, clause + 1);
  const open = tokens[clause + 1];
  if (end < 0 || open === undefined) return null;
  const listed = tokens.slice(clause + 2, end).map((token) => token.text);
  if (tokens[clause]?.text.toLowerCase() === 'without')
    return labels.some((label) => listed.includes(label)) ? null : { at: open.at, text: '' };
  const added = labels.filter((label) => !listed.includes(label));
  return { at: open.at + 1, text: added.join(', ') + (added.length > 0 && listed.length > 0 ? ', ' : '') };
}

function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i += 1) {
    if (tokens[i]?.text === '(') depth += 1;
    if (tokens[i]?.text === ')') depth -= 1;
    if (depth === 0) return i;
  }
  return -1;
}

/** `@ start()` and `@ end()` name a time, not a series. */
function isAtModifier(before: string | undefined): boolean {
  return before === '@';
}

function insert(query: string, { at, text }: { readonly at: number; readonly text: string }): string {
  return query.slice(0, at) + text + query.slice(at);
}

function refuse(query: string, why: string): Grouping {
  return {
    refusal: `The query ${query} cannot be cut into rows (${why}); write $group behind its aggregation in the workspace file, as in sum$group(…).`,
  };
}
