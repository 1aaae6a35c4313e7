import { ipcMain } from 'electron';
import { channels } from '../../contract/preloadApi';
import { answerRequest, type CommandDesk } from '../control/commandDesk';
import type { Log } from './logFile';
import type { Windows } from './windows';

/** The one place where a window's words enter main: one channel, one handler, one desk. */
export function answerWindows(windows: Windows, desk: Omit<CommandDesk, 'logDefect'>, log: Log): void {
  // electron-store adds a listener that tells any renderer where user data lives; our windows have no use for it.
  ipcMain.removeAllListeners('electron-store-get-data');
  ipcMain.handle(channels.ask, (event, name: unknown, input: unknown) => {
    const frame = event.senderFrame;
    const sender = {
      windowId: windows.idOf(event.sender),
      mainFrame: frame !== null && frame === event.sender.mainFrame,
      url: frame?.url ?? '',
    };
    return answerRequest({ ...desk, logDefect: (text) => log('error', text) }, sender, name, input);
  });
}
