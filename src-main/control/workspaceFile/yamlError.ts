import type { YAMLParseError } from 'yaml';

/** The parser's codes in the words of a person who keeps a workspace file; anything else keeps the parser's own sentence. */
const sentences: Readonly<Partial<Record<YAMLParseError['code'], string>>> = {
  TAB_AS_INDENT: 'spaces: YAML does not allow tabs for indentation',
  BAD_INDENT: 'the same indentation as the lines around it',
  MULTIPLE_DOCS: 'one workspace per file: remove the second "---"',
  MISSING_CHAR: 'a closing quote, bracket or comma here',
  BAD_ALIAS: 'an alias to an anchor set above',
  UNEXPECTED_TOKEN: 'YAML: this does not belong here',
};

/** What was expected, to be read after "expected". */
export function describeYamlError(error: YAMLParseError, text: string): string {
  const tabbed = lineAt(text, error.pos[0]).match(/^ *\t/) !== null;
  // An unclosed bracket is told as the indentation of what comes after it.
  const unclosed = error.code === 'BAD_INDENT' && error.message.startsWith('Flow');
  const sentence = unclosed ? sentences.MISSING_CHAR : sentences[tabbed ? 'TAB_AS_INDENT' : error.code];
  return sentence ?? `valid YAML: ${error.message}`;
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end === -1 ? undefined : end);
}
