import { screen, type BrowserWindow } from 'electron';
import type { Log } from './logFile';
import type { WindowPlace } from './windowPlace';

/** A window whose renderer keeps falling is left as it is after this many reloads. */
const reloadsMax = 5;
const placeSettleMs = 400;

/** Saved once a drag has come to rest, and at closing. */
export function rememberPlace(window: BrowserWindow, save: (place: WindowPlace) => void): void {
  let timer: NodeJS.Timeout | undefined;
  const saveNow = (): void => {
    clearTimeout(timer);
    const bounds = window.getNormalBounds();
    save({ bounds, displayId: screen.getDisplayMatching(window.getBounds()).id, fullScreen: window.isFullScreen() });
  };
  const saveSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(saveNow, placeSettleMs);
  };
  window.on('move', saveSoon);
  window.on('resize', saveSoon);
  window.on('enter-full-screen', saveSoon);
  window.on('leave-full-screen', saveSoon);
  window.on('close', saveNow);
  window.on('closed', () => clearTimeout(timer));
}

/** Navigation is refused by guards.ts, but about:blank commits without asking anybody; the window then takes its page back. */
export function stayOnPage(window: BrowserWindow, page: string, log: Log): void {
  const load = (): void => {
    window.loadURL(page).catch((error: unknown) => log('error', `${page} did not load: ${String(error)}`));
  };
  window.webContents.on('did-navigate', (_event, url) => {
    if (url === page) return;
    log('warn', `a window left for ${url} and is taken back`);
    load();
  });
  load();
}

export function reloadAfterFall(window: BrowserWindow, id: string, log: Log): void {
  let reloads = 0;
  window.webContents.on('render-process-gone', (_event, details) => {
    log('error', `window ${id} fell: ${details.reason}, code ${details.exitCode}`);
    if (details.reason === 'clean-exit' || reloads >= reloadsMax) return;
    reloads += 1;
    window.webContents.reload();
  });
  window.on('unresponsive', () => log('warn', `window ${id} does not respond`));
}
