import { isScalar, visit, type Document } from 'yaml';

export interface DuplicateKey {
  readonly key: string;
  readonly offset: number;
}

/** Keys set twice in one map. The parser's own check compares all pairs and takes minutes for a file of tens of thousands of keys. */
export function duplicateKeys(document: Document.Parsed): readonly DuplicateKey[] {
  const found: DuplicateKey[] = [];
  visit(document, {
    Map: (_key, map) => {
      const seen = new Set<unknown>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) found.push({ key: String(key.value), offset: key.range?.[0] ?? 0 });
        seen.add(key.value);
      }
    },
  });
  return found;
}
