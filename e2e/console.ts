import { _electron, test as base, type ConsoleMessage, type ElectronApplication, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { WindowKindName } from '../contract/windowKinds';

/** The console as a user starts it, in a user-data folder of its own; every test ends with its complaints looked at. */
export interface RunningConsole {
  readonly app: ElectronApplication;
  readonly userDataFolder: string;
  /** The first window of this kind, waited for. */
  window(kind: WindowKindName): Promise<Page>;
  /** Console errors, page errors and CSP violations so far. A test that provokes one takes it out. */
  readonly complaints: string[];
  close(): Promise<void>;
}

export interface LaunchOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Reuse a folder to test what survives a restart; it is then the test's to remove. */
  readonly userDataFolder?: string;
  readonly size?: { readonly width: number; readonly height: number };
}

const root = resolve(import.meta.dirname, '..');

export async function launchConsole(options: LaunchOptions = {}): Promise<RunningConsole> {
  const userDataFolder = options.userDataFolder ?? mkdtempSync(join(tmpdir(), 'highnoon-e2e-'));
  const size = options.size ?? { width: 1920, height: 1080 };
  const app = await _electron.launch({
    executablePath: electronExecutable(),
    args: [
      join(root, 'e2e/attached'),
      `--user-data-dir=${userDataFolder}`,
      '--force-device-scale-factor=1',
      '--disable-gpu',
      '--lang=zh-CN',
      `--size=${size.width}x${size.height}`,
      ...(options.args ?? []),
    ],
    env: { ...inheritedEnvironment(), ...options.env },
  });
  const complaints: string[] = [];
  app.on('window', (page) => listenForComplaints(page, complaints));
  for (const page of app.windows()) listenForComplaints(page, complaints);
  return {
    app,
    userDataFolder,
    complaints,
    window: (kind) => windowOfKind(app, kind),
    close: async () => {
      await app.close();
      if (options.userDataFolder === undefined) rmSync(userDataFolder, { recursive: true, force: true });
    },
  };
}

/** `console` starts on Demo City and fails the test on any console error, page error or CSP violation. */
export const test = base.extend<{ launch: (options?: LaunchOptions) => Promise<RunningConsole> }>({
  // Playwright reads the fixture's dependencies from this pattern: it must be a destructuring, also when empty.
  launch: async ({}, use) => {
    const running: RunningConsole[] = [];
    await use(async (options) => {
      const started = await launchConsole(options);
      running.push(started);
      return started;
    });
    const complaints: string[] = [];
    for (const each of running) {
      complaints.push(...each.complaints);
      await each.close().catch((error: unknown) => complaints.push(`closing failed: ${String(error)}`));
    }
    base.expect(complaints, 'the console must not complain').toEqual([]);
  },
});
export const expect = base.expect;

function listenForComplaints(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(`page error: ${error.message}`));
  page.on('console', (message: ConsoleMessage) => {
    // CSP violations arrive as console errors too.
    if (message.type() === 'error') complaints.push(`console error: ${message.text()}`);
  });
  page.on('crash', () => complaints.push('the window crashed'));
}

async function windowOfKind(app: ElectronApplication, kind: WindowKindName): Promise<Page> {
  const isOfKind = (page: Page): boolean => page.url().startsWith(`app://console/${kind}/`);
  const present = app.windows().find(isOfKind);
  if (present !== undefined) return present;
  return app.waitForEvent('window', {
    predicate: async (page) => (await page.waitForLoadState('domcontentloaded'), isOfKind(page)),
  });
}

let executable: string | undefined;
function electronExecutable(): string {
  executable ??= execFileSync(process.execPath, [join(root, 'scripts/electron-runtime.mjs')], { encoding: 'utf8' }).trim();
  return executable;
}

function inheritedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
