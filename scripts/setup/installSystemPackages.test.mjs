import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { installSystemPackages, keyring, protectionServers, sandboxServers } from './installSystemPackages.mjs';

/** A PATH of its own: nothing is there but what a test puts there, and every call is written down. */
let bin;
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'highnoon-bin-'));
  vi.stubEnv('PATH', bin);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(bin, { recursive: true, force: true });
});

function put(program, body = '') {
  writeFileSync(join(bin, program), `#!/bin/sh\necho "${program} $*" >> ${bin}/calls\n${body}\n`, { mode: 0o755 });
}

function calls() {
  return existsSync(join(bin, 'calls')) ? readFileSync(join(bin, 'calls'), 'utf8').trim().split('\n') : [];
}

test('root gets what is missing from apt, lists first, under the name that this distribution knows', () => {
  put('env', 'while [ "${1#*=}" != "$1" ]; do shift; done; exec "$@"');
  put('apt-cache', 'exit 0');
  put('apt-get', `case "$*" in *install*) : > ${bin}/Xvfb; : > ${bin}/prometheus;; esac`);
  const notes = [];
  expect(installSystemPackages(['xvfb', 'prometheus'], { userId: 0, note: (text) => notes.push(text) })).toBe('installed');
  const apt = calls().filter((call) => call.startsWith('apt-get'));
  expect(apt[0]).toBe('apt-get update -q');
  expect(apt[1]).toMatch(/^apt-get -o DPkg::Lock::Timeout=120 install -y -q --no-install-recommends .*xvfb prometheus$/);
  expect(notes).toEqual([expect.stringContaining('xvfb prometheus')]);
  expect(installSystemPackages(['xvfb', 'prometheus'], { userId: 0 })).toBe('unchanged');
});

test('the servers of the sandbox and a keyring are looked for by their programs and installed by the names that both distributions know', () => {
  put('env', 'while [ "${1#*=}" != "$1" ]; do shift; done; exec "$@"');
  put('apt-cache', 'case "$*" in *dbus-daemon*) exit 100;; esac');
  const programs = ['prometheus', 'victoria-metrics', 'prometheus-alertmanager', 'dbus-daemon', 'gnome-keyring-daemon'];
  put('apt-get', `case "$*" in *install*) for p in ${programs.join(' ')}; do : > ${bin}/$p; done;; esac`);
  expect(installSystemPackages([...sandboxServers, ...keyring], { userId: 0 })).toBe('installed');
  expect(calls().at(-1)).toMatch(/prometheus victoria-metrics prometheus-alertmanager dbus gnome-keyring$/);
});

test('the servers that protection is tried on come too, etcd by the name that this distribution has', () => {
  put('env', 'while [ "${1#*=}" != "$1" ]; do shift; done; exec "$@"');
  put('apt-cache', 'case "$*" in *etcd-server*) exit 100;; esac');
  put('apt-get', `case "$*" in *install*) for p in haproxy etcd socat; do : > ${bin}/$p; done;; esac`);
  expect(installSystemPackages(protectionServers, { userId: 0 })).toBe('installed');
  expect(calls().at(-1)).toMatch(/etcd socat$/);
});

test('a user whose sudo asks for a password is told the exact command', () => {
  put('apt-get');
  put('sudo', 'exit 1');
  expect(() => installSystemPackages(['xvfb'], { userId: 1_000 })).toThrow(
    /only root may install them; run: sudo apt-get install -y --no-install-recommends (\S+ )*xvfb$/,
  );
  expect(calls()).toEqual(['sudo -n true']);
});

test('a user whose sudo asks nothing gets them through it', () => {
  put('apt-get');
  put('apt-cache', 'exit 1');
  put('sudo', `case "$*" in *install*) : > ${bin}/Xvfb;; esac`);
  expect(installSystemPackages(['xvfb'], { userId: 1_000 })).toBe('installed');
  expect(calls()).toContain('sudo -n apt-get update -q');
});

test('a mirror that does not answer ends in a sentence that says so', () => {
  put('apt-get', 'echo "E: Could not resolve deb.example"; exit 100');
  put('apt-cache', 'exit 1');
  put('env', 'while [ "${1#*=}" != "$1" ]; do shift; done; exec "$@"');
  expect(() => installSystemPackages(['xvfb'], { userId: 0 })).toThrow(
    /^apt-get could not install .*xvfb \(E: Could not resolve deb\.example\); is a Debian or Ubuntu mirror reachable\?$/,
  );
});

test('a system without apt is told what is missing', () => {
  expect(() => installSystemPackages(['xvfb'], { userId: 0 })).toThrow(
    /^This system has no apt-get; install what Debian calls .*xvfb with its own package manager\.$/,
  );
});
