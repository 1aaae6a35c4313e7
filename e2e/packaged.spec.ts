import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { z } from 'zod';
import { readFuses } from '../scripts/runtime/fuses.mjs';
import { curve } from './panels';

/** The packaged console, driven over the DevTools protocol: its inspect fuse is off, so Playwright cannot launch it as Electron. */
const root = resolve(import.meta.dirname, '..');
const runtimeSchema = z.strictObject({ origin: z.enum(['official', 'fallback']) });
let folder = '';

test.beforeAll(async () => {
  test.setTimeout(180_000);
  const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'scripts/package.mjs'), '--dir'], { cwd: root });
  folder = stdout.trim().split('\n').at(-1) ?? '';
});

test('the packaged console opens and draws its first curve', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'highnoon-packaged-'));
  const app = startPackaged(profile);
  try {
    const browser = await connect(app);
    const overview = await overviewOf(browser);
    const complaints: string[] = [];
    overview.on('pageerror', (error) => complaints.push(error.message));
    await expect(curve(overview)).toHaveAttribute('data-phase', 'fresh', { timeout: 20_000 });
    expect(complaints).toEqual([]);
  } finally {
    if (app.exitCode === null) {
      const ended = once(app, 'exit');
      app.kill('SIGTERM');
      await ended;
    }
    rmSync(profile, { recursive: true, force: true });
  }
});

test('its name and its resources say which Electron it stands on', () => {
  const { origin } = runtimeSchema.parse(JSON.parse(readFileSync(join(folder, 'resources/runtime.json'), 'utf8')));
  expect(origin).toBe(process.env.HIGHNOON_RUNTIME_ORIGIN);
  expect(basename(folder).endsWith('-dev-runtime')).toBe(origin === 'fallback');
  expect(existsSync(join(folder, 'resources/default_app.asar'))).toBe(false);
});

test('it cannot be turned into a plain Node, debugged, or made to load other code than its own archive', () => {
  expect(readFuses(readFileSync(join(folder, 'highnoon')))).toMatchObject({
    runAsNode: false,
    nodeOptions: false,
    nodeCliInspect: false,
    onlyLoadAppFromAsar: true,
    cookieEncryption: true,
    fileProtocolExtraPrivileges: false,
  });
});

function startPackaged(profile: string): ChildProcess {
  return spawn(
    join(folder, 'highnoon'),
    [
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      '--disable-gpu',
      '--force-device-scale-factor=1',
      '--size=1366x768',
      ...sandboxSwitch(),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HIGHNOON_TRACE_START: '1' } },
  );
}

/** Chromium refuses root with its sandbox; e2e/osSandbox.spec.ts is the run with it. */
function sandboxSwitch(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** Connects once the console says that its first chart is painted: attaching to a window that still navigates can hang. */
async function connect(app: ChildProcess): Promise<Browser> {
  const { stdout, stderr } = app;
  if (stdout === null || stderr === null) throw new Error('the packaged console was started without pipes for its output');
  const said: string[] = [];
  const ended = once(app, 'exit').then(() => {
    throw new Error(`The packaged console ended before its window:\n${said.join('\n')}`);
  });
  const line = (stream: Readable, pattern: RegExp): Promise<string> =>
    new Promise((found) => {
      // Reads on after the line: a full pipe would stop the console.
      createInterface({ input: stream }).on('line', (text) => {
        said.push(text);
        const match = pattern.exec(text);
        if (match !== null) found(match[1] ?? text);
      });
    });
  const address = line(stderr, /DevTools listening on (ws:\S+)/);
  const painted = line(stdout, /highnoon:first-chart-painted/);
  const [endpoint] = await Promise.race([Promise.all([address, painted]), ended]);
  ended.catch(() => undefined); // it will end one day, and then nobody waits for its window
  return chromium.connectOverCDP(endpoint);
}

async function overviewOf(browser: Browser): Promise<Page> {
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('the packaged console has no browser context');
  const isOverview = (page: Page): boolean => page.url().startsWith('app://console/overview/');
  return context.pages().find(isOverview) ?? context.waitForEvent('page', { predicate: isOverview });
}
