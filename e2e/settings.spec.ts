import type { Page } from '@playwright/test';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startRealPrometheus, type RealPrometheus } from '../src-main/engine/testing/realPrometheus';
import { freePort } from '../src-main/engine/testing/realServer';
import { expect, test, type RunningConsole } from './console';
import { writeWorkspace } from './sandbox/city';
import { filesHolding } from './sandbox/filesHolding';
import { settingsWorkspace } from './sandbox/settingsWorkspace';
import { startTokenGate } from './sandbox/tokenGate';

const passphrase = 'correct horse battery';

/** The settings window of a console whose first person, an admin, is signed in. */
async function openSettings(running: RunningConsole): Promise<Page> {
  const overview = await running.window('overview');
  const signedIn = await overview.evaluate(
    (words) => window.highnoon.ask('people.createFirst', { name: 'Ann', passphrase: words }),
    passphrase,
  );
  expect(signedIn).toMatchObject({ ok: true });
  await overview.evaluate(() => window.highnoon.ask('window.open', { kind: 'settings' }));
  const page = await running.window('settings');
  await expect(page.locator('form.backend-form')).toBeVisible();
  return page;
}
const entry = (page: Page, id: string) => page.locator(`[data-backend-id="${id}"]`);
const form = (page: Page, id: string) => page.getByRole('form', { name: id, exact: true });
const field = (page: Page, id: string, path: string) => form(page, id).locator(`[data-field="${path}"]`);
const input = (page: Page, id: string, path: string) => field(page, id, path).locator('input').first();

let prometheus: RealPrometheus;
test.beforeAll(async () => {
  prometheus = await startRealPrometheus({ scrape: [] });
});
test.afterAll(() => prometheus.close());

test('the settings of all kinds are drawn from their schemas, and what is wrong is said at the key', async ({ launch }) => {
  const workspace = writeWorkspace(settingsWorkspace(prometheus.url));
  const page = await openSettings(await launch({ args: [`--workspace=${workspace.path}`, '--language=en'] }));
  const fieldsOf = async (id: string): Promise<string[]> => {
    await entry(page, id).click();
    await expect(form(page, id)).toBeVisible();
    return form(page, id)
      .locator('[data-field]')
      .evaluateAll((all) => all.flatMap((each) => (each instanceof HTMLElement ? [each.dataset['field'] ?? ''] : [])));
  };
  const access = ['access', 'access.auth', 'access.clientCertificate', 'access.clientCertificate.certificate'];
  expect(await fieldsOf('prom')).toEqual(expect.arrayContaining(['url', 'poll', 'settle', ...access, 'access.proxy.url']));
  expect(await fieldsOf('vm')).toEqual(await fieldsOf('prom'));
  expect(await fieldsOf('alerts')).toEqual(expect.arrayContaining(['url', 'poll', 'severityLabel', ...access]));
  expect(await fieldsOf('feed')).toEqual(expect.arrayContaining(['url', 'path', 'poll', ...access]));
  expect(await fieldsOf('city')).toEqual(['url', 'poll']);

  await entry(page, 'prom').click();
  await expect(input(page, 'prom', 'settle')).toHaveAttribute('placeholder', 'default 2s');
  await input(page, 'prom', 'url').fill('prom:9090');
  await input(page, 'prom', 'poll').fill('soon');
  await expect(field(page, 'prom', 'url').getByRole('alert')).toHaveText(
    'An http:// or https:// address without a password in it',
  );
  await expect(field(page, 'prom', 'poll').getByRole('alert')).toHaveText('A duration such as 500ms, 10s, 5m or 2h');
  await expect(form(page, 'prom').getByRole('button', { name: 'Save' })).toBeDisabled();
  await form(page, 'prom').locator('[data-field="access.auth"] select').selectOption('basic');
  await expect(field(page, 'prom', 'access.auth.user').getByRole('alert')).toHaveText('This is required');
  await form(page, 'prom').getByRole('button', { name: 'Revert' }).click();
  await expect(input(page, 'prom', 'url')).toHaveValue(prometheus.url);
  await expect(form(page, 'prom').getByRole('alert')).toHaveCount(0);
  expect(readFileSync(workspace.path, 'utf8')).toBe(settingsWorkspace(prometheus.url));
  workspace.remove();
});

test('a check says in words whether the server answers, before anything is saved; saving keeps every comment of the file', async ({
  launch,
}) => {
  const workspace = writeWorkspace(settingsWorkspace('http://127.0.0.1:9'));
  const page = await openSettings(await launch({ args: [`--workspace=${workspace.path}`, '--language=en'] }));
  const before = readFileSync(workspace.path, 'utf8');
  const check = form(page, 'prom').getByRole('button', { name: 'Check' });

  await input(page, 'prom', 'url').fill(`http://127.0.0.1:${await freePort()}`);
  await check.click();
  await expect(form(page, 'prom').locator('[data-check="failed"]')).toContainText(/refuses connections/);

  await input(page, 'prom', 'url').fill(prometheus.url);
  await expect(form(page, 'prom').locator('[data-check]')).toHaveCount(0);
  await check.click();
  const passed = form(page, 'prom').locator('[data-check="passed"]');
  await expect(passed).toContainText('It answers: round trip');
  await expect(passed).toContainText(/Its clock/);
  expect(readFileSync(workspace.path, 'utf8')).toBe(before);

  await test.step('a reload of the workspace takes nothing that was typed', async () => {
    await input(page, 'prom', 'poll').fill('2s');
    writeFileSync(workspace.path, before.replace('Small shop', 'Smaller shop'));
    await expect
      .poll(() => page.evaluate(() => window.highnoon.ask('state.snapshot', undefined)))
      .toMatchObject({ ok: true, value: { state: { workspace: { current: { name: { en: 'Smaller shop' } } } } } });
    await expect(input(page, 'prom', 'url')).toHaveValue(prometheus.url);
    await expect(input(page, 'prom', 'poll')).toHaveValue('2s');
  });

  await form(page, 'prom').getByRole('button', { name: 'Save' }).click();
  await expect(form(page, 'prom').getByRole('status')).toHaveText('Written to the file and in force');
  expect(readFileSync(workspace.path, 'utf8')).toBe(
    before
      .replace('Small shop', 'Smaller shop')
      .replace('http://127.0.0.1:9 # behind', `${prometheus.url} # behind`)
      .replace('1s', '2s'),
  );
  await expect(entry(page, 'prom')).toHaveAttribute('data-phase', 'live');
  workspace.remove();
});

test('what was changed in the file meanwhile is not overwritten unseen', async ({ launch }) => {
  const workspace = writeWorkspace(settingsWorkspace(prometheus.url));
  const page = await openSettings(await launch({ args: [`--workspace=${workspace.path}`, '--language=en'] }));
  await input(page, 'prom', 'poll').fill('3s');
  writeFileSync(workspace.path, settingsWorkspace(prometheus.url).replace('poll: 1s', 'poll: 7s'));
  const note = form(page, 'prom').getByText('This data source was changed in the file meanwhile');
  await expect(note).toBeVisible();
  await expect(input(page, 'prom', 'poll')).toHaveValue('3s');
  await form(page, 'prom').getByRole('button', { name: 'Keep mine' }).click();
  await form(page, 'prom').getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => readFileSync(workspace.path, 'utf8')).toContain('poll: 3s');
  workspace.remove();
});

test('what a signed webhook is spoken to with is entered in the settings, without a data source that wants anything', async ({
  launch,
}) => {
  const target =
    'targets:\n  door: { kind: webhook, url: "https://ops.invalid/switch", readBack: "https://ops.invalid/switch" }\n';
  const workspace = writeWorkspace(`${settingsWorkspace(prometheus.url)}${target}`);
  const page = await openSettings(await launch({ args: [`--workspace=${workspace.path}`, '--language=en'] }));
  await page.getByRole('tab', { name: 'Detection and notifications' }).click();
  const row = page.locator('[data-secret="switchSecret"]');
  await expect(row).toContainText('the signing secret of the protection target door');
  await expect(row).toContainText('sent to https://ops.invalid only');
  await row.getByRole('button', { name: 'Enter' }).click();
  await page.locator('.door-secrets input[type="password"]').fill('a secret of both sides');
  await page.locator('.door-secrets').getByRole('button', { name: 'Use it' }).click();
  await expect(row).toHaveAttribute('data-kept', 'memory');
  workspace.remove();
});

test('a server that wants a token: every window says so, and entering it makes the data live; the token is in no file of the console', async ({
  launch,
}) => {
  const token = 'tok-5f2c9a-never-written';
  const gate = await startTokenGate(prometheus.url, token);
  const workspace = writeWorkspace(settingsWorkspace(gate.url, '\n    access: { auth: { kind: bearer } } # at the gate'));
  const running = await launch({ args: [`--workspace=${workspace.path}`, '--language=en'] });
  const page = await openSettings(running);
  const overview = await running.window('overview');
  const failure = async (): Promise<unknown> => {
    const answer = await overview.evaluate(() => window.highnoon.ask('state.snapshot', undefined));
    return answer.ok ? (answer.value.state.backends['prom']?.failure ?? answer.value.state.backends['prom']?.phase) : answer;
  };
  await expect.poll(failure).toBe('secret-missing');
  await expect(overview.getByText('prom wants a token')).toBeVisible();
  await expect(page.locator('[data-secret="token"]')).toHaveAttribute('data-kept', 'missing');

  await overview.getByRole('button', { name: 'Enter' }).click();
  const dialog = overview.getByRole('dialog', { name: 'Credentials' });
  await expect(dialog).toContainText(`sent to ${gate.url} only`);
  await expect(dialog).toContainText('no key store that can be used');
  await dialog.locator('input[type="password"]').fill(token);
  await dialog.getByRole('button', { name: 'Use it' }).click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(failure, { timeout: 20_000 }).toBe('live');
  await expect(overview.getByText('prom wants a token')).toHaveCount(0);
  await expect(page.locator('[data-secret="token"]')).toHaveAttribute('data-kept', 'memory');

  await test.step('the check uses it, and another address does not get it', async () => {
    await form(page, 'prom').getByRole('button', { name: 'Check' }).click();
    await expect(form(page, 'prom').locator('[data-check="passed"]')).toBeVisible();
    const elsewhere = await startTokenGate(prometheus.url, token);
    await input(page, 'prom', 'url').fill(elsewhere.url);
    await form(page, 'prom').getByRole('button', { name: 'Check' }).click();
    await expect(form(page, 'prom').locator('[data-check="failed"]')).toBeVisible();
    await elsewhere.close();
  });

  await test.step('forgetting it asks again', async () => {
    await page.getByRole('button', { name: 'Forget' }).click();
    await expect.poll(failure).toBe('secret-missing');
  });
  const state = await overview.evaluate(() => window.highnoon.ask('state.snapshot', undefined));
  expect(JSON.stringify(state)).not.toContain(token);
  expect(filesHolding(running.userDataFolder, token)).toEqual([]);
  expect(readFileSync(workspace.path, 'utf8')).not.toContain(token);
  await gate.close();
  workspace.remove();
});

test('the built-in workspace is saved as a copy first; there a data source is added, and taken out again', async ({ launch }) => {
  const folder = mkdtempSync(join(tmpdir(), 'highnoon-copy-'));
  const path = join(folder, 'lunch.yaml');
  const running = await launch({ args: ['--language=en'] });
  const page = await openSettings(running);
  const demo = readFileSync(resolve(import.meta.dirname, '../assets/workspaces/demo-city.yaml'), 'utf8');
  await running.app.evaluate(
    ({ dialog }, [copy, authority]) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: copy });
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [authority] });
    },
    [path, join(folder, 'ca.pem')] as const,
  );

  await entry(page, 'prometheus').click();
  await expect(page.getByText('The built-in Demo City cannot be changed')).toBeVisible();
  await input(page, 'prometheus', 'poll').fill('9s');
  await form(page, 'prometheus').getByRole('button', { name: 'Save a copy' }).click();
  const after = demo.replace('url: http://127.0.0.1:9090\n    poll: 5s', 'url: http://127.0.0.1:9090\n    poll: 9s');
  await expect.poll(() => (existsSync(path) ? readFileSync(path, 'utf8') : '')).toBe(after);
  await expect(page.getByText('The built-in Demo City cannot be changed')).toHaveCount(0);
  await expect(input(page, 'prometheus', 'poll')).toHaveValue('9s');

  await test.step('a new one is written below the others; a file beside the workspace is named from there', async () => {
    await page.getByText('Add a data source').click();
    await page.getByLabel('Kind').selectOption('alertmanager');
    await page.getByLabel('Name (begins with a letter)').fill('alerts');
    await page.getByRole('button', { name: 'Fill in its settings' }).click();
    await input(page, 'alerts', 'url').fill('http://127.0.0.1:9');
    await field(page, 'alerts', 'access.authority').getByRole('button').click();
    await expect(input(page, 'alerts', 'access.authority')).toHaveValue('ca.pem');
    await form(page, 'alerts').getByRole('button', { name: 'Save' }).click();
    const added = '  alerts:\n    kind: alertmanager\n    url: http://127.0.0.1:9\n    access:\n      authority: ca.pem\n';
    await expect.poll(() => readFileSync(path, 'utf8')).toBe(after.replace('    settle: 2s\n', `    settle: 2s\n${added}`));
  });

  await test.step('what metrics read from stays; the other goes after a second press', async () => {
    await entry(page, 'city').click();
    await expect(form(page, 'city').getByRole('button', { name: 'Remove…' })).toBeDisabled();
    await entry(page, 'alerts').click();
    await form(page, 'alerts').getByRole('button', { name: 'Remove…' }).click();
    await form(page, 'alerts').getByRole('button', { name: 'Remove it' }).click();
    await expect.poll(() => readFileSync(path, 'utf8')).toBe(after);
    await expect(entry(page, 'alerts')).toHaveCount(0);
  });
  rmSync(folder, { recursive: true, force: true });
});

test('whoever is not signed in may look and try, but not write; the refusal says which role it wants', async ({ launch }) => {
  const workspace = writeWorkspace(settingsWorkspace(prometheus.url));
  const running = await launch({ args: [`--workspace=${workspace.path}`, '--language=en'] });
  const overview = await running.window('overview');
  await overview.evaluate(() => window.highnoon.ask('window.open', { kind: 'settings' }));
  const page = await running.window('settings');
  await input(page, 'prom', 'poll').fill('9s');
  await form(page, 'prom').getByRole('button', { name: 'Check' }).click();
  await expect(form(page, 'prom').locator('[data-check="passed"]')).toBeVisible();
  await form(page, 'prom').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'admin' })).toBeVisible();
  expect(readFileSync(workspace.path, 'utf8')).toBe(settingsWorkspace(prometheus.url));
  await expect(input(page, 'prom', 'poll')).toHaveValue('9s');
  workspace.remove();
});
