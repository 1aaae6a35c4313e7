import {
  closeSync,
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
import type { z } from 'zod';
import { formatHeader, formatLine, parseJournal } from './journalText';

/** An append-only, versioned file of records, one per line, each with its length and checksum. One process writes it. */
export interface Journal<Entry> {
  /** In the file when this returns: it survives kill −9. `sync` also waits for the disk, for what must survive a power cut. */
  append(entry: Entry, durability?: 'process' | 'sync'): void;
  close(): void;
}

export interface JournalFormat<Entry> {
  readonly name: string;
  /** +1 with each change of the entry's shape; `migrate` then lifts older ones. */
  readonly version: number;
  readonly entry: z.ZodType<Entry>;
  migrate(entry: unknown, fromVersion: number): unknown;
  /** Above this size the file is rewritten with what `keep` leaves. */
  readonly bytesMax: number;
  keep(entries: readonly Entry[]): readonly Entry[];
}

export interface OpenedJournal<Entry> {
  readonly journal: Journal<Entry>;
  readonly entries: readonly Entry[];
  /** One sentence for each thing that had to be repaired: a torn last line, a damaged one, a file of a newer console. */
  readonly repairs: readonly string[];
}

/** Opens or begins the journal at `path`. Damage is repaired and told, never refused; only a folder that cannot be written throws. */
export function openJournal<Entry>(path: string, format: JournalFormat<Entry>): OpenedJournal<Entry> {
  mkdirSync(dirname(path), { recursive: true });
  const { entries, repairs, rewrite } = readJournal(path, format);
  if (rewrite) writeWhole(path, format, entries);
  let known = [...entries];
  let descriptor = openSync(path, 'a');
  let bytes = statSync(path).size;
  let compactAbove = format.bytesMax;

  function compact(): void {
    closeSync(descriptor);
    known = [...format.keep(known)];
    writeWhole(path, format, known);
    descriptor = openSync(path, 'a');
    bytes = statSync(path).size;
    // When what must be kept is itself near the limit, the file may grow by half again before the next rewrite.
    compactAbove = Math.max(format.bytesMax, bytes * 1.5);
  }

  const journal: Journal<Entry> = {
    append: (entry, durability = 'process') => {
      const line = formatLine(entry);
      const written = writeSync(descriptor, line);
      if (written < line.length) {
        // A full disk takes part of a line; without it the next entry would be glued to this one.
        ftruncateSync(descriptor, bytes);
        throw new Error(`the journal ${path} could not be written: the disk is full`);
      }
      if (durability === 'sync') fsyncSync(descriptor);
      bytes += line.length;
      known.push(entry);
      if (bytes > compactAbove) compact();
    },
    close: () => {
      fsyncSync(descriptor);
      closeSync(descriptor);
    },
  };
  return { journal, entries, repairs };
}

function readJournal<Entry>(
  path: string,
  format: JournalFormat<Entry>,
): { readonly entries: Entry[]; readonly repairs: string[]; readonly rewrite: boolean } {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return { entries: [], repairs: [], rewrite: true };
  const parsed = parseJournal(readFileSync(path));
  if (parsed.header === null || parsed.header.journal !== format.name || parsed.header.version > format.version) {
    const aside = `${path}.set-aside`;
    renameSync(path, aside);
    const cause =
      parsed.header === null
        ? 'it has no readable first line'
        : `it is ${parsed.header.journal} version ${parsed.header.version}`;
    return { entries: [], repairs: [`${path} was set aside as ${aside}: ${cause}; a new journal is begun.`], rewrite: true };
  }
  const repairs: string[] = [];
  if (parsed.tornBytes > 0) {
    truncateSync(path, parsed.soundBytes);
    repairs.push(`${path}: the last line was torn by a sudden end; its ${parsed.tornBytes} bytes are cut off.`);
  }
  const { version } = parsed.header;
  const lifted = parsed.values.map((value) =>
    format.entry.safeParse(version === format.version ? value : format.migrate(value, version)),
  );
  const entries = lifted.flatMap((result) => (result.success ? [result.data] : []));
  const lost = parsed.damagedLines + lifted.length - entries.length;
  if (lost > 0) repairs.push(`${path}: ${lost} damaged entries are left out.`);
  return { entries, repairs, rewrite: lost > 0 || version !== format.version };
}

/** Written beside and renamed over: a reader, or a fall in between, finds the old file or the new one, never half of one. */
function writeWhole<Entry>(path: string, format: JournalFormat<Entry>, entries: readonly Entry[]): void {
  const beside = `${path}.new`;
  const descriptor = openSync(beside, 'w');
  writeSync(descriptor, Buffer.concat([formatHeader(format.name, format.version), ...entries.map(formatLine)]));
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(beside, path);
}
