/** The wall the naive way: samples as objects, relayed by main, every chart set at once. Same data volume, same window, same runtime. */
import { app, BrowserWindow, utilityProcess } from 'electron';
import { join } from 'node:path';

void app.whenReady().then(async () => {
  const window = new BrowserWindow({
    width: 1920,
    height: 1080,
    useContentSize: true,
    webPreferences: { sandbox: true, contextIsolation: true, preload: join(import.meta.dirname, 'preload.cjs') },
  });
  window.setMenu(null);
  await window.loadFile(join(import.meta.dirname, 'index.html'));
  const feeder = utilityProcess.fork(join(import.meta.dirname, 'feeder.js'), [], { serviceName: 'naive engine' });
  feeder.on('message', (panels) => {
    if (!window.isDestroyed()) window.webContents.send('panels', panels);
  });
});
app.on('window-all-closed', () => app.quit());
