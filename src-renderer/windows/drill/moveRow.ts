/** The row that a key leads to, stopping at the ends; null when it is no such key. */
export function moveRow(key: string, from: number, count: number, pageRows: number): number | null {
  const to = {
    ArrowUp: from - 1,
    ArrowDown: from + 1,
    PageUp: from - pageRows,
    PageDown: from + pageRows,
    Home: 0,
    End: count - 1,
  };
  if (!isMove(key, to)) return null;
  return Math.min(count - 1, Math.max(0, to[key]));
}

function isMove<Keys extends object>(key: string, known: Keys): key is Extract<keyof Keys, string> {
  return Object.hasOwn(known, key);
}
