/** A pattern of Go's regular expressions, as far as JavaScript means the same by it. */
export interface ReadablePattern {
  readonly source: string;
  readonly flags: string;
}

/** Go's own: text anchors, bell, quoting, bytes and one-letter classes; JavaScript would read another thing or nothing. */
const onlyInGo = /\\[aAzQECpP]|\\x\{|\[\[:|\[:\^?\w+:\]/;
/** JavaScript's own: looking around, back-references. Alertmanager refuses them. */
const onlyInJavaScript = /\(\?(?:=|!|<=|<!)|\\[1-9k]|\\[cu]/;

/** Anchored at both ends, as Alertmanager anchors; null when the two languages differ over it. */
export function readGoPattern(value: string): ReadablePattern | null {
  if (onlyInGo.test(value) || onlyInJavaScript.test(value)) return null;
  const leading = /^\(\?([ims]+)\)/.exec(value);
  const rest = leading === null ? value : value.slice(leading[0].length);
  const source = `^(?:${rest.replaceAll('(?P<', '(?<')})$`;
  const flags = [...new Set(leading?.[1] ?? '')].filter((flag) => flag !== 'm').join('');
  // With `u` a character is a code point, as in Go; without it needless backslashes are allowed, also as in Go.
  return [`${flags}u`, flags].map((each) => ({ source, flags: each })).find(compiles) ?? null;
}

function compiles({ source, flags }: ReadablePattern): boolean {
  try {
    return new RegExp(source, flags).source !== '';
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
