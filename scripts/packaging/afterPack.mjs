import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** electron-builder's hook: the packaged console carries which Electron it stands on, and no default app. */
export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  const resources =
    electronPlatformName === 'darwin'
      ? join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'Resources')
      : join(appOutDir, 'resources');
  // A folder given as electronDist is copied whole, with what `electron FOLDER` needs and a package does not.
  rmSync(join(resources, 'default_app.asar'), { force: true });
  const origin = process.env.HIGHNOON_RUNTIME_ORIGIN;
  if (origin !== 'official' && origin !== 'fallback')
    throw new Error('HIGHNOON_RUNTIME_ORIGIN is not set: packages are made by "npm run package".');
  writeFileSync(join(resources, 'runtime.json'), `${JSON.stringify({ origin })}\n`);
}
