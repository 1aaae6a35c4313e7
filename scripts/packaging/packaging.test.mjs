import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '../setup/projectRoot.mjs';
import afterPack from './afterPack.mjs';
import { packageName } from './packageName.mjs';
import { publishRefusal } from './publishRefusal.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highnoon-packaging-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('a build on the fallback runtime can be told from its name', () => {
  const build = { version: '0.1.0', platform: 'linux', arch: 'x64' };
  expect(packageName({ ...build, origin: 'fallback' })).toBe('highnoon-0.1.0-linux-x64-dev-runtime');
  expect(packageName({ ...build, origin: 'official' })).toBe('highnoon-0.1.0-linux-x64');
});

test('only a build on the official Electron may be published', () => {
  expect(publishRefusal('official')).toBeNull();
  expect(publishRefusal('fallback')).toMatch(/^This build stands on the fallback Electron runtime, .+ not published\./);
  expect(publishRefusal(undefined)).toMatch(/^It is not known which Electron/);
});

test('npm run package -- --publish on the fallback runtime ends with that sentence and makes nothing', async () => {
  const distDir = join(folder, 'fallback');
  mkdirSync(distDir);
  writeFileSync(join(distDir, 'electron'), '');
  writeFileSync(join(distDir, 'version'), '33.2.1');
  const packaging = promisify(execFile)(process.execPath, [join(projectRoot, 'scripts/package.mjs'), '--publish'], {
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: distDir },
  });
  await expect(packaging).rejects.toMatchObject({ code: 1, stderr: `${publishRefusal('fallback')}\n` });
});

test('npm publish is refused twice: the package is private, and its prepublish step says why', async () => {
  const description = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  expect(description.private).toBe(true);
  const [command, script] = description.scripts.prepublishOnly.split(' ');
  expect(command).toBe('node');
  const publishing = promisify(execFile)(process.execPath, [join(projectRoot, script)]);
  await expect(publishing).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Highnoon is not published to npm'),
  });
});

test('electron-builder has no place to publish to, and released builds have their fuses blown', () => {
  const settings = parse(readFileSync(join(projectRoot, 'electron-builder.yml'), 'utf8'));
  expect(settings.publish).toBeNull();
  expect(settings.electronFuses).toMatchObject({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    onlyLoadAppFromAsar: true,
  });
});

test('a package carries which Electron it stands on, and no default app', async () => {
  mkdirSync(join(folder, 'resources'));
  writeFileSync(join(folder, 'resources', 'default_app.asar'), '');
  vi.stubEnv('HIGHNOON_RUNTIME_ORIGIN', 'fallback');
  await afterPack({ appOutDir: folder, electronPlatformName: 'linux' });
  expect(existsSync(join(folder, 'resources', 'default_app.asar'))).toBe(false);
  expect(JSON.parse(readFileSync(join(folder, 'resources', 'runtime.json'), 'utf8'))).toEqual({ origin: 'fallback' });
});

test('electron-builder run by hand, which does not know the runtime, makes no package', async () => {
  mkdirSync(join(folder, 'resources'));
  vi.stubEnv('HIGHNOON_RUNTIME_ORIGIN', undefined);
  await expect(afterPack({ appOutDir: folder, electronPlatformName: 'linux' })).rejects.toThrow('npm run package');
});
