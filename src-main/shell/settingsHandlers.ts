import { dirname, isAbsolute, relative } from 'node:path';
import type { CommandHandlers } from '../../contract/commands';
import { accept, type Result } from '../../contract/result';
import type { SettingsDesk } from '../control/settings/settingsDesk';
import { describeForms } from '../control/settings/describeForm';
import type { Secrets } from '../control/secrets';
import type { Store } from '../control/store';
import type { WorkspaceSession } from '../control/workspaceFile/workspaceSession';
import type { EngineProcess } from './engineProcess';
import { preferencesOf } from './preferences';
import { askForCopyPath, askForSettingsFile } from './settingsDialogs';
import type { OpenWindow } from './windows';

type SettingsHandlers = Pick<
  CommandHandlers,
  Extract<keyof CommandHandlers, `backend.${string}`> | 'file.choose' | 'workspace.saveCopy'
>;

export interface SettingsParts {
  readonly desk: SettingsDesk;
  readonly secrets: Secrets;
  readonly engine: EngineProcess;
  readonly session: WorkspaceSession;
  readonly store: Store;
  readonly callersWindow: (windowId: string) => Result<OpenWindow>;
}

export function createSettingsHandlers(parts: SettingsParts): SettingsHandlers {
  const { desk, secrets, engine, session, store } = parts;
  return {
    'backend.forms': async () => accept(describeForms()),
    'backend.list': () => desk.list(),
    'backend.read': ({ backendId }) => desk.read(backendId),
    'backend.judge': ({ backendId, settings }) => desk.judge(backendId, settings),
    'backend.check': async ({ backendId, settings }) => {
      const parsed = await desk.parse(backendId, settings);
      if (!parsed.ok) return parsed;
      const values = secrets.valuesFor(backendId, parsed.value.settings);
      return engine.ask('checkBackend', { backendId, ...parsed.value, secrets: values });
    },
    'backend.save': ({ backendId, settings, basis }) => desk.save(backendId, settings, basis),
    'backend.remove': ({ backendId, basis }) => desk.remove(backendId, basis),
    'file.choose': async ({ purpose }, { windowId }) => {
      const caller = parts.callersWindow(windowId);
      if (!caller.ok) return caller;
      const path = await askForSettingsFile(caller.value.window, preferencesOf(store).language, purpose);
      const file = store.read().workspace['current']?.path ?? null;
      return accept({ path: path === null || file === null ? path : fromFolder(dirname(file), path) });
    },
    'workspace.saveCopy': async (_input, { windowId }) => {
      const caller = parts.callersWindow(windowId);
      if (!caller.ok) return caller;
      const path = await askForCopyPath(caller.value.window, preferencesOf(store).language);
      if (path === null) return accept({ opened: false });
      const written = await desk.copyTo(path);
      if (!written.ok) return written;
      const opened = await session.open(path);
      return opened.ok ? accept({ opened: true }) : opened;
    },
  };
}

/** A file beside the workspace is named from there, so that the folder can move as a whole. */
function fromFolder(folder: string, path: string): string {
  const inside = relative(folder, path);
  return inside.startsWith('..') || isAbsolute(inside) ? path : inside;
}
