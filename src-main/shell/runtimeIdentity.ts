import type { RuntimeIdentity } from '../../contract/windowKinds';

/** The Electron inside the registry package that scripts/electron-runtime.mjs falls back to; keep in step with it. */
export const fallbackElectronVersion = '33.2.1';

/** Which Electron runs. We ship 45; only the fallback runtime is of this older version. */
export function readRuntimeIdentity(versions: NodeJS.ProcessVersions): RuntimeIdentity {
  const electron = versions['electron'] ?? '';
  return {
    electron,
    chromium: versions['chrome'] ?? '',
    node: versions.node,
    origin: electron === fallbackElectronVersion ? 'fallback' : 'official',
  };
}
