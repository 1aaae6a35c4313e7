import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startRealPrometheus, type RealPrometheus } from '../src-main/engine/testing/realPrometheus';
import { expect, test, type LaunchOptions, type RunningConsole } from './console';
import { writeWorkspace } from './sandbox/city';
import { filesHolding } from './sandbox/filesHolding';
import { startKeyring, type Keyring } from './sandbox/keyring';
import { settingsWorkspace } from './sandbox/settingsWorkspace';
import { startTokenGate, type TokenGate } from './sandbox/tokenGate';

const token = 'tok-81d7e2-sealed-or-gone';
const passphrase = 'correct horse battery';

let prometheus: RealPrometheus;
let gate: TokenGate;
let workspace: ReturnType<typeof writeWorkspace>;
let userDataFolder: string;
let keyring: Keyring | null = null;
test.beforeAll(async () => {
  prometheus = await startRealPrometheus({ scrape: [] });
  gate = await startTokenGate(prometheus.url, token);
});
test.afterAll(async () => {
  await gate.close();
  await prometheus.close();
});
test.beforeEach(() => {
  workspace = writeWorkspace(settingsWorkspace(gate.url, '\n    access: { auth: { kind: bearer } }'));
  userDataFolder = mkdtempSync(join(tmpdir(), 'highnoon-e2e-'));
});
test.afterEach(async () => {
  await keyring?.close();
  keyring = null;
  workspace.remove();
  rmSync(userDataFolder, { recursive: true, force: true });
});

/** The secret's place and whether the data is live, as every window is told. */
async function told(page: Page): Promise<{ kept: string | undefined; prom: string | undefined }> {
  const answer = await page.evaluate(() => window.highnoon.ask('state.snapshot', undefined));
  if (!answer.ok) throw new Error(answer.refusal.message);
  const { secrets, backends } = answer.value.state;
  return { kept: Object.values(secrets)[0]?.kept, prom: backends['prom']?.failure ?? backends['prom']?.phase };
}

/** What a person does at the dialog of the banner. */
async function enterToken(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Enter' }).click();
  const dialog = page.getByRole('dialog', { name: 'Credentials' });
  await dialog.locator('input[type="password"]').fill(token);
  await dialog.getByRole('button', { name: 'Use it' }).click();
  await expect(dialog).toHaveCount(0);
}

const args = (): string[] => [`--workspace=${workspace.path}`, '--language=en'];
const start = async (
  launch: (options: LaunchOptions) => Promise<RunningConsole>,
  options: Pick<LaunchOptions, 'args' | 'env'>,
): Promise<{ running: RunningConsole; page: Page }> => {
  const running = await launch({ ...options, args: [...args(), ...(options.args ?? [])], userDataFolder });
  return { running, page: await running.window('overview') };
};
const becomeOperator = (page: Page): Promise<unknown> =>
  page.evaluate((words) => window.highnoon.ask('people.createFirst', { name: 'Ann', passphrase: words }), passphrase);

test('with a real keyring a secret is sealed, survives a restart, and stands in no file that can be read', async ({ launch }) => {
  const session = await startKeyring('the password of the login');
  keyring = session;
  const inSession = { args: ['--password-store=gnome-libsecret'], env: session.env };
  const first = await start(launch, inSession);
  await expect.poll(() => told(first.page)).toEqual({ kept: 'missing', prom: 'secret-missing' });
  expect(await becomeOperator(first.page)).toMatchObject({ ok: true });
  await enterToken(first.page);
  await expect.poll(() => told(first.page), { timeout: 20_000 }).toEqual({ kept: 'sealed', prom: 'live' });
  expect(await first.running.app.evaluate(({ safeStorage }) => safeStorage.getSelectedStorageBackend())).toBe('gnome_libsecret');
  await first.running.app.close();
  expect(filesHolding(userDataFolder, token)).toEqual([]);
  expect(filesHolding(session.folder, token)).toEqual([]);
  expect(readFileSync(workspace.path, 'utf8')).not.toContain(token);

  const second = await start(launch, inSession);
  await expect.poll(() => told(second.page), { timeout: 20_000 }).toEqual({ kept: 'sealed', prom: 'live' });
  await expect(second.page.getByText('prom wants a token')).toHaveCount(0);
  await second.running.app.close();

  await test.step('a console outside that session cannot open what was sealed in it, and asks', async () => {
    const third = await start(launch, { args: ['--password-store=basic'] });
    await expect.poll(() => told(third.page)).toEqual({ kept: 'missing', prom: 'secret-missing' });
    await third.running.app.close();
  });
});

test('without a keyring a secret is kept in memory only, and asked for again after a restart', async ({ launch }) => {
  const alone = { args: ['--password-store=basic'] };
  const first = await start(launch, alone);
  expect(await becomeOperator(first.page)).toMatchObject({ ok: true });
  await enterToken(first.page);
  await expect.poll(() => told(first.page), { timeout: 20_000 }).toEqual({ kept: 'memory', prom: 'live' });
  await first.running.app.close();
  expect(filesHolding(userDataFolder, token)).toEqual([]);

  const second = await start(launch, alone);
  await expect.poll(() => told(second.page)).toEqual({ kept: 'missing', prom: 'secret-missing' });
  await expect(second.page.getByText('prom wants a token')).toBeVisible();
  // Before its folder is taken away below.
  await second.running.app.close();
});
