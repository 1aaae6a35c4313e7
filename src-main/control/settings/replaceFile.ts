import { randomUUID } from 'node:crypto';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { accept, refuse, type Result } from '../../../contract/result';

/**
 * Puts `text` where `expected` stands: written beside, synced and renamed over it, so that a reader or a fall in between finds
 * the old file or the new one. Refused when the file no longer reads as expected: somebody else wrote it meanwhile.
 */
export async function replaceFile(path: string, expected: string, text: string): Promise<Result<void>> {
  try {
    // A link to the file stays a link.
    const target = await realpath(path);
    const { mode } = await stat(target);
    const beside = join(dirname(target), `.${randomUUID()}.highnoon-new`);
    try {
      await writeSynced(beside, text, mode);
      if ((await readFile(target, 'utf8')) !== expected) {
        await rm(beside, { force: true });
        return refuse('not-allowed', changedMeanwhile(path));
      }
      await rename(beside, target);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
    return accept(undefined);
  } catch (error) {
    return refuse('unavailable', `${path} could not be written (${describe(error)}). Nothing was changed.`);
  }
}

/** A file of our own making, whole or not at all. */
export async function writeWhole(path: string, text: string): Promise<Result<void>> {
  const beside = join(dirname(path), `.${randomUUID()}.highnoon-new`);
  try {
    await writeSynced(beside, text, 0o644);
    await rename(beside, path);
    return accept(undefined);
  } catch (error) {
    await rm(beside, { force: true });
    return refuse('unavailable', `${path} could not be written (${describe(error)}). Nothing was changed.`);
  }
}

export function changedMeanwhile(path: string): string {
  return `${path} was changed by somebody else meanwhile. Nothing was written: look at its new state, then save again.`;
}

async function writeSynced(path: string, text: string, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

function describe(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'you may not write there';
  if (code === 'ENOSPC') return 'the disk is full';
  if (code === 'ENOENT') return 'it is not there any more';
  return error instanceof Error ? error.message : String(error);
}
