import { existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import { watchFile, type FileWatch } from '../workspaceFile/fileWatch';
import { writeWhole } from '../settings/replaceFile';
import { readLayoutText, sameContent, writeLayoutText, type KeptLayouts } from './layoutText';

export type LogText = (level: 'info' | 'warn', text: string) => void;

/** The file that a workspace's layouts are kept in, shared with everybody who opens that workspace. */
export interface LayoutFile {
  /** As it was when it was opened; null when there was none that can be read. */
  readonly kept: KeptLayouts | null;
  /** Written when it says something else, whole or not at all; the newest wins over those still waiting. */
  readonly keep: (layouts: KeptLayouts) => void;
  /** Ends after what was kept is written. */
  readonly close: () => Promise<void>;
}

/** A thousand nodes in both groupings are 200 kB. */
const bytesMax = 8_388_608;

/** `changed`: somebody else wrote it. A file that cannot be understood is set aside, never overwritten and never lost. */
export function openLayoutFile(path: string, changed: (kept: KeptLayouts) => void, log: LogText): LayoutFile {
  /** What the file says, as far as we know; null when nothing, or nothing we may overwrite. */
  let said: KeptLayouts | null = null;
  let mayWrite = true;
  let told = false;
  let waiting: KeptLayouts | null = null;
  let writing: Promise<void> | null = null;

  function tellOnce(text: string): void {
    if (!told) log('warn', text);
    told = true;
  }

  const first = readFile(path);
  if (first.kind === 'kept') said = first.layouts;
  else if (first.kind === 'foreign') {
    mayWrite = false;
    tellOnce(`the layout ${path} is left alone: ${first.cause}. Layouts are kept in memory until then.`);
  } else if (first.kind === 'damaged') {
    const aside = setAside(path);
    mayWrite = aside !== null;
    if (aside === null)
      tellOnce(`the layout ${path} cannot be read (${first.cause}) and is left alone: layouts are kept in memory.`);
    else log('warn', `the layout ${path} was set aside as ${aside}: ${first.cause}. The core link is laid out anew.`);
  }

  async function write(): Promise<void> {
    for (let next = waiting; next !== null; next = waiting) {
      waiting = null;
      const before = said;
      // Before it is written: the watch must know our own text when it wakes.
      said = next;
      const written = await writeWhole(path, writeLayoutText(next));
      if (written.ok) continue;
      said = before;
      tellOnce(`${written.refusal.message} Layouts are kept in memory until the console ends.`);
    }
  }

  function reread(): void {
    // Between two of our own writes the file says what we said before.
    if (writing !== null) return void writing.then(reread);
    const now = readFile(path);
    if (now.kind === 'absent') said = null;
    else if (now.kind === 'kept') {
      mayWrite = true;
      told = false;
      if (said !== null && writeLayoutText(said) === writeLayoutText(now.layouts)) return;
      said = now.layouts;
      changed(now.layouts);
    } else {
      // Somebody is in the middle of it: a merge, an editor. It is theirs until it can be read again.
      mayWrite = false;
      tellOnce(`the layout ${path} cannot be read now (${now.cause}). What is shown stays, and is not written.`);
    }
  }

  const watching: FileWatch = watchFile(path, reread, (error) =>
    log('warn', `changes of ${path} are not followed: ${error.message}`),
  );

  return {
    kept: said,
    keep: (layouts) => {
      if (!mayWrite || (said !== null && waiting === null && sameContent(said, layouts))) return;
      waiting = layouts;
      writing ??= write().finally(() => {
        writing = null;
      });
    },
    close: async () => {
      watching.close();
      await writing;
    },
  };
}

type Reading =
  | { readonly kind: 'absent' }
  | { readonly kind: 'kept'; readonly layouts: KeptLayouts }
  | { readonly kind: 'damaged' | 'foreign'; readonly cause: string };

function readFile(path: string): Reading {
  try {
    const facts = statSync(path, { throwIfNoEntry: false });
    if (facts === undefined) return { kind: 'absent' };
    if (!facts.isFile() || facts.size > bytesMax) return { kind: 'damaged', cause: 'it is no layout file' };
    const reading = readLayoutText(readFileSync(path, 'utf8'));
    if (reading.ok) return { kind: 'kept', layouts: reading.value };
    const { code, message } = reading.refusal;
    return { kind: code === 'not-allowed' ? 'foreign' : 'damaged', cause: message };
  } catch (error) {
    // What cannot be read for want of rights or a working disk may be whole.
    return { kind: 'foreign', cause: error instanceof Error ? error.message : String(error) };
  }
}

/** Beside those that were set aside before; null where it cannot be moved. */
function setAside(path: string): string | null {
  for (let number = 1; ; number += 1) {
    const aside = `${path}.set-aside${number === 1 ? '' : `-${number}`}`;
    if (existsSync(aside)) continue;
    try {
      renameSync(path, aside);
      return aside;
    } catch {
      return null;
    }
  }
}
