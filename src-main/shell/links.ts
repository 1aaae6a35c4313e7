import { app, clipboard } from 'electron';
import { accept, refuse, type Result } from '../../contract/result';
import type { RoomSelection } from '../../contract/roomView';
import type { WorkspaceView } from '../../contract/state';
import type { WindowKindName } from '../../contract/windowKinds';
import { rangeDefault } from '../../contract/rangeChoices';
import type { RoomView } from '../control/roomView/roomView';
import { fileMarkOf, linkScheme, readViewLink, writeViewLink, type LinkedWorkspace } from '../control/roomView/viewLink';
import type { Store } from '../control/store';
import type { Windows } from './windows';

/** Links to what a window shows: written for the clipboard, opened from it, from the command line and from the system. */
export interface Links {
  copy(window: WindowKindName, selection: RoomSelection | null): Promise<Result<{ link: string }>>;
  /** Null: the link on the clipboard. */
  open(link: string | null): Promise<Result<void>>;
  /** The recent workspace that a link is of, to begin with it; null when the link names none of them. */
  workspacePathOf(link: string): string | null;
}

export interface LinkParts {
  readonly store: Store;
  readonly view: RoomView;
  readonly windows: Windows;
}

export function createLinks({ store, view, windows }: LinkParts): Links {
  const present = (): WorkspaceView | undefined => store.read().workspace['current'];
  return {
    copy: async (window, selection) => {
      const workspace = present();
      if (workspace === undefined) return refuse('unavailable', 'No workspace is open yet; copy the link when it is.');
      const link = writeViewLink({
        window,
        workspace: { name: workspace.name.en, file: workspace.path === null ? null : fileMarkOf(workspace.path) },
        range: store.read().range['room'] ?? rangeDefault,
        selection: selection ?? store.read().selection['room'] ?? null,
      });
      await clipboard.writeText(link);
      return accept({ link });
    },
    open: async (link) => {
      const read = readViewLink(link ?? (await clipboard.readText()));
      if (!read.ok) return read;
      const { window, workspace, range, selection } = read.value;
      const current = present();
      // To change the workspace under everybody's eyes is a person's decision, not a link's.
      if (current === undefined || !isSame(workspace, current))
        return refuse(
          'not-found',
          `The link is of the workspace "${workspace.name}", which is not the one that is open. Open its file first, then the link again.`,
        );
      view.setRange(range);
      view.select(selection);
      const open = windows.all().find(({ kind }) => kind === window) ?? windows.open(window, null);
      if (open.window.isMinimized()) open.window.restore();
      open.window.focus();
      return accept(undefined);
    },
    workspacePathOf: (link) => {
      const read = readViewLink(link);
      if (!read.ok || read.value.workspace.file === null) return null;
      const { file } = read.value.workspace;
      return store.read().recent['workspaces']?.paths.find((path) => fileMarkOf(path) === file) ?? null;
    },
  };
}

/** The same file; or, on another machine, a workspace of the same name. */
function isSame({ name, file }: LinkedWorkspace, current: WorkspaceView): boolean {
  if (current.path !== null && file === fileMarkOf(current.path)) return true;
  return name === current.name.en && (file === null) === (current.path === null);
}

/** The system hands `highnoon:` links to the installed console; one started from a checkout must not take them over. */
export function receiveLinks(open: (link: string) => void): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme);
  // macOS hands links over by an event, the others as a word of the command line.
  app.on('open-url', (event, link) => {
    event.preventDefault();
    open(link);
  });
}
