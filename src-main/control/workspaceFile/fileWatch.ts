import { statSync, watch, type FSWatcher } from 'node:fs';
import { dirname } from 'node:path';

/** An editor writes in several steps; the file is read once they have come to rest. */
const settleMs = 150;

export interface FileWatch {
  close(): void;
}

/**
 * Calls `changed` after the file at `path` was written, replaced by rename, removed or put back. The folder is watched, not
 * the file: a rename leaves a watch on the old file deaf. Other files of the folder wake it too, so the file's own
 * identity, size and time decide.
 */
export function watchFile(path: string, changed: () => void, failed: (error: Error) => void): FileWatch {
  let seen = fingerprint(path);
  let timer: NodeJS.Timeout | undefined;
  const settle = (): void => {
    const now = fingerprint(path);
    if (now === seen) return;
    seen = now;
    changed();
  };
  const watcher = openWatcher(
    dirname(path),
    () => {
      clearTimeout(timer);
      timer = setTimeout(settle, settleMs);
    },
    failed,
  );
  return {
    close: () => {
      clearTimeout(timer);
      watcher?.close();
    },
  };
}

function openWatcher(folder: string, woken: () => void, failed: (error: Error) => void): FSWatcher | undefined {
  try {
    return watch(folder, woken).on('error', failed);
  } catch (error) {
    failed(error instanceof Error ? error : new Error(String(error)));
    return undefined;
  }
}

function fingerprint(path: string): string {
  try {
    const { ino, size, mtimeMs } = statSync(path);
    return `${ino}:${size}:${mtimeMs}`;
  } catch {
    // Between an editor's removal and its rename there is no file; that too is a state to compare with.
    return 'absent';
  }
}
