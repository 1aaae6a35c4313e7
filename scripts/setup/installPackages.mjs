import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './projectRoot.mjs';
import { SetupFailure } from './setupFailure.mjs';

/** Installs the locked npm packages unless exactly those are there. Resolves to 'unchanged' or 'installed'. */
export async function installPackages({ root = projectRoot, env = process.env } = {}) {
  if (packagesMatchLock(root)) return 'unchanged';
  // Electron below 42 downloads itself at install and fails offline; scripts/electron-runtime.mjs fetches the runtime.
  const { code, output } = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], root, {
    ...env,
    ELECTRON_SKIP_BINARY_DOWNLOAD: '1',
  });
  if (code === 0) return 'installed';
  const why = output.trim().split('\n').slice(-12).join('\n');
  throw new SetupFailure(`${why}\nThe npm packages could not be installed; "npm ci" must reach the package registry.`);
}

/** npm writes node_modules/.package-lock.json last, so what it lists is really there. */
export function packagesMatchLock(root) {
  const installed = packagesIn(join(root, 'node_modules', '.package-lock.json'));
  const locked = packagesIn(join(root, 'package-lock.json'));
  if (locked === null) throw new SetupFailure('package-lock.json is missing or damaged; check it out again.');
  if (installed === null) return false;
  return Object.entries(locked).every(([path, wanted]) => {
    const present = installed[path];
    // Packages for other platforms are optional and left out; this platform's were installed with the rest.
    if (path === '' || (present === undefined && wanted.optional)) return true;
    return present?.version === wanted.version && present?.integrity === wanted.integrity;
  });
}

function packagesIn(lockFile) {
  if (!existsSync(lockFile)) return null;
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function npm(args, cwd, env) {
  const script = env.npm_execpath;
  const [command, before] = script?.endsWith('.js') ? [process.execPath, [script]] : ['npm', []];
  return new Promise((done) => {
    let output = '';
    const child = spawn(command, [...before, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => done({ code: -1, output: error.message }));
    child.on('close', (code) => done({ code, output }));
  });
}
