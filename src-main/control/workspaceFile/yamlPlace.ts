import { isAlias, isMap, isPair, isScalar, isSeq, type Document, type Pair } from 'yaml';

export type Step = string | number;

/** Offsets into the text. `value` is undefined where the key stands alone or is missing. */
export interface Place {
  readonly key: number;
  readonly value: number | undefined;
}

/**
 * Where a path stands in the text, following aliases and merges. A step that is not there (a missing key) stands where
 * its parent's key does: that is the line a person has to add to.
 */
export function placeOf(document: Document.Parsed, path: readonly Step[]): Place {
  let node: unknown = document.contents;
  let place: Place = { key: startOf(node) ?? 0, value: startOf(node) };
  for (const step of path) {
    const found = descend(document, node, step);
    if (found === undefined) return { key: place.key, value: undefined };
    node = found.node;
    place = { key: found.key, value: startOf(found.node) };
  }
  return place;
}

interface Found {
  readonly node: unknown;
  readonly key: number;
}

function descend(document: Document.Parsed, node: unknown, step: Step): Found | undefined {
  const target = isAlias(node) ? node.resolve(document) : node;
  if (isSeq(target)) {
    const item = typeof step === 'number' ? target.items[step] : undefined;
    return item === undefined ? undefined : { node: item, key: startOf(item) ?? 0 };
  }
  if (!isMap(target)) return undefined;
  const pairs = target.items.filter(isPair);
  const own = pairs.find((pair) => keyText(pair) === String(step));
  if (own !== undefined) return { node: own.value, key: startOf(own.key) ?? 0 };
  for (const merged of pairs.filter((pair) => keyText(pair) === '<<')) {
    const found = descend(document, merged.value, step);
    if (found !== undefined) return found;
  }
  return undefined;
}

function keyText(pair: Pair): string | undefined {
  return isScalar(pair.key) ? String(pair.key.value) : undefined;
}

function startOf(node: unknown): number | undefined {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? node.range?.[0] : undefined;
}
