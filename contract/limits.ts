/** Limits that windows need too; without schemas, so that a window does not load a validator to know a number. */
export const lineCountMax = 16;
export const panelCountMax = 64;
export const pointCountMax = 4_000;
export const tableCountMax = 16;
export const tableDimensionsMax = 4;
export const tableRowsMax = 1_000;
