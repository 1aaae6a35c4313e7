/** The least that a window costs on this runtime: one blank page, and a line on stdout once it has been painted. */
import { app, BrowserWindow } from 'electron';
import { join } from 'node:path';

void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1920,
    height: 1080,
    useContentSize: true,
    webPreferences: { sandbox: true, contextIsolation: true },
  });
  window.webContents.once('page-title-updated', () => process.stdout.write(`highnoon:empty-window-painted ${Date.now()}\n`));
  return window.loadFile(join(import.meta.dirname, 'index.html'));
});
app.on('window-all-closed', () => app.quit());
