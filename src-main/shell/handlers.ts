import { shell } from 'electron';
import type { CommandHandlers, CommandInput } from '../../contract/commands';
import { accept, refuse, type Result } from '../../contract/result';
import type { AlertDesk } from '../control/alerts/alertDesk';
import type { LayoutDesk } from '../control/coreLink/layoutDesk';
import type { EngineReports } from '../control/engineReports';
import type { IncidentDesk } from '../control/incidents/incidentDesk';
import type { Notifier } from '../control/notify/notifier';
import type { People } from '../control/people/people';
import type { RoomView } from '../control/roomView/roomView';
import type { Secrets } from '../control/secrets';
import type { SettingsDesk } from '../control/settings/settingsDesk';
import type { Store } from '../control/store';
import type { WorkspaceSession } from '../control/workspaceFile/workspaceSession';
import type { Credentials } from './credentials';
import type { EngineProcess } from './engineProcess';
import { createAlertHandlers } from './alertHandlers';
import { allowedExternalUrl, externalHosts } from './externalLinks';
import { createIncidentHandlers } from './incidentHandlers';
import { createLayoutHandlers } from './layoutHandlers';
import type { Links } from './links';
import { createReportHandlers, type ReportParts } from './reportHandlers';
import { createPeopleHandlers } from './peopleHandlers';
import { createProtectionHandlers } from './protectionHandlers';
import type { ProtectionRoom } from './protectionRoom';
import { preferencesOf } from './preferences';
import { saveAudit } from './saveAudit';
import { createSecretHandlers } from './secretHandlers';
import { createSettingsHandlers } from './settingsHandlers';
import { viewHandlers } from './viewHandlers';
import { createWindowHandlers } from './windowHandlers';
import type { OpenWindow, Windows } from './windows';
import { askForWorkspacePath } from './workspaceDialog';

export type PaintedPart = CommandInput<'window.painted'>['what'];

export interface HandlerParts {
  readonly store: Store;
  readonly reports: EngineReports;
  readonly session: WorkspaceSession;
  readonly engine: EngineProcess;
  readonly windows: Windows;
  readonly view: RoomView;
  readonly links: Links;
  readonly people: People;
  readonly alerts: AlertDesk;
  readonly incidents: IncidentDesk;
  readonly layouts: LayoutDesk;
  readonly report: ReportParts;
  readonly notifier: Notifier;
  readonly protection: ProtectionRoom;
  readonly secrets: Secrets;
  readonly credentials: Credentials;
  readonly settingsDesk: SettingsDesk;
  readonly painted: (open: OpenWindow, what: PaintedPart) => void;
  readonly setPreferences: (change: CommandInput<'preferences.set'>) => void;
}

/** One entry per command; each calls the part that does it. */
export function createHandlers(parts: HandlerParts): CommandHandlers {
  const { store, reports, session, engine, windows } = parts;
  const callersWindow = (windowId: string): Result<OpenWindow> => {
    const open = windows.find(windowId);
    return open === undefined ? refuse('not-found', 'This window is closing.') : accept(open);
  };

  return {
    ...viewHandlers({ ...parts, callersWindow, language: () => preferencesOf(store).language }),
    ...createPeopleHandlers(parts.people),
    ...createAlertHandlers(parts.alerts),
    ...createIncidentHandlers(parts),
    ...createLayoutHandlers(parts.layouts),
    ...createProtectionHandlers({
      protection: parts.protection.desk,
      lever: parts.protection.lever,
      audit: parts.protection.audit,
      callersWindow,
      saveAudit: ({ window }, audit) => saveAudit(window, audit, preferencesOf(store).language),
    }),
    ...createReportHandlers(parts.report, () => preferencesOf(store).language, callersWindow),
    ...createWindowHandlers(parts),
    ...createSecretHandlers(parts.secrets, parts.credentials),
    ...createSettingsHandlers({
      desk: parts.settingsDesk,
      secrets: parts.secrets,
      engine,
      session,
      store,
      callersWindow,
    }),
    'state.snapshot': async () => {
      const { state, ...snapshot } = store.snapshot();
      const clock = reports.clockNow();
      return accept({ ...snapshot, state: clock === undefined ? state : { ...state, clock: { room: clock } } });
    },
    'frames.connect': async (_input, { windowId }) => {
      const caller = callersWindow(windowId);
      if (!caller.ok) return caller;
      engine.connectWindow(windowId, caller.value.window.webContents);
      return accept(undefined);
    },
    'workspace.open': ({ path }) => session.open(path),
    'workspace.openDialog': async (_input, { windowId }) => {
      const caller = callersWindow(windowId);
      if (!caller.ok) return caller;
      const path = await askForWorkspacePath(caller.value.window, preferencesOf(store).language);
      if (path === null) return accept({ opened: false });
      const opened = await session.open(path);
      return opened.ok ? accept({ opened: true }) : opened;
    },
    'workspace.openDemo': async () => {
      session.openDemo();
      return accept(undefined);
    },
    'workspace.dismissProblem': async () => {
      session.dismissProblem();
      return accept(undefined);
    },
    'window.fullScreen': async ({ on }, { windowId }) => {
      const caller = callersWindow(windowId);
      if (!caller.ok) return caller;
      caller.value.window.setFullScreen(on);
      return accept(undefined);
    },
    'window.painted': async ({ what }, { windowId }) => {
      const caller = callersWindow(windowId);
      if (!caller.ok) return caller;
      parts.painted(caller.value, what);
      return accept(undefined);
    },
    'preferences.set': async (change) => {
      parts.setPreferences(change);
      return accept(undefined);
    },
    'external.open': async ({ url }) => {
      const allowed = allowedExternalUrl(url);
      if (allowed === null)
        return refuse(
          'bad-input',
          `The console opens only https pages of ${externalHosts.join(', ')}. Copy the address into your browser if you trust it.`,
        );
      await shell.openExternal(allowed);
      return accept(undefined);
    },
  };
}
