import type { YAMLParseError } from 'yaml';

/** The parser's codes in the words of a person who keeps a workspace file; anything else keeps the parser's own sentence. */
const sentences: Readonly<Partial<Record<YAMLParseError['code'], string>>> = {
  DUPLICATE_KEY: 'each key once: this one is already set above',
  TAB_AS_INDENT: 'spaces: YAML does not allow tabs for indentation',
  BAD_INDENT: 'the same indentation as the lines around it',
  MULTIPLE_DOCS: 'one workspace per file: remove the second "---"',
  MISSING_CHAR: 'a closing quote, bracket or comma here',
  BAD_ALIAS: 'an alias to an anchor set above',
  UNEXPECTED_TOKEN: 'YAML: this does not belong here',
};

/** What was expected, and the key when the trouble is a key. */
export function describeYamlError(error: YAMLParseError, text: string): { readonly message: string; readonly key?: string } {
  const tabbed = error.code !== 'TAB_AS_INDENT' && lineAt(text, error.pos[0]).match(/^ *\t/) !== null;
  const message = tabbed ? sentences.TAB_AS_INDENT : sentences[error.code];
  const key = error.code === 'DUPLICATE_KEY' ? /^[^:\s]+/.exec(text.slice(error.pos[0]))?.[0] : undefined;
  return { message: message ?? `valid YAML: ${error.message}`, ...(key === undefined ? {} : { key }) };
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end === -1 ? undefined : end);
}
