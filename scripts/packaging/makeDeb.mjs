import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectRoot } from '../setup/projectRoot.mjs';
import { SetupFailure } from '../setup/setupFailure.mjs';

const depends = [
  'libgtk-3-0t64 | libgtk-3-0',
  'libnss3',
  'libgbm1',
  'libasound2t64 | libasound2',
  'libxtst6',
  'libnotify4',
  'xdg-utils',
];
const debianArchitectures = { x64: 'amd64', arm64: 'arm64' };

/** A Debian package of the packaged folder with dpkg-deb alone; electron-builder's own way needs a download from GitHub. */
export function makeDeb({ folder, version, origin, file }) {
  const tree = mkdtempSync(join(tmpdir(), 'highnoon-deb-'));
  try {
    const put = (path, text) => {
      mkdirSync(dirname(join(tree, path)), { recursive: true });
      writeFileSync(join(tree, path), text);
    };
    cpSync(folder, join(tree, 'opt/highnoon'), { recursive: true });
    // Chromium's second choice where ordinary users may not make namespaces (Ubuntu 24.04 restricts them).
    chmodSync(join(tree, 'opt/highnoon/chrome-sandbox'), 0o4755);
    mkdirSync(join(tree, 'usr/bin'), { recursive: true });
    symlinkSync('/opt/highnoon/highnoon', join(tree, 'usr/bin/highnoon'));
    mkdirSync(join(tree, 'usr/share/icons/hicolor/512x512/apps'), { recursive: true });
    cpSync(join(projectRoot, 'assets/icons/icon.png'), join(tree, 'usr/share/icons/hicolor/512x512/apps/highnoon.png'));
    put('usr/share/applications/highnoon.desktop', desktopEntry);
    put('DEBIAN/control', control(version, origin));
    const done = spawnSync('dpkg-deb', ['--root-owner-group', '-Zgzip', '-z1', '--build', tree, file], { encoding: 'utf8' });
    if (done.status !== 0) throw new SetupFailure(`dpkg-deb failed: ${done.stderr ?? ''}${done.error?.message ?? ''}`);
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

const desktopEntry = `[Desktop Entry]
Type=Application
Name=Highnoon
Name[zh_CN]=午峰
Comment=War-room console for businesses with a sharp daily peak
Exec=/opt/highnoon/highnoon %U
Icon=highnoon
Categories=Utility;Monitor;
StartupWMClass=highnoon
MimeType=x-scheme-handler/highnoon;
`;

function control(version, origin) {
  return `Package: highnoon${origin === 'fallback' ? '-dev-runtime' : ''}
Version: ${version}
Architecture: ${debianArchitectures[process.arch] ?? process.arch}
Maintainer: The Highnoon maintainers <highnoon@localhost>
Depends: ${depends.join(', ')}
Section: admin
Priority: optional
Description: war-room console for businesses with a sharp daily peak
 Watches the orders of an online business, finds the cause along the core link, and lets the commander act.
`;
}
