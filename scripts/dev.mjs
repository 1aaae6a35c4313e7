#!/usr/bin/env node
/** `npm run dev`: the console with hot reload, on the runtime that `npm start` would use. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { RuntimeMissing, resolveElectronRuntime } from './electron-runtime.mjs';
import { installPackages } from './setup/installPackages.mjs';
import { projectRoot } from './setup/projectRoot.mjs';
import { SetupFailure, runScript } from './setup/setupFailure.mjs';

await runScript(dev, [SetupFailure, RuntimeMissing]);

async function dev() {
  await installPackages();
  const runtime = await resolveElectronRuntime({ report: (line) => process.stderr.write(`${line}\n`) });
  const builder = join(projectRoot, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const asRoot = process.platform === 'linux' && process.getuid() === 0 ? ['--noSandbox'] : [];
  const done = spawnSync(process.execPath, [builder, 'dev', ...asRoot, ...process.argv.slice(2)], {
    cwd: projectRoot,
    stdio: 'inherit',
    env: { ...process.env, ELECTRON_EXEC_PATH: runtime.exe, HIGHNOON_RUNTIME_ORIGIN: runtime.origin },
  });
  return done.status ?? 1;
}
