import type { BrowserWindow } from 'electron';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { PaintedPart } from './handlers';

/** Demo City's 28 days and a live curve need seconds; a machine that needs longer than this shows nothing worth a picture. */
const readyMsMax = 90_000;
/** The parts are told as they are drawn; two polls of the quickest backend later every other panel and lane has its data too. */
const settleMs = 2_000;
const awaitedParts: readonly PaintedPart[] = ['fonts', 'chart', 'history'];

export interface Screenshot {
  /** Tell it what a window has painted; the picture is taken when the first window has painted all of it. */
  painted(window: BrowserWindow, what: PaintedPart): void;
}

/** Writes a PNG of the first window that says it is complete. `done` is told once: null, or a sentence why there is no picture. */
export function awaitScreenshot(file: string, done: (failure: string | null) => void): Screenshot {
  const missing = new Map<BrowserWindow, Set<PaintedPart>>();
  let finished = false;
  const finish = (failure: string | null): void => {
    if (finished) return;
    finished = true;
    clearTimeout(deadline);
    done(failure);
  };
  const deadline = setTimeout(() => {
    const left = [...new Set([...missing.values()].flatMap((parts) => [...parts]))];
    finish(
      `no picture: after ${readyMsMax / 1_000} s the window had not painted ${(left.length > 0 ? left : awaitedParts).join(', ')}.`,
    );
  }, readyMsMax);

  return {
    painted: (window, what) => {
      const parts = missing.get(window) ?? new Set(awaitedParts);
      missing.set(window, parts);
      parts.delete(what);
      if (parts.size > 0 || finished) return;
      clearTimeout(deadline);
      takePicture(window, file).then(
        () => finish(null),
        (error: unknown) => finish(`no picture: ${error instanceof Error ? error.message : String(error)}`),
      );
    },
  };
}

async function takePicture(window: BrowserWindow, file: string): Promise<void> {
  await wait(settleMs);
  const picture = await window.webContents.capturePage();
  if (picture.isEmpty()) throw new Error('the window gave an empty picture.');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, picture.toPNG());
}
