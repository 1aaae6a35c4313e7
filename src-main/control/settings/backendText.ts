import { Document, isAlias, isMap, isNode, isPair, isScalar, isSeq, YAMLMap, type Node, type Pair } from 'yaml';

/** Where a backend stands in the text of a workspace file, and how it is written there. */
export interface Block {
  /** Offset of its key's first character. */
  readonly from: number;
  /** Offset behind the last character of its value and of the comment beside that. */
  readonly to: number;
  /** Columns before its key. */
  readonly indent: number;
}

/**
 * The block of a pair in a block map; null where it is written in flow style (`{ … }`). Comments on lines of their own below
 * the value stay outside, so they are taken off the nodes: the parser hands them to whatever came before them.
 */
export function blockOf(text: string, pair: Pair): Block | null {
  const from = isNode(pair.key) ? pair.key.range?.[0] : undefined;
  if (from === undefined) return null;
  const lineStart = text.lastIndexOf('\n', from - 1) + 1;
  const indent = from - lineStart;
  if (text.slice(lineStart, from).trim() !== '') return null;
  const leaf = lastLeaf(pair);
  const valueEnd = text.slice(0, leaf.range?.[1] ?? from).trimEnd().length;
  const lineEnd = lineEndAfter(text, valueEnd);
  const beside = text.slice(valueEnd, lineEnd).trim();
  if (beside !== '' && !beside.startsWith('#')) return null;
  leaf.comment = beside === '' ? null : beside.slice(1);
  return { from, to: beside === '' ? valueEnd : lineEnd, indent };
}

/** The pair as block text without its indentation; what was above its key stays above it. */
export function renderPair(pair: Pair, stepColumns: number): string {
  if (isNode(pair.key)) {
    pair.key.commentBefore = null;
    pair.key.spaceBefore = false;
  }
  const map = new YAMLMap();
  map.add(pair);
  // Lines are never folded: what was one line stays one.
  return new Document(map).toString({ lineWidth: 0, indent: stepColumns }).trimEnd();
}

/** Puts block text at a place whose first line is already indented. */
export function indented(block: string, columns: number, lineBreak: string): string {
  return block
    .split('\n')
    .map((line, i) => (i === 0 || line === '' ? line : ' '.repeat(columns) + line))
    .join(lineBreak);
}

/** From the first comment line directly above the key to the start of the line after the block and the deeper comments below it. */
export function wholeLinesOf(text: string, block: Block): { readonly from: number; readonly to: number } {
  let from = block.from - block.indent;
  for (;;) {
    const above = text.lastIndexOf('\n', from - 2) + 1;
    if (from === 0 || !isCommentAt(text.slice(above, from), (column) => column === block.indent)) break;
    from = above;
  }
  let to = lineEndAfter(text, block.to) + 1;
  while (to < text.length) {
    const next = lineEndAfter(text, to) + 1;
    if (!isCommentAt(text.slice(to, next), (column) => column > block.indent)) break;
    to = next;
  }
  return { from, to: Math.min(to, text.length) };
}

function isCommentAt(line: string, fits: (column: number) => boolean): boolean {
  const column = line.search(/\S/);
  return column >= 0 && line[column] === '#' && fits(column);
}

function lineEndAfter(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' && end - 1 >= offset ? end - 1 : end;
}

/** The node that a pair ends with; comments that block collections on the way there claim are taken off. */
function lastLeaf(pair: Pair): Node {
  let node: unknown = pair.value;
  let leaf = isNode(pair.key) ? pair.key : undefined;
  while (isNode(node)) {
    leaf = node;
    if (isAlias(node) || isScalar(node) || !(isMap(node) || isSeq(node)) || node.flow === true) break;
    const last: unknown = node.items.at(-1);
    node.comment = null;
    node = isPair(last) ? (isEmpty(last.value) ? last.key : last.value) : last;
  }
  if (leaf === undefined) throw new Error('a pair that was parsed has a key');
  return leaf;
}

function isEmpty(value: unknown): boolean {
  return !isNode(value) || (isScalar(value) && value.source === '');
}
