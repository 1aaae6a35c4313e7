import { crc32 } from 'node:zlib';

/**
 * The journal's bytes. First line `{"journal":NAME,"version":N}`; then one line per entry: the checksum of its JSON (CRC-32, eight
 * hex digits), a space, the JSON's length in bytes, a space, the JSON, a line feed. JSON holds no raw line feed, so a line
 * is an entry.
 */
export interface ParsedJournal {
  /** null when the first line is not ours. */
  readonly header: { readonly journal: string; readonly version: number } | null;
  readonly values: readonly unknown[];
  /** Lines inside the file that do not fit their checksum; a torn end is not counted. */
  readonly damagedLines: number;
  /** Bytes up to the end of the last whole line. */
  readonly soundBytes: number;
  readonly tornBytes: number;
}

const lineFeed = 0x0a;

export function formatHeader(journal: string, version: number): Buffer {
  return Buffer.from(`${JSON.stringify({ journal, version })}\n`);
}

export function formatLine(entry: unknown): Buffer {
  const json = Buffer.from(JSON.stringify(entry));
  return Buffer.concat([Buffer.from(`${hex(crc32(json))} ${json.length} `), json, Buffer.from('\n')]);
}

export function parseJournal(bytes: Buffer): ParsedJournal {
  const [first, ...lines] = splitLines(bytes);
  const last = lines.at(-1);
  // A sudden end can leave the last line without its end, or with bytes that were never written behind it.
  const torn = last !== undefined && (!last.whole || parseLine(last.text) === undefined) ? last : undefined;
  const parsed = lines.filter((line) => line !== torn).map((line) => parseLine(line.text));
  const soundBytes = torn?.from ?? bytes.length;
  return {
    header: parseHeader(first?.text),
    values: parsed.flatMap((line) => (line === undefined ? [] : [line.json])),
    damagedLines: parsed.filter((line) => line === undefined).length,
    soundBytes,
    tornBytes: bytes.length - soundBytes,
  };
}

interface Line {
  readonly text: Buffer;
  readonly from: number;
  /** Whether its line feed is there. */
  readonly whole: boolean;
}

function splitLines(bytes: Buffer): readonly Line[] {
  const lines: Line[] = [];
  let from = 0;
  while (from < bytes.length) {
    const end = bytes.indexOf(lineFeed, from);
    lines.push({ text: bytes.subarray(from, end === -1 ? undefined : end), from, whole: end !== -1 });
    from = end === -1 ? bytes.length : end + 1;
  }
  return lines;
}

function parseHeader(text: Buffer | undefined): ParsedJournal['header'] {
  const value = parseJson(text ?? Buffer.alloc(0));
  if (typeof value !== 'object' || value === null || !('journal' in value) || !('version' in value)) return null;
  const { journal, version } = value;
  return typeof journal === 'string' && typeof version === 'number' ? { journal, version } : null;
}

function parseLine(text: Buffer): { readonly json: unknown } | undefined {
  const match = /^([0-9a-f]{8}) (\d{1,9}) /.exec(text.subarray(0, 19).toString('latin1'));
  if (match === null) return undefined;
  const json = text.subarray(match[0].length);
  if (json.length !== Number(match[2]) || hex(crc32(json)) !== match[1]) return undefined;
  return { json: parseJson(json) };
}

function parseJson(text: Buffer): unknown {
  try {
    return JSON.parse(text.toString('utf8'));
  } catch {
    // Not JSON: the callers tell this from every value by their own checks.
    return undefined;
  }
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}
