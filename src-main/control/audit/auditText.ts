import { createHash } from 'node:crypto';
import { z } from 'zod';

/**
 * The audit's bytes: one JSON object a line, `seq` from 1 on, `prev` the hash of the line before (64 zeros for the first), and last
 * in the line `hash`, SHA-256 of exactly the bytes before `,"hash":`, in hex. A line cannot be changed, taken out or moved without
 * every later one telling. That lines are missing at the end only the head tells, which is kept beside it.
 */
export interface AuditLine {
  readonly seq: number;
  readonly hash: string;
  readonly record: unknown;
}

/** What the newest line was when it was written: where the chain must come to at least. */
export const auditHeadSchema = z.strictObject({ seq: z.number().int().nonnegative(), hash: z.string().regex(/^[0-9a-f]{64}$/) });
export type AuditHead = z.infer<typeof auditHeadSchema>;

export const emptyHead: AuditHead = { seq: 0, hash: '0'.repeat(64) };

export type AuditFindingKind = 'unreadable' | 'altered' | 'missing' | 'reordered' | 'unlinked' | 'truncated' | 'noHead' | 'torn';

/** Something that a sound audit does not have; `line` counts from 1, null for what is of no single line. */
export interface AuditFinding {
  readonly kind: AuditFindingKind;
  readonly line: number | null;
  readonly says: string;
}

export interface ReadAudit {
  readonly lines: readonly AuditLine[];
  readonly findings: readonly AuditFinding[];
  /** The newest line that is linked to all before it. */
  readonly head: AuditHead;
  /** Bytes up to the end of the last whole line. */
  readonly soundBytes: number;
}

const hashMark = ',"hash":"';
const lineShape = z.object({ seq: z.number().int().positive(), prev: z.string(), hash: z.string(), record: z.unknown() });

export function formatAuditLine(record: unknown, before: AuditHead): { readonly line: Buffer; readonly head: AuditHead } {
  const seq = before.seq + 1;
  const body = JSON.stringify({ seq, prev: before.hash, record }).slice(0, -1);
  const hash = sha256(body);
  return { line: Buffer.from(`${body}${hashMark}${hash}"}\n`), head: { seq, hash } };
}

/** @param kept the head as it was kept beside the file; null where there is none */
export function readAudit(bytes: Buffer, kept: AuditHead | null): ReadAudit {
  const text = bytes.toString('utf8');
  const whole = text.lastIndexOf('\n') + 1;
  const findings: AuditFinding[] = [];
  const lines: AuditLine[] = [];
  let head = emptyHead;
  const find = (kind: AuditFindingKind, line: number | null, says: string): void => void findings.push({ kind, line, says });
  text
    .slice(0, whole)
    .split('\n')
    .slice(0, -1)
    .forEach((line, index) => {
      const number = index + 1;
      const parsed = parseLine(line);
      if (parsed === null) return find('unreadable', number, `Line ${number} is no audit record.`);
      const { seq, prev, hash, record } = parsed;
      if (sha256(line.slice(0, line.lastIndexOf(hashMark))) !== hash)
        find('altered', number, `Line ${number} (record ${seq}) was altered after it was written.`);
      else if (seq > head.seq + 1)
        find('missing', number, `Before line ${number} the records ${head.seq + 1} to ${seq - 1} are missing.`);
      else if (seq <= head.seq) find('reordered', number, `Line ${number} (record ${seq}) stands after record ${head.seq}.`);
      else if (prev !== head.hash)
        find('unlinked', number, `Line ${number} (record ${seq}) does not go on from record ${head.seq}.`);
      lines.push({ seq, hash, record });
      head = { seq, hash };
    });
  if (whole < text.length) find('torn', null, `The last line was torn by a sudden end; its record was never acknowledged.`);
  if (kept === null && lines.length > 0)
    find('noHead', null, 'There is no head beside the file: that records are missing at its end cannot be excluded.');
  if (kept !== null && !reaches(lines, kept))
    find('truncated', null, `The head says that record ${kept.seq} was written; the file ends, or differs, before it.`);
  return { lines, findings, head, soundBytes: Buffer.byteLength(text.slice(0, whole)) };
}

/** One more line than the head knows is a fall between the two writes, and in order. */
function reaches(lines: readonly AuditLine[], kept: AuditHead): boolean {
  return kept.seq === 0 || lines.some(({ seq, hash }) => seq === kept.seq && hash === kept.hash);
}

function parseLine(line: string): z.infer<typeof lineShape> | null {
  if (!line.includes(hashMark)) return null;
  try {
    const parsed = lineShape.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
