import { app, type Session, type WebContents } from 'electron';
import type { Log } from './logFile';

/** Everything a window could use to leave its page or reach the machine is refused; windows ask main instead. */
export function guardWindows(log: Log): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, log));
}

function guardContents(contents: WebContents, log: Log): void {
  contents.on('will-navigate', (event) => {
    event.preventDefault();
    log('warn', `refused navigation to ${event.url}`);
  });
  contents.on('will-frame-navigate', (event) => {
    event.preventDefault();
    log('warn', `refused frame navigation to ${event.url}`);
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
    log('warn', `refused redirect to ${event.url}`);
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    log('warn', 'refused a webview');
  });
  contents.setWindowOpenHandler(({ url }) => {
    log('warn', `refused a new window for ${url}`);
    return { action: 'deny' };
  });
}

/** Network schemes a window could reach past its CSP; engine and Demo City have processes of their own for that. */
const networkPatterns = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'ftp://*/*', 'file:///*'];

/** Permissions, devices, downloads and the network: no, for the session that all windows share. */
export function guardSession(session: Session, log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => {
    log('warn', `refused permission ${permission}`);
    decide(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item) => {
    event.preventDefault();
    log('warn', `refused download of ${item.getURL().slice(0, 200)}`);
  });
  session.webRequest.onBeforeRequest({ urls: networkPatterns }, (details, decide) => {
    log('warn', `refused request to ${details.url.slice(0, 200)}`);
    decide({ cancel: true });
  });
}
