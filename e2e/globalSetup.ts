import { resolveElectronRuntime } from '../scripts/electron-runtime.mjs';
import { openVirtualDisplay } from '../scripts/setup/virtualDisplay.mjs';

/** Every console of this run gets a display and knows which Electron it runs on. The returned function ends the display. */
export default async function globalSetup(): Promise<(() => Promise<void>) | undefined> {
  const runtime = await resolveElectronRuntime();
  process.env.HIGHNOON_RUNTIME_ORIGIN = runtime.origin;
  process.env.ELECTRON_OVERRIDE_DIST_PATH = runtime.distDir;
  if (process.platform !== 'linux' || process.env.DISPLAY) return undefined;
  const display = await openVirtualDisplay({ width: 3840, height: 2160 });
  process.env.DISPLAY = display.display;
  return () => display.close();
}
