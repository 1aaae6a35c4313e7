import type { SwitchValue } from '../../../../../contract/protectionSettings';

type Present = Exclude<SwitchValue, null>;

/**
 * A switch's value as the text under its key: numbers and booleans as JSON writes them, other text as it is. Text that would be read
 * as something else ("20" that is no number) stands in JSON's quotes. What is read and written again is the same to the byte, also where
 * another hand wrote it: `1.0` and `"on"` are not how we would write a value, so they stay text.
 */
export function textOf(value: Present): string {
  if (typeof value !== 'string') return String(value);
  return valueIn(value) === value ? value : JSON.stringify(value);
}

/** The inverse of `textOf`. */
export function valueIn(text: string): Present {
  if (text === 'true' || text === 'false') return text === 'true';
  if (isOurNumber(text)) return Number(text);
  const quoted = unquoted(text);
  return quoted !== null && textOf(quoted) === text ? quoted : text;
}

function isOurNumber(text: string): boolean {
  return /^-?\d/.test(text) && String(Number(text)) === text;
}

function unquoted(text: string): string | null {
  if (!text.startsWith('"')) return null;
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'string' ? parsed : null;
  } catch {
    // It only begins like a quoted one.
    return null;
  }
}
