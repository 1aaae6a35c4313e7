#!/usr/bin/env node
/**
 * `npm run package`: a build that starts, in dist/, offline. Options: --dir (the folder only), --deb (also a Debian package),
 * --publish (refused on the fallback runtime). The last line is the folder's path.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { RuntimeMissing, resolveElectronRuntime } from './electron-runtime.mjs';
import { makeDeb } from './packaging/makeDeb.mjs';
import { packageName } from './packaging/packageName.mjs';
import { publishRefusal } from './packaging/publishRefusal.mjs';
import { buildConsole } from './setup/buildConsole.mjs';
import { installPackages } from './setup/installPackages.mjs';
import { progress } from './setup/progress.mjs';
import { projectRoot } from './setup/projectRoot.mjs';
import { requireNode } from './setup/requireNode.mjs';
import { SetupFailure, runScript } from './setup/setupFailure.mjs';

const known = ['--dir', '--deb', '--publish'];
const dist = join(projectRoot, 'dist');
const unpackedFolders = { linux: 'linux-unpacked', win32: 'win-unpacked', darwin: 'mac' };

await runScript(makePackage, [SetupFailure, RuntimeMissing]);

async function makePackage() {
  const wishes = process.argv.slice(2);
  const unknown = wishes.find((wish) => !known.includes(wish));
  if (unknown !== undefined)
    throw new SetupFailure(`"${unknown}" is not an option of npm run package; there are ${known.join(', ')}.`);
  requireNode();
  const steps = progress(4 + (wishes.includes('--dir') ? 0 : 1) + (wishes.includes('--deb') ? 1 : 0));
  await steps.step('npm packages', () => installPackages());
  const runtime = await steps.step('electron runtime', () => resolveElectronRuntime({ report: steps.note }));
  if (wishes.includes('--publish')) refusePublishing(runtime);
  await steps.step('build', () => buildConsole());

  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  const name = packageName({ version, origin: runtime.origin });
  const folder = join(dist, name);
  await steps.step('package', () => pack(runtime, folder));
  // gzip -1: 6 s and 119 MB, where the default level takes half a minute for a few MB less.
  if (!wishes.includes('--dir'))
    await steps.step('archive', () => run('tar', ['-I', 'gzip -1', '-C', dist, '-cf', `${folder}.tar.gz`, name]));
  if (wishes.includes('--deb'))
    await steps.step('deb', () => makeDeb({ folder, version, origin: runtime.origin, file: `${folder}.deb` }));
  process.stdout.write(`${folder}\n`);
  return 0;
}

function refusePublishing({ origin }) {
  throw new SetupFailure(
    publishRefusal(origin) ?? 'There is no place to publish to yet: electron-builder.yml has "publish: null".',
  );
}

function pack(runtime, folder) {
  const unpacked = join(dist, unpackedFolders[process.platform] ?? 'linux-unpacked');
  for (const old of [unpacked, folder]) rmSync(old, { recursive: true, force: true });
  const builder = join(projectRoot, 'node_modules', 'electron-builder', 'cli.js');
  run(
    process.execPath,
    [builder, '--dir', '--publish', 'never', `-c.electronDist=${runtime.distDir}`, `-c.electronVersion=${runtime.version}`],
    { HIGHNOON_RUNTIME_ORIGIN: runtime.origin },
  );
  renameSync(unpacked, folder);
}

function run(command, args, env = {}) {
  const done = spawnSync(command, args, { cwd: projectRoot, encoding: 'utf8', env: { ...process.env, ...env } });
  if (done.status === 0) return;
  throw new SetupFailure(
    `${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}\n"${command}" failed: no package was made.`,
  );
}
