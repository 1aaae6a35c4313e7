import { app, BrowserWindow, dialog } from 'electron';
import type { CommandInput } from '../../contract/commands';
import type { RuntimeIdentity } from '../../contract/windowKinds';
import type { Store } from '../control/store';
import type { WorkspaceSession } from '../control/workspaceFile/workspaceSession';
import { aboutText, showMenu, type MenuActions } from './menu';
import { preferencesOf } from './preferences';
import type { Windows } from './windows';
import { askForWorkspacePath } from './workspaceDialog';

export interface MenuParts {
  readonly store: Store;
  readonly session: WorkspaceSession;
  readonly windows: Windows;
  readonly runtime: RuntimeIdentity;
  readonly openLink: (link: null) => void;
  readonly engageLever: () => void;
  readonly setPreferences: (change: CommandInput<'preferences.set'>) => void;
}

/** The application menu, drawn again whenever its language, theme or recent list changed. */
export function followWithMenu(parts: MenuParts): void {
  const { store } = parts;
  const actions = menuActions(parts);
  const draw = (): void => {
    const { language, theme } = preferencesOf(store);
    showMenu({ language, theme, recentPaths: store.read().recent['workspaces']?.paths ?? [] }, actions);
  };
  store.onChange((state, previous) => {
    if (state.preferences !== previous.preferences || state.recent !== previous.recent) draw();
  });
  draw();
}

function menuActions({ store, session, windows, runtime, setPreferences, openLink, engageLever }: MenuParts): MenuActions {
  // What a file refuses is shown by the windows, from `workspaceProblem`; the menu has nothing to add.
  const open = (path: string): void => void session.open(path);
  return {
    openDialog: () => {
      const window = BrowserWindow.getFocusedWindow() ?? windows.all()[0]?.window;
      if (window === undefined) return;
      void askForWorkspacePath(window, preferencesOf(store).language).then((path) => {
        if (path !== null) open(path);
      });
    },
    openPath: open,
    openDemo: () => session.openDemo(),
    openLink: () => openLink(null),
    openWindow: (kind) => {
      const focused = BrowserWindow.getFocusedWindow();
      windows.open(kind, focused === null ? null : windows.idOf(focused.webContents));
    },
    engageLever,
    setTheme: (theme) => setPreferences({ theme }),
    setLanguage: (language) => setPreferences({ language }),
    about: () => {
      const text = aboutText(preferencesOf(store).language, app.getVersion(), runtime);
      void dialog.showMessageBox({ type: 'info', title: 'Highnoon', ...text });
    },
  };
}
