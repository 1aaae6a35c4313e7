import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetupFailure } from './setupFailure.mjs';

/** `names`: the package's name on Debian and Ubuntu, newest distribution first (Ubuntu 24.04 and Debian 13 renamed some). */
const libraries = [
  { soname: 'libgtk-3.so.0', names: ['libgtk-3-0t64', 'libgtk-3-0'] },
  { soname: 'libnss3.so', names: ['libnss3'] },
  { soname: 'libgbm.so.1', names: ['libgbm1'] },
  { soname: 'libsecret-1.so.0', names: ['libsecret-1-0'] },
  { soname: 'libasound.so.2', names: ['libasound2t64', 'libasound2'] },
];
const programs = {
  xvfb: { program: 'Xvfb', names: ['xvfb'] },
  prometheus: { program: 'prometheus', names: ['prometheus'] },
  'victoria-metrics': { program: 'victoria-metrics', names: ['victoria-metrics'] },
  'prometheus-alertmanager': { program: 'prometheus-alertmanager', names: ['prometheus-alertmanager'] },
  haproxy: { program: 'haproxy', names: ['haproxy'] },
  // Before Debian 12 server and client were one package.
  etcd: { program: 'etcd', names: ['etcd-server', 'etcd'] },
  socat: { program: 'socat', names: ['socat'] },
  dbus: { program: 'dbus-daemon', names: ['dbus-daemon', 'dbus'] },
  'gnome-keyring': { program: 'gnome-keyring-daemon', names: ['gnome-keyring'] },
};

/** The real servers that the sandbox runs. */
export const sandboxServers = ['prometheus', 'victoria-metrics', 'prometheus-alertmanager'];
/** What service protection is tried on, and the tool that people would use without us. */
export const protectionServers = ['haproxy', 'etcd', 'socat'];
/** A keyring needs a message bus of its own. */
export const keyring = ['dbus', 'gnome-keyring'];

/**
 * Installs what Electron needs from the distribution, and the named programs (keys of `programs`), where they are missing.
 * Resolves to 'unchanged' or 'installed'. On other systems than Linux nothing is needed.
 * @throws {SetupFailure} the exact command to run, when this user may not
 */
export function installSystemPackages(wantedPrograms, { note = () => {}, userId = process.getuid?.() } = {}) {
  if (process.platform !== 'linux') return 'unchanged';
  const missing = missingPackages(wantedPrograms);
  if (missing.length === 0) return 'unchanged';
  const sudo = sudoPrefix(missing, userId);
  // Without fresh lists the names cannot be chosen; a failed update may still leave usable lists.
  run([...sudo, 'apt-get', 'update', '-q']);
  const names = missing.map(({ names }) => names.find(aptKnows) ?? names.at(-1));
  note(`installing ${names.join(' ')} with apt`);
  const done = run([...sudo, ...installCommand(names)]);
  const left = missingPackages(wantedPrograms);
  if (left.length === 0) return 'installed';
  const why = done.output.trim().split('\n').at(-1) ?? '';
  throw new SetupFailure(
    `apt-get could not install ${left.map(lastName).join(' ')} (${why}); is a Debian or Ubuntu mirror reachable?`,
  );
}

export function missingPackages(wantedPrograms) {
  const known = sharedLibraries();
  return [
    ...libraries.filter(({ soname }) => known !== null && !known.includes(soname)),
    ...wantedPrograms.map((name) => programs[name]).filter(({ program }) => !onPath(program)),
  ];
}

function sudoPrefix(missing, userId) {
  const command = `sudo apt-get install -y --no-install-recommends ${missing.map(lastName).join(' ')}`;
  if (!onPath('apt-get'))
    throw new SetupFailure(
      `This system has no apt-get; install what Debian calls ${missing.map(lastName).join(', ')} with its own package manager.`,
    );
  if (userId === 0) return [];
  if (onPath('sudo') && run(['sudo', '-n', 'true']).code === 0) return ['sudo', '-n'];
  throw new SetupFailure(`Some system packages are missing and only root may install them; run: ${command}`);
}

function installCommand(names) {
  const wait = ['-o', 'DPkg::Lock::Timeout=120'];
  return [
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    ...wait,
    'install',
    '-y',
    '-q',
    '--no-install-recommends',
    ...names,
  ];
}

const lastName = ({ names }) => names.at(-1);
const aptKnows = (name) => run(['apt-cache', 'show', '--no-all-versions', name]).code === 0;

/** The dynamic linker's list; null where there is no ldconfig, then the libraries are taken to be there. */
function sharedLibraries() {
  const ldconfig = ['/sbin/ldconfig', '/usr/sbin/ldconfig'].find((path) => existsSync(path));
  return ldconfig === undefined ? null : run([ldconfig, '-p']).output;
}

function onPath(program) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => folder !== '' && existsSync(join(folder, program)));
}

function run([command, ...args]) {
  const done = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  return { code: done.status ?? -1, output: `${done.stdout ?? ''}${done.stderr ?? ''}` };
}
