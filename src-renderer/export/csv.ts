/** Raw numbers in the metric's own unit; null or NaN is a gap. */
export type CsvCell = string | number | null;

export interface CsvTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
}

/** Spreadsheets take a file for UTF-8 only with this in front. */
const byteOrderMark = '\uFEFF';

/** RFC 4180: comma, CRLF, quotes doubled; UTF-8 with a byte order mark; a gap is an empty cell. */
export function csvBytes({ header, rows }: CsvTable): Uint8Array<ArrayBuffer> {
  const lines = [header, ...rows].map((cells) => cells.map(cellText).join(','));
  return new TextEncoder().encode(`${byteOrderMark}${lines.join('\r\n')}\r\n`);
}

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  // A spreadsheet runs text that begins so as a formula: https://owasp.org/www-community/attacks/CSV_Injection
  const text = /^[\s]*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
