/** The JSON of an answer; undefined where there is none: its schema then says what is wrong with it. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
