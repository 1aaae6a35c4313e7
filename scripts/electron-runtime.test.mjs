import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cacheFolder, resolveElectronRuntime } from './electron-runtime.mjs';
import { fallbackVersion } from './runtime/fallbackRuntime.mjs';
import { projectRoot } from './setup/projectRoot.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highnoon-runtime-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function unpackedElectron(name, version) {
  const distDir = join(folder, name);
  mkdirSync(distDir, { recursive: true });
  writeFileSync(join(distDir, 'electron'), '');
  chmodSync(join(distDir, 'electron'), 0o755);
  writeFileSync(join(distDir, 'version'), `v${version}\n`);
  return distDir;
}

test('an unpacked Electron named in the environment comes first', async () => {
  const distDir = unpackedElectron('own', '45.4.1');
  const runtime = await resolveElectronRuntime({ env: { ELECTRON_OVERRIDE_DIST_PATH: distDir, ELECTRON_RUNTIME_CACHE: folder } });
  expect(runtime).toEqual({ exe: join(distDir, 'electron'), distDir, version: '45.4.1', origin: 'official' });
});

test('the fallback never passes for the official one, also when named by hand', async () => {
  const distDir = unpackedElectron('own', fallbackVersion);
  const runtime = await resolveElectronRuntime({ env: { ELECTRON_OVERRIDE_DIST_PATH: distDir } });
  expect(runtime.origin).toBe('fallback');
});

test('a folder without an Electron is refused in a sentence', async () => {
  await expect(resolveElectronRuntime({ env: { ELECTRON_OVERRIDE_DIST_PATH: folder } })).rejects.toThrow(
    `ELECTRON_OVERRIDE_DIST_PATH has no Electron in it: ${join(folder, 'electron')} does not exist.`,
  );
});

test('a wish that is none is refused in a sentence', async () => {
  await expect(resolveElectronRuntime({ env: { ELECTRON_RUNTIME: 'newest' } })).rejects.toThrow(
    'ELECTRON_RUNTIME must be one of auto, official, fallback, not "newest".',
  );
});

test('a cached fallback is used without asking any network', async () => {
  const distDir = unpackedElectron(`fallback-${fallbackVersion}-linux-x64-1`, fallbackVersion);
  const reported = [];
  const runtime = await resolveElectronRuntime({
    env: { ELECTRON_RUNTIME: 'fallback', ELECTRON_RUNTIME_CACHE: folder },
    report: (line) => reported.push(line),
  });
  expect(runtime).toEqual({ exe: join(distDir, 'electron'), distDir, version: fallbackVersion, origin: 'fallback' });
  expect(reported).toEqual([]);
});

test('without a registry the sentence says what is missing', async () => {
  const env = { ELECTRON_RUNTIME: 'fallback', ELECTRON_RUNTIME_CACHE: folder, PATH: '/nowhere' };
  await expect(resolveElectronRuntime({ env })).rejects.toThrow(/^No Electron runtime: /);
});

test('the cache lies where the environment says, or in the home of the user', () => {
  expect(cacheFolder({ ELECTRON_RUNTIME_CACHE: '/cache' })).toBe('/cache');
  expect(cacheFolder({ XDG_CACHE_HOME: '/xdg', HOME: '/home/noon' })).toBe('/xdg/highnoon/electron');
  expect(cacheFolder({ HOME: '/home/noon' })).toBe('/home/noon/.cache/highnoon/electron');
});

test('the console knows the fallback by the same version', () => {
  const source = readFileSync(join(projectRoot, 'src-main', 'shell', 'runtimeIdentity.ts'), 'utf8');
  expect(source).toContain(`'${fallbackVersion}'`);
});
