import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { peopleSchema, type Person } from './personSchema';

export type PeopleFileReading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'kept'; readonly people: readonly Person[] }
  /** Nothing of it is believed: half a list of people is somebody else's list. `setAside` is null where it could not be moved. */
  | { readonly kind: 'damaged'; readonly cause: string; readonly setAside: string | null };

const version = 1;
const fileSchema = z.strictObject({ format: z.literal('highnoon.people'), version: z.literal(version), people: peopleSchema });
/** 200 people are 70 kB. */
const bytesMax = 1_048_576;

export function readPeopleFile(path: string): PeopleFileReading {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return { kind: 'absent' };
    if (!stat.isFile() || stat.size > bytesMax) return setAside(path, 'it is no file of people');
    const parsed = fileSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (parsed.success) return { kind: 'kept', people: parsed.data.people };
    const [issue] = parsed.error.issues;
    return setAside(path, `${issue?.path.join('.') ?? ''} ${issue?.message ?? 'it has another shape'}`.trim());
  } catch (error) {
    // What cannot be read for want of rights or a working disk may be whole: it stays where it is.
    if (error instanceof SyntaxError) return setAside(path, 'it is no JSON');
    return { kind: 'damaged', cause: error instanceof Error ? error.message : String(error), setAside: null };
  }
}

/** Readable by its owner only; written beside and renamed over, so that a fall leaves the old file or the new one. Throws when it cannot. */
export function writePeopleFile(path: string, people: readonly Person[]): void {
  const beside = `${path}.new`;
  // One left over from a fall may have other rights; `mode` counts only for a file that is made.
  rmSync(beside, { force: true });
  const descriptor = openSync(beside, 'wx', 0o600);
  try {
    writeSync(descriptor, `${JSON.stringify({ format: 'highnoon.people', version, people }, null, 2)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(beside, path);
  syncFolder(dirname(path));
}

/** The rename itself must survive a power cut. Windows has no such call for folders and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function setAside(path: string, cause: string): PeopleFileReading {
  const aside = `${path}.set-aside`;
  try {
    renameSync(path, aside);
    return { kind: 'damaged', cause, setAside: aside };
  } catch {
    // It then lies where it lay, and is just as little believed.
    return { kind: 'damaged', cause, setAside: null };
  }
}
