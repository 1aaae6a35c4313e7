/** Names come from files and people: none of them may call everybody (`<at user_id="all">`, `<@all>`) or turn into a link. */
export function plainText(text: string): string {
  return text.replaceAll('<', '＜').replaceAll('>', '＞').replaceAll('[', '［').replaceAll(']', '］');
}
