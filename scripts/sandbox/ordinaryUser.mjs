/**
 * Lets a console run as an ordinary user with the OS sandbox on, also where the tests run as root: Chromium refuses root, and
 * `--no-sandbox` would hide what breaks under the sandbox.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../setup/projectRoot.mjs';

const userName = 'highnoon-test';
/** What a started console reads. Copied, because root's own folders are closed to others. */
const appParts = ['package.json', 'out/main', 'out/preload', 'out/renderer', 'assets', 'node_modules/@duckdb'];

/**
 * @param {{ exe: string, distDir: string }} runtime
 * @returns {{ executable: string, appFolder: string, profileFolder: string, userId: number, close(): void }}
 * @throws {Error} a sentence when no such user can be made
 */
export function stageForOrdinaryUser(runtime) {
  const stage = mkdtempSync(join(tmpdir(), 'highnoon-as-user-'));
  const profileFolder = join(stage, 'profile');
  if (process.getuid() !== 0) {
    const close = () => rmSync(stage, { recursive: true, force: true });
    return { executable: runtime.exe, appFolder: projectRoot, profileFolder, userId: process.getuid(), close };
  }
  const user = ordinaryUser();
  chmodSync(stage, 0o755);
  const distDir = join(stage, 'electron');
  cpSync(runtime.distDir, distDir, { recursive: true });
  // Chromium's second choice, where ordinary users may not make namespaces: a helper that is root's and setuid.
  chownSync(join(distDir, 'chrome-sandbox'), 0, 0);
  chmodSync(join(distDir, 'chrome-sandbox'), 0o4755);
  for (const part of appParts) cpSync(join(projectRoot, part), join(stage, 'app', part), { recursive: true });
  mkdirSync(profileFolder);
  chownSync(profileFolder, user.uid, user.gid);
  run('chmod', ['-R', 'a+rX', join(stage, 'app'), distDir]);
  return {
    executable: writeLauncher(stage, join(distDir, 'electron'), user, profileFolder),
    appFolder: join(stage, 'app'),
    profileFolder,
    userId: user.uid,
    close: () => {
      rmSync(stage, { recursive: true, force: true });
      if (user.made) run('userdel', [userName]);
    },
  };
}

/** `exec` all the way, so that the process the tests started is the console itself. */
function writeLauncher(stage, exe, user, home) {
  const launcher = join(stage, 'console-as-user');
  const become = `setpriv --reuid=${user.uid} --regid=${user.gid} --clear-groups --inh-caps=-all`;
  const clean = `env -u XDG_RUNTIME_DIR -u XDG_CONFIG_HOME -u XDG_CACHE_HOME -u DBUS_SESSION_BUS_ADDRESS HOME='${home}'`;
  writeFileSync(launcher, `#!/bin/sh\ncd '${stage}' && exec ${become} ${clean} '${exe}' "$@"\n`, { mode: 0o755 });
  return launcher;
}

function ordinaryUser() {
  const present = readUser();
  if (present !== null) return { ...present, made: false };
  run('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', userName]);
  const user = readUser();
  if (user === null) throw new Error(`The user ${userName} was made but is not there.`);
  return { ...user, made: true };
}

function readUser() {
  const found = spawnSync('id', ['-u', userName], { encoding: 'utf8' });
  if (found.status !== 0) return null;
  const group = spawnSync('id', ['-g', userName], { encoding: 'utf8' });
  return { uid: Number(found.stdout), gid: Number(group.stdout) };
}

function run(command, args) {
  const done = spawnSync(command, args, { encoding: 'utf8' });
  if (done.status !== 0)
    throw new Error(
      `"${command} ${args.join(' ')}" failed (${(done.stderr || done.error?.message || '').trim()}); no ordinary user to run as.`,
    );
}
