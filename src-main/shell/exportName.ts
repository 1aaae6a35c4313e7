const nameCharactersMax = 120;

/** A file name that every system takes and no other program reads as a path or an option; `extension` without its dot. */
export function exportName(wanted: string, extension: string): string {
  const plain = wanted
    .normalize('NFC')
    // Forbidden on Windows, separators everywhere, and what cannot be seen.
    .replace(/[\\/:*?"<>|\p{C}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.\-~]+|[\s.]+$/g, '');
  const name = [...plain].slice(0, nameCharactersMax).join('').trimEnd();
  return `${name === '' ? 'highnoon' : name}.${extension}`;
}
