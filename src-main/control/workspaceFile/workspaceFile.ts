import { LineCounter, parseDocument, type Document } from 'yaml';
import { workspaceSchema, type Workspace } from '../../../contract/workspace';
import type { Refusal } from '../../../contract/result';
import { duplicateKeys } from './duplicateKeys';
import { explainIssue } from './workspaceIssue';
import { describeYamlError } from './yamlError';
import { isNestedTooDeep } from './yamlDepth';

export type WorkspaceReading =
  { readonly ok: true; readonly workspace: Workspace } | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** A generous war room is some 60 kB; beyond this it is not a workspace somebody wrote. */
export const workspaceBytesMax = 1_048_576;
/** As many as a person reads at once. */
const refusalsMax = 20;
/** A file repeats a few anchors; thousands of expansions are an alias bomb. */
const aliasesMax = 200;

/**
 * YAML text → workspace, or what is wrong with it: each refusal names line, column, offending key and what was expected.
 * Nothing is read from disk here; `file` is only what the refusals call it.
 */
export function readWorkspace(text: string, file: string): WorkspaceReading {
  if (Buffer.byteLength(text) > workspaceBytesMax)
    return refused([invalid(`a workspace of at most 1 MB, not ${Math.ceil(Buffer.byteLength(text) / 1024)} kB`, { file })]);
  if (isNestedTooDeep(text)) return refused([invalid(fewerLevels, { file, line: 1, column: 1 })]);
  const lines = new LineCounter();
  const parsed = parse(text, lines);
  if (typeof parsed === 'string') return refused([invalid(parsed, { file, line: 1, column: 1 })]);
  if (parsed.errors.length > 0)
    return refused(
      parsed.errors.slice(0, refusalsMax).map((error) => {
        const at = lines.linePos(error.pos[0]);
        return invalid(describeYamlError(error, text), { file, line: at.line, column: at.col });
      }),
    );
  const twice = duplicateKeys(parsed);
  if (twice.length > 0)
    return refused(
      twice.slice(0, refusalsMax).map(({ key, offset }) => {
        const at = lines.linePos(offset);
        return invalid('each key once: this one is already set above', { file, line: at.line, column: at.col, key });
      }),
    );
  const plain = toPlain(parsed);
  if (typeof plain === 'string') return refused([invalid(plain, { file, line: 1, column: 1 })]);
  const checked = workspaceSchema.safeParse(plain.value);
  if (checked.success) return { ok: true, workspace: checked.data };
  // A misspelt key is also a missing one: the misspelling is the cause, so it is told first.
  const issues = checked.error.issues.toSorted(
    (a, b) => Number(b.code === 'unrecognized_keys') - Number(a.code === 'unrecognized_keys'),
  );
  const explained = issues.flatMap((issue) => explainIssue(issue, parsed, plain.value));
  return refused(
    explained.slice(0, refusalsMax).map(({ expected, key, offset }) => {
      const at = lines.linePos(offset);
      return invalid(expected, { file, line: at.line, column: at.col, ...(key === '' ? {} : { key }) });
    }),
  );
}

/** A refusal as one line a person can act on: `lunch.yaml:12:5 metrics.pay.step: expected …`. */
export function describeRefusal(refusal: Refusal): string {
  const { file, line, column, key } = refusal.at ?? {};
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return [place, key === undefined ? '' : `${key}:`, refusal.message].filter((part) => part !== '').join(' ');
}

const fewerLevels = 'fewer levels: this file is nested too deeply to be a workspace';

function parse(text: string, lines: LineCounter): Document.Parsed | string {
  try {
    return parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false, merge: true });
  } catch (error) {
    if (error instanceof RangeError) return fewerLevels;
    throw error;
  }
}

function toPlain(document: Document.Parsed): { readonly value: unknown } | string {
  try {
    return { value: document.toJS({ maxAliasCount: aliasesMax }) };
  } catch (error) {
    if (error instanceof ReferenceError) return `fewer aliases: at most ${aliasesMax} expansions of anchors are followed`;
    if (error instanceof RangeError) return fewerLevels;
    throw error;
  }
}

function refused(refusals: readonly Refusal[]): WorkspaceReading {
  return { ok: false, refusals };
}

function invalid(expected: string, at: NonNullable<Refusal['at']>): Refusal {
  return { code: 'workspace-invalid', message: `expected ${expected}`, at };
}
