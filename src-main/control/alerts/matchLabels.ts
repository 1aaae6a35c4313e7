import { runInNewContext } from 'node:vm';
import { z } from 'zod';
import type { Matcher } from '../../../contract/state';
import { readGoPattern } from './goPattern';

export type Labels = Readonly<Record<string, string>>;

/** JavaScript's patterns backtrack: a few characters can keep them busy for years, and main must go on. */
const matchWithinMs = 150;
const answersSchema = z.array(z.array(z.boolean()));

/**
 * Which of these label sets all matchers are true of, exactly as Alertmanager has it: patterns are anchored, and a missing
 * label is the empty string. Null when a pattern cannot be read here, or takes too long.
 */
export function matchLabels(matchers: readonly Matcher[], labelSets: readonly Labels[]): boolean[] | null {
  const answers = matchValues(
    matchers,
    matchers.map(({ name }) => labelSets.map((labels) => valueOf(labels, name))),
  );
  return answers === null ? null : labelSets.map((_, i) => answers.every((row) => row[i] === true));
}

/** For each matcher, which of its values it is true of; null as above. */
export function matchValues(
  matchers: readonly Matcher[],
  values: readonly (readonly string[])[],
): readonly (readonly boolean[])[] | null {
  const patterns = matchers.map(({ isRegex, value }) => (isRegex ? readGoPattern(value) : null));
  if (matchers.some(({ isRegex }, i) => isRegex && patterns[i] === null)) return null;
  const tests = patterns.flatMap((pattern, i) => (pattern === null ? [] : [{ ...pattern, values: values[i] ?? [] }]));
  const tested = testPatterns(tests);
  if (tested === null) return null;
  let next = 0;
  return matchers.map(({ isRegex, isEqual, value }, i) => {
    const truths = isRegex ? (tested[next++] ?? []) : (values[i] ?? []).map((each) => each === value);
    return truths.map((truth) => truth === isEqual);
  });
}

function testPatterns(tests: readonly object[]): readonly (readonly boolean[])[] | null {
  if (tests.length === 0) return [];
  try {
    const code =
      'tests.map(({ source, flags, values }) => { const p = new RegExp(source, flags); return values.map((v) => p.test(v)); })';
    return answersSchema.parse(runInNewContext(code, { tests }, { timeout: matchWithinMs }));
  } catch (error) {
    if (tookTooLong(error)) return null;
    throw error;
  }
}

/** Not an `instanceof Error`: it is thrown in the context's own world. */
function tookTooLong(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
}

function valueOf(labels: Labels, name: string): string {
  return Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';
}
