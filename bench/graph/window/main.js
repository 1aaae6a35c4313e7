/** One window with one built page of the graph bench, its address on the command line. */
import { app, BrowserWindow } from 'electron';

const page = process.argv.find((word) => word.startsWith('--page='))?.slice('--page='.length) ?? '';

void app.whenReady().then(async () => {
  const window = new BrowserWindow({
    width: 1920,
    height: 1080,
    useContentSize: true,
    webPreferences: { sandbox: true, contextIsolation: true, backgroundThrottling: false },
  });
  window.setMenu(null);
  await window.loadFile(page);
});
app.on('window-all-closed', () => app.quit());
