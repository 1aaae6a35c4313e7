import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { connectSamples, HistoryLocked, type SampleDatabase } from './sampleDatabase';
import { SampleArchive, suspectSuffix, type ArchiveOptions } from './sampleArchive';

const fileName = 'samples.duckdb';
const asideInfix = '.set-aside-';
/** Set-aside databases kept for whoever wants to look; older ones go. */
const asideMax = 2;

/**
 * Opens the history of a workspace, a folder of its own inside `folder`. What cannot be opened is set aside with a line in the
 * log and a new one is begun; null when there can be none now (another console has it open, the folder is read-only).
 */
export async function openHistory(
  folder: string,
  workspaceKey: string,
  log: (text: string) => void,
  options: ArchiveOptions = {},
): Promise<SampleArchive | null> {
  const home = join(folder, createHash('sha256').update(workspaceKey).digest('hex').slice(0, 16));
  const path = join(home, fileName);
  try {
    await mkdir(home, { recursive: true });
    if (existsSync(path + suspectSuffix)) await setAside(home, path, 'it failed when it was last in use', log);
    const database = await connectOrSetAside(home, path, log);
    return new SampleArchive(database, path, log, options);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    log(
      error instanceof HistoryLocked
        ? 'Another console keeps the sample history of this workspace; this one reads the past from the backend only.'
        : `There is no sample history this time (${why}); the past is read from the backend only. Check the folder ${home}.`,
    );
    return null;
  }
}

async function connectOrSetAside(home: string, path: string, log: (text: string) => void): Promise<SampleDatabase> {
  try {
    return await connectSamples(path);
  } catch (error) {
    if (error instanceof HistoryLocked || !existsSync(path)) throw error;
    await setAside(home, path, error instanceof Error ? firstLine(error.message) : String(error), log);
    return connectSamples(path);
  }
}

async function setAside(home: string, path: string, why: string, log: (text: string) => void): Promise<void> {
  const aside = `${path}${asideInfix}${new Date().toISOString().replaceAll(':', '-')}`;
  if (existsSync(path)) await rename(path, aside);
  // Its write-ahead log belongs to it alone: replayed into a new database it would be nonsense.
  if (existsSync(`${path}.wal`)) await rename(`${path}.wal`, `${aside}.wal`);
  await rm(path + suspectSuffix, { force: true });
  log(
    `The sample history could not be used (${why}). It was set aside as ${aside} and a new one begun; the backend still has the past.`,
  );
  const old = (await readdir(home)).filter((name) => name.includes(asideInfix) && !name.endsWith('.wal')).sort();
  for (const name of old.slice(0, Math.max(0, old.length - asideMax))) {
    await rm(join(home, name), { force: true });
    await rm(join(home, `${name}.wal`), { force: true });
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text;
}
