import type { Document } from 'yaml';
import type { z } from 'zod';
import { knownKeysAt, valueAt } from './schemaKeys';
import { nearestWord } from './nearestWord';
import { placeOf, type Step } from './yamlPlace';

export interface ExplainedIssue {
  /** What was expected here, to be read after "expected". */
  readonly expected: string;
  /** The offending key's path, dots between; empty for the whole file. */
  readonly key: string;
  /** Into the text, of the offending key or value. */
  readonly offset: number;
}

type Issue = z.core.$ZodIssue;

/** A schema issue → what was expected and where in the text. An unknown key gives one explanation each. */
export function explainIssue(issue: Issue, document: Document.Parsed, plain: unknown): readonly ExplainedIssue[] {
  const path = issue.path.filter((step): step is Step => typeof step !== 'symbol');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      expected: expectedKeys(key, knownKeysAt(path, plain)),
      key: [...path, key].join('.'),
      offset: placeOf(document, [...path, key]).key,
    }));
  const place = placeOf(document, path);
  const key = path.join('.');
  if (issue.code === 'invalid_key') return [{ expected: issue.issues[0]?.message ?? 'another key', key, offset: place.key }];
  const value = valueAt(plain, path);
  if (value === undefined) return [{ expected: `this key to be set: ${expectation(issue)}`, key, offset: place.key }];
  // What stands under `access` may be a secret in the wrong place: it is not repeated.
  const found = path.includes('access') ? '' : butFound(issue, value);
  return [{ expected: `${expectation(issue)}${found}`, key, offset: place.value ?? place.key }];
}

function expectedKeys(key: string, known: readonly string[]): string {
  const near = nearestWord(key, known);
  if (near !== undefined) return `a known key: did you mean "${near}"?`;
  return known.length === 0 ? 'no keys here' : `a known key (${known.join(', ')})`;
}

const typeWords: Readonly<Record<string, string>> = {
  object: 'a map of keys',
  record: 'a map of keys',
  array: 'a list',
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
};

/** Sentences of our own schemas are kept; zod's stock ones are put in the words of somebody who writes YAML. */
function expectation(issue: Issue): string {
  const stock = /^(Invalid|Too|Unrecognized)/.test(issue.message);
  if (issue.code === 'invalid_union') return expectedUnion(issue);
  if (!stock) return issue.message;
  if (issue.code === 'invalid_type') return typeWords[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_value')
    return issue.values.length === 1 ? `"${String(issue.values[0])}"` : `one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_small') return issue.origin === 'array' ? `at least ${issue.minimum} entry` : 'text that is not empty';
  if (issue.code === 'too_big') return `at most ${issue.maximum} ${issue.origin === 'array' ? 'entries' : 'characters'}`;
  return issue.message;
}

function expectedUnion(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  if (issue.errors.length === 0 && 'options' in issue && Array.isArray(issue.options))
    return `one of ${issue.options.join(', ')}`;
  const branches = issue.errors.flatMap((errors) => errors.slice(0, 1).map(expectation));
  return [...new Set(branches)].join(' or ');
}

function butFound(issue: Issue, value: unknown): string {
  if (issue.code === 'custom') return '';
  if (value === null) return ', not nothing';
  if (Array.isArray(value)) return ', not a list';
  if (typeof value === 'object') return ', not a map of keys';
  const text = JSON.stringify(value).replace(/\/\/[^/]*@/, '//…@');
  return `, not ${text.length > 60 ? `${text.slice(0, 57)}…` : text}`;
}
