import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { auditHeadSchema, emptyHead, formatAuditLine, readAudit, type AuditFinding, type AuditHead } from './auditText';

/** Append-only, hash-chained, on the disk before its effect. One process writes it. */
export interface AuditLog<Entry> {
  /**
   * On the disk when this returns.
   * @throws when it could not be written: what it was to record must then not be done
   */
  append(entry: Entry): AuditHead;
  readonly head: () => AuditHead;
  readonly close: () => void;
}

export interface OpenedAudit<Entry> {
  readonly log: AuditLog<Entry>;
  /** What stands in it, oldest first; altered or strange ones as they are. */
  readonly records: readonly unknown[];
  /** What was wrong when it was opened; empty for a sound one. It is appended to all the same: the findings stay in it. */
  readonly findings: readonly AuditFinding[];
}

/** @throws when the folder cannot be written */
export function openAuditLog<Entry>(path: string): OpenedAudit<Entry> {
  mkdirSync(dirname(path), { recursive: true });
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  const { lines, findings, head: last, soundBytes } = readAudit(bytes, readHead(path) ?? (bytes.length === 0 ? emptyHead : null));
  if (soundBytes < bytes.length) truncateSync(path, soundBytes);
  const descriptor = openSync(path, 'a');
  let size = statSync(path).size;
  let head = last;

  return {
    log: {
      append: (entry) => {
        const next = formatAuditLine(entry, head);
        try {
          if (writeSync(descriptor, next.line) < next.line.length) throw new Error('the disk is full');
          fsyncSync(descriptor);
        } catch (error) {
          takeBack(descriptor, size);
          throw new Error(`The audit ${path} cannot be written, so nothing is done: ${sentence(error)}`, { cause: error });
        }
        size += next.line.length;
        head = next.head;
        writeHead(path, head);
        return head;
      },
      head: () => head,
      close: () => closeSync(descriptor),
    },
    records: lines.map(({ record }) => record),
    findings,
  };
}

export function headPathOf(path: string): string {
  return `${path}.head`;
}

export function readHead(path: string): AuditHead | null {
  return readHeadFile(headPathOf(path));
}

/** Null where there is none that can be read. */
export function readHeadFile(headPath: string): AuditHead | null {
  try {
    const parsed = auditHeadSchema.safeParse(JSON.parse(readFileSync(headPath, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Renamed into place: a fall in between leaves the former head, which the file goes beyond by one record. */
function writeHead(path: string, head: AuditHead): void {
  const beside = `${headPathOf(path)}.new`;
  const descriptor = openSync(beside, 'w');
  writeSync(descriptor, JSON.stringify(head));
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(beside, headPathOf(path));
}

/** Part of a line would be glued to the next one; a disk that takes nothing at all has nothing to take back. */
function takeBack(descriptor: number, size: number): void {
  try {
    ftruncateSync(descriptor, size);
  } catch {
    // What is torn is cut off at the next start.
  }
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
