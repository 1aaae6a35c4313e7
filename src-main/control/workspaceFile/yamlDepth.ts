/** A workspace is five levels deep. */
const bracketsMax = 100;
/** Longer runs of indentation and `- ` or `? ` than any hand writes. */
const deepLine = /^[ \t?-]{200}/m;

/**
 * The parser recurses: a hundred thousand levels take seconds, and `? ? ? …` ends the whole process inside V8, where
 * nothing can be caught. So depth is looked at before it is parsed; brackets in quoted text count too, which is harmless here.
 */
export function isNestedTooDeep(text: string): boolean {
  if (deepLine.test(text)) return true;
  let depth = 0;
  for (const character of text) {
    if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
    if (depth > bracketsMax) return true;
  }
  return false;
}
