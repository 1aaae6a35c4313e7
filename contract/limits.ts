/** Limits that windows need too; without schemas, so that a window does not load a validator to know a number. */
export const lineCountMax = 16;
export const panelCountMax = 64;
export const pointCountMax = 4_000;
export const tableCountMax = 16;
export const tableDimensionsMax = 4;
export const tableRowsMax = 1_000;
export const graphCountMax = 4;
export const graphTargetCharactersMax = 200;
export const peopleMax = 200;
export const personNameCharactersMax = 64;
/** NIST SP 800-63B asks for 8 at least, and for nothing else: no classes of characters, no expiry. */
export const passphraseCharactersMin = 8;
export const passphraseCharactersMax = 256;
/** A picture of a 4K panel is some MB; a day of 16 lines as CSV is below one. */
export const exportBytesMax = 32 * 1024 * 1024;
