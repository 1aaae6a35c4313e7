const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** For text and attribute values; what XML forbids goes. */
export function escapeXml(text: string): string {
  return text.replace(/[^\P{C}\n\t]/gu, '').replace(/[&<>"']/g, (character) => escapes[character] ?? '');
}
