import { BrowserWindow, screen, type WebContents } from 'electron';
import type { Patch } from '../../contract/patch';
import { channels } from '../../contract/preloadApi';
import { windowKinds, type RuntimeIdentity, type WindowIdentity, type WindowKindName } from '../../contract/windowKinds';
import type { Theme } from '../../contract/choices';
import { displayAreas } from './displays';
import type { Log } from './logFile';
import type { Settings } from './settings';
import { reloadAfterFall, rememberPlace, stayOnPage } from './windowCare';
import { bringBack, holds, placeAt, placeWindow, type Rectangle, type WantedPlace } from './windowPlace';

export interface OpenWindow {
  readonly id: string;
  readonly kind: WindowKindName;
  readonly subject: string | null;
  readonly window: BrowserWindow;
}

/** All windows of the console, opened by kind. */
export interface Windows {
  /**
   * Opens one, or focuses the oldest when as many as the kind allows are open. Of kinds that open once a subject, the one about
   * this subject is focused, and the oldest makes room for one more. `place`: where a person wants it, also one that is open; a
   * display that is gone counts as none.
   */
  open(kind: WindowKindName, openerId: string | null, subject?: string, place?: WantedPlace): OpenWindow;
  /** Ours that lies on top at this point of the desktop, DIP; null where none of them is. */
  under(point: { readonly x: number; readonly y: number }): OpenWindow | null;
  /** The id of the window with this renderer, or null for a stranger. */
  idOf(contents: WebContents): string | null;
  find(windowId: string): OpenWindow | undefined;
  all(): readonly OpenWindow[];
  readonly sendPatch: (patch: Patch) => void;
  /** After displays came, went or changed: every window that is mostly off-screen comes back. */
  readonly bringAllBack: () => void;
}

export interface WindowsSetup {
  readonly preload: string;
  readonly appVersion: string;
  readonly runtime: RuntimeIdentity;
  readonly settings: Settings;
  readonly log: Log;
  /** Content size for every first window of a kind, from the command line; saved places are then left alone. */
  readonly size: { readonly width: number; readonly height: number } | null;
  theme(): Theme;
  opened(open: OpenWindow): void;
  closed(windowId: string): void;
}

/** The page colour of LOOK §2, so that a window is not white before its first paint. */
const pageColours = { dark: '#0E1115', light: '#ECEEF1' } as const satisfies Record<Theme, string>;

export function createWindows(setup: WindowsSetup): Windows {
  const open = new Map<string, OpenWindow>();
  const ofKind = (kind: WindowKindName): OpenWindow[] => [...open.values()].filter((each) => each.kind === kind);

  /** Window ids, the one that was in front last at the end. Ours, because no system tells what lies on what. */
  const recent = new Set<string>();
  const inFront = (id: string): void => {
    recent.delete(id);
    recent.add(id);
  };

  function create(
    kind: WindowKindName,
    id: string,
    openerId: string | null,
    subject: string | null,
    place: WantedPlace | null,
  ): OpenWindow {
    const opener = openerId === null ? undefined : open.get(openerId)?.window;
    const openerDisplayId = opener === undefined ? null : screen.getDisplayMatching(opener.getBounds()).id;
    const saved = setup.size === null ? setup.settings.placeOf(id) : null;
    const own = placeWindow(windowKinds[kind], saved, displayAreas(), openerDisplayId);
    const wanted = place === null ? null : wantedBounds(place, setup.size ?? own.bounds, own.bounds);
    const { bounds, fullScreen } = wanted === null ? own : { bounds: wanted, fullScreen: false };
    const identity: WindowIdentity = {
      windowId: id,
      kind,
      subject,
      wall: windowKinds[kind].wall,
      appVersion: setup.appVersion,
      runtime: setup.runtime,
    };
    const window = new BrowserWindow({
      ...bounds,
      ...(setup.size ?? {}),
      useContentSize: setup.size !== null,
      minWidth: Math.min(windowKinds[kind].minWidth, bounds.width),
      minHeight: Math.min(windowKinds[kind].minHeight, bounds.height),
      autoHideMenuBar: true,
      backgroundColor: pageColours[setup.theme()],
      webPreferences: {
        preload: setup.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        nodeIntegrationInWorker: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: false,
        // A wall screen behind another window still has to be right when it is looked at again.
        backgroundThrottling: false,
        // The alarm sounds in a room where nobody has touched this window.
        autoplayPolicy: 'no-user-gesture-required',
        additionalArguments: [`--highnoon-identity=${encodeURIComponent(JSON.stringify(identity))}`],
      },
    });
    // Not the `fullscreen` option: without a window manager (virtual displays) it marks the window but leaves its size.
    if (fullScreen || (wanted === null && fillsDisplay(setup.size)))
      window.once('ready-to-show', () => window.setFullScreen(true));
    const created: OpenWindow = { id, kind, subject, window };
    open.set(id, created);
    inFront(id);
    window.on('focus', () => inFront(id));
    if (setup.size === null) rememberPlace(window, (place) => setup.settings.savePlace(id, place));
    reloadAfterFall(window, id, setup.log);
    window.on('closed', () => {
      open.delete(id);
      recent.delete(id);
      setup.closed(id);
    });
    setup.opened(created);
    stayOnPage(window, `app://console/${kind}/index.html`, setup.log);
    return created;
  }

  return {
    open: (kind, openerId, subject = undefined, place = undefined) => {
      const present = ofKind(kind);
      const full = present.length >= windowKinds[kind].countMax;
      const same = subject === undefined ? (full ? present[0] : undefined) : present.find((each) => each.subject === subject);
      if (same !== undefined) {
        if (place !== undefined) bringTo(same.window, place);
        focus(same.window);
        inFront(same.id);
        return same;
      }
      const made = create(kind, freeId(kind, open), openerId, subject ?? null, place ?? null);
      if (full) present[0]?.window.close();
      return made;
    },
    idOf: (contents) => [...open.values()].find((each) => each.window.webContents === contents)?.id ?? null,
    find: (windowId) => open.get(windowId),
    all: () => [...open.values()],
    under: (point) => {
      const ids = [...recent].reverse();
      const id = ids.find((each) => {
        const window = open.get(each)?.window;
        return window !== undefined && window.isVisible() && !window.isMinimized() && holds(window.getBounds(), point);
      });
      return id === undefined ? null : (open.get(id) ?? null);
    },
    sendPatch: (patch) => {
      for (const { window } of open.values()) window.webContents.send(channels.patch, patch);
    },
    bringAllBack: () => {
      for (const { window } of open.values()) {
        const bounds = bringBack(window.getBounds(), displayAreas());
        if (bounds !== null) window.setBounds(bounds);
      }
    },
  };
}

/** On a display that already shows it a window stays where it is. */
function wantedBounds(
  place: WantedPlace,
  size: { readonly width: number; readonly height: number },
  now: Rectangle,
): Rectangle | null {
  if ('displayId' in place && String(screen.getDisplayMatching(now).id) === place.displayId) return null;
  return placeAt(place, size, displayAreas());
}

function bringTo(window: BrowserWindow, place: WantedPlace): void {
  const bounds = wantedBounds(place, window.getNormalBounds(), window.getBounds());
  if (bounds === null) return;
  // X11 ignores bounds of a window that is full screen or maximized, and gives it its former ones afterwards.
  if (window.isFullScreen()) window.setFullScreen(false);
  if (window.isMaximized()) window.unmaximize();
  window.setBounds(bounds);
}

/** X11 windows of exactly the display's size are made one pixel smaller, unless they are full screen. */
function fillsDisplay(size: WindowsSetup['size']): boolean {
  const display = screen.getPrimaryDisplay().size;
  return size?.width === display.width && size.height === display.height;
}

/** The lowest free number of its kind, so that `wall-1` of the next start finds the place of `wall-1` of this one. */
function freeId(kind: WindowKindName, open: ReadonlyMap<string, OpenWindow>): string {
  for (let number = 1; ; number += 1) if (!open.has(`${kind}-${number}`)) return `${kind}-${number}`;
}

function focus(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}
