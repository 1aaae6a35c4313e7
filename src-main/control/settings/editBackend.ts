import { isDeepStrictEqual } from 'node:util';
import { isMap, isNode, isScalar, parseDocument, visit, type Document, type Pair, type YAMLMap } from 'yaml';
import { accept, refuse, type Result } from '../../../contract/result';
import type { Json, RawSettings } from '../../../contract/settingsForm';
import { blockOf, indented, renderPair, wholeLinesOf } from './backendText';

/**
 * The workspace text with this one backend written into it, added when it is not there. Every other byte stays as it is:
 * comments, quotes and indentation are their owners'. The text must have passed `readWorkspace`, and whether the result is a
 * workspace is for `readWorkspace` to say again.
 */
export function editBackend(text: string, backendId: string, settings: RawSettings): Result<string> {
  const document = parse(text);
  const backends = backendsOf(document);
  if (backends === null) return noBackends;
  const pair = pairOf(backends, backendId);
  const candidates =
    pair === undefined
      ? [() => appendText(text, document, backends, backendId, settings), () => wholeText(text, backendId, settings)]
      : [() => replaceText(text, document, pair, settings), () => wholeText(text, backendId, settings)];
  return firstTrue(text, candidates, backendId, settings);
}

/** The workspace text without this backend and without the comment directly above it. */
export function removeBackend(text: string, backendId: string): Result<string> {
  const backends = backendsOf(parse(text));
  if (backends === null) return noBackends;
  const pair = pairOf(backends, backendId);
  if (pair === undefined) return refuse('not-found', `This file has no backend "${backendId}".`);
  return firstTrue(text, [() => cutText(text, pair), () => wholeText(text, backendId, null)], backendId, null);
}

/** Settings of one backend as the file writes them; undefined where it has none of this id. */
export function readRawBackend(text: string, backendId: string): unknown {
  const { backends } = partsOf(text);
  return Object.hasOwn(backends, backendId) ? backends[backendId] : undefined;
}

const noBackends = refuse('workspace-invalid', 'This file has no map of backends. Correct it in an editor first.');

/** The first text in which this backend is as wanted and nothing else reads differently: anchors and merges can reach far. */
function firstTrue(
  text: string,
  candidates: readonly (() => string | null)[],
  backendId: string,
  wanted: RawSettings | null,
): Result<string> {
  const before = partsOf(text);
  const { [backendId]: _former, ...others } = before.backends;
  const expected = { rest: before.rest, backends: wanted === null ? others : { ...others, [backendId]: wanted } };
  for (const candidate of candidates) {
    const edited = candidate();
    if (edited !== null && parse(edited).errors.length === 0 && isDeepStrictEqual(partsOf(edited), expected))
      return accept(edited);
  }
  return refuse(
    'workspace-invalid',
    `The backend "${backendId}" shares parts with others in this file (YAML anchors). Edit the file itself.`,
  );
}

function replaceText(text: string, document: Document, pair: Pair, settings: RawSettings): string | null {
  const block = blockOf(text, pair);
  if (block === null) return null;
  const step = stepOf(text, pair, block.indent);
  writeInto(document, pair, settings);
  if (usesAnchors(pair)) return null;
  return text.slice(0, block.from) + indented(renderPair(pair, step), block.indent, lineBreakOf(text)) + text.slice(block.to);
}

/** A part that uses an anchor from elsewhere in the file cannot be written by itself. */
function usesAnchors({ value }: Pair): boolean {
  let uses = false;
  if (!isNode(value)) return false;
  visit(value, {
    Alias: () => {
      uses = true;
      return visit.BREAK;
    },
  });
  return uses;
}

function appendText(
  text: string,
  document: Document,
  backends: YAMLMap,
  backendId: string,
  settings: RawSettings,
): string | null {
  const last = backends.items.at(-1);
  const block = last === undefined ? null : blockOf(text, last);
  if (last === undefined || block === null) return null;
  const { to } = wholeLinesOf(text, block);
  const lineBreak = lineBreakOf(text);
  const pair = document.createPair(backendId, settings);
  const lines = ' '.repeat(block.indent) + indented(renderPair(pair, stepOf(text, last, block.indent)), block.indent, lineBreak);
  const before = text.slice(0, to);
  return `${before}${before.endsWith('\n') ? '' : lineBreak}${lines}${lineBreak}${text.slice(to)}`;
}

function cutText(text: string, pair: Pair): string | null {
  const block = blockOf(text, pair);
  if (block === null) return null;
  const { from, to } = wholeLinesOf(text, block);
  return text.slice(0, from) + text.slice(to);
}

/** For maps in flow style: the whole document is written again, with its comments but in the writer's own spacing. */
function wholeText(text: string, backendId: string, settings: RawSettings | null): string | null {
  const document = parse(text);
  const backends = backendsOf(document);
  if (backends === null) return null;
  const pair = pairOf(backends, backendId);
  if (settings === null) backends.delete(backendId);
  else if (pair === undefined) backends.add(document.createPair(backendId, settings));
  else writeInto(document, pair, settings);
  return document.toString({ lineWidth: 0 });
}

/** Sets what differs and removes what is gone, so that the comments of everything else stay. */
function writeInto(document: Document, pair: Pair, settings: RawSettings): void {
  if (!isMap(pair.value) || merges(pair.value)) {
    pair.value = document.createNode(settings);
    return;
  }
  writeMap(document, pair.value, settings);
}

function writeMap(document: Document, map: YAMLMap, settings: RawSettings): void {
  for (const key of map.items.map(({ key: node }) => (isScalar(node) ? String(node.value) : null)))
    if (key !== null && !Object.hasOwn(settings, key)) map.delete(key);
  for (const [key, value] of Object.entries(settings)) writeKey(document, map, key, value);
}

function writeKey(document: Document, map: YAMLMap, key: string, value: Json): void {
  const present: unknown = map.get(key, true);
  if (isMap(present) && !merges(present) && isPlainMap(value)) return writeMap(document, present, value);
  const same = present !== undefined && isDeepStrictEqual(plain(document, present), value);
  if (same) return;
  if (isScalar(present) && (typeof value !== 'object' || value === null)) {
    present.value = value;
    return;
  }
  map.set(key, document.createNode(value));
}

/** Takes keys over from another map (`<<`); it is then written out. */
function merges(map: YAMLMap): boolean {
  return map.items.some(({ key }) => isScalar(key) && typeof key.value === 'symbol');
}

function plain(document: Document, node: unknown): unknown {
  return isScalar(node) ? node.value : isNodeWithJs(node) ? node.toJS(document) : node;
}

function isNodeWithJs(node: unknown): node is { toJS(document: Document): unknown } {
  return typeof node === 'object' && node !== null && 'toJS' in node;
}

function isPlainMap(value: Json): value is RawSettings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text: string): Document.Parsed {
  return parseDocument(text, { merge: true, prettyErrors: false, uniqueKeys: false });
}

function backendsOf(document: Document): YAMLMap | null {
  if (!isMap(document.contents)) return null;
  const backends: unknown = document.contents.get('backends', true);
  return isMap(backends) ? backends : null;
}

function pairOf(backends: YAMLMap, backendId: string): Pair | undefined {
  return backends.items.find(({ key }) => isScalar(key) && key.value === backendId);
}

function partsOf(text: string): { readonly rest: unknown; readonly backends: Readonly<Record<string, unknown>> } {
  const value: unknown = parse(text).toJS({ maxAliasCount: 200 });
  if (typeof value !== 'object' || value === null || !('backends' in value)) return { rest: value, backends: {} };
  const { backends, ...rest } = value;
  return {
    rest,
    backends: typeof backends === 'object' && backends !== null ? Object.fromEntries(Object.entries(backends)) : {},
  };
}

/** How many columns deeper the file writes a backend's keys. */
function stepOf(text: string, pair: Pair, indent: number): number {
  const key: unknown = isMap(pair.value) && pair.value.flow !== true ? pair.value.items[0]?.key : undefined;
  const offset = isScalar(key) ? key.range?.[0] : undefined;
  if (offset === undefined) return 2;
  return Math.max(1, offset - (text.lastIndexOf('\n', offset - 1) + 1) - indent);
}

function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
