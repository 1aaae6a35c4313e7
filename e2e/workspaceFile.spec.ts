import type { Page } from '@playwright/test';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from './console';

const demoText = readFileSync(resolve(import.meta.dirname, '../assets/workspaces/demo-city.yaml'), 'utf8');
const named = (name: string): string => demoText.replace('en: Food delivery · nationwide', `en: ${name}`);

let folder = '';
let path = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highnoon-workspace-'));
  path = join(folder, 'lunch.yaml');
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Name, problem and recent list as every window is told them. */
async function told(
  page: Page,
): Promise<{ name: string | undefined; path: string | null | undefined; problem: unknown; recent: readonly string[] }> {
  const answer = await page.evaluate(() => window.highnoon.ask('state.snapshot', undefined));
  if (!answer.ok) throw new Error(answer.refusal.message);
  const { workspace, workspaceProblem, recent } = answer.value.state;
  return {
    name: workspace['current']?.name.en,
    path: workspace['current']?.path,
    problem: workspaceProblem['current']?.refusals[0],
    recent: recent['workspaces']?.paths ?? [],
  };
}

test('--workspace opens the file, and it joins the recent list', async ({ launch }) => {
  writeFileSync(path, named('Lunch one'));
  const page = await (await launch({ args: [`--workspace=${path}`] })).window('overview');
  await expect.poll(() => told(page)).toMatchObject({ name: 'Lunch one', path, recent: [path] });
});

test('File → Open opens a file, Open recent opens it again, Demo City goes back', async ({ launch }) => {
  writeFileSync(path, named('Lunch one'));
  const running = await launch({ args: ['--language=en'] });
  const page = await running.window('overview');
  const choose = (...labels: string[]): Promise<void> =>
    running.app.evaluate(({ Menu }, wanted) => {
      const walk = (menu: Electron.Menu | null | undefined, [label, ...rest]: string[]): void => {
        const item = menu?.items.find((each) => each.label === label);
        if (item === undefined) throw new Error(`the menu has no ${label ?? ''}`);
        // Electron types a menu item's click as a bare Function.
        if (rest.length === 0) Reflect.apply(item.click, item, []);
        else walk(item.submenu, rest);
      };
      walk(Menu.getApplicationMenu(), wanted);
    }, labels);
  await running.app.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] });
  }, path);
  await choose('File', 'Open workspace…');
  await expect.poll(() => told(page)).toMatchObject({ name: 'Lunch one' });
  await choose('File', 'Demo City');
  await expect.poll(() => told(page)).toMatchObject({ name: 'Food delivery · nationwide', path: null });
  await choose('File', 'Open recent', 'lunch.yaml');
  await expect.poll(() => told(page)).toMatchObject({ name: 'Lunch one', path });
});

test('a bad file opens nothing: line, column, key and what was expected are told, and the former workspace stays', async ({
  launch,
}) => {
  writeFileSync(path, demoText.replace('\nsource: city\n', '\nsorce: city\n'));
  const page = await (await launch()).window('overview');
  const answer = await page.evaluate((file) => window.highnoon.ask('workspace.open', { path: file }), path);
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'workspace-invalid', at: { file: path } } });
  const line = demoText.split('\n').indexOf('source: city') + 1;
  const after = await page.evaluate(() => window.highnoon.ask('state.snapshot', undefined));
  if (!after.ok) throw new Error(after.refusal.message);
  expect(after.value.state.workspaceProblem['current']?.refusals).toContainEqual({
    code: 'workspace-invalid',
    message: 'expected a known key: did you mean "source"?',
    at: { file: path, line, column: 1, key: 'sorce' },
  });
  expect(await told(page)).toMatchObject({ name: 'Food delivery · nationwide', path: null, recent: [] });
  // The person sees it: where, and what was expected.
  await expect(page.getByText(/did you mean "source"/).first()).toBeVisible();
});

test('a change of the file is followed, also when the editor replaces it by rename; a change for the worse changes nothing', async ({
  launch,
}) => {
  writeFileSync(path, named('Lunch one'));
  const page = await (await launch({ args: [`--workspace=${path}`] })).window('overview');
  await expect.poll(() => told(page)).toMatchObject({ name: 'Lunch one' });
  writeFileSync(`${path}~`, named('Lunch two'));
  renameSync(`${path}~`, path);
  await expect.poll(() => told(page)).toMatchObject({ name: 'Lunch two' });
  writeFileSync(path, 'version: 1\n\tname: x\n');
  await expect.poll(async () => (await told(page)).problem).toMatchObject({ at: { line: 2 } });
  expect(await told(page)).toMatchObject({ name: 'Lunch two' });
  writeFileSync(path, named('Lunch three'));
  await expect.poll(() => told(page)).toMatchObject({ name: 'Lunch three', problem: undefined });
});

test('changing the one source line moves every metric to Prometheus', async ({ launch }) => {
  writeFileSync(path, demoText.replace('\nsource: city\n', '\nsource: prometheus\n'));
  const page = await (await launch()).window('overview');
  expect(await page.evaluate((file) => window.highnoon.ask('workspace.open', { path: file }), path)).toMatchObject({ ok: true });
  const after = await page.evaluate(() => window.highnoon.ask('state.snapshot', undefined));
  if (!after.ok) throw new Error(after.refusal.message);
  const metrics = Object.values(after.value.state.workspace['current']?.metrics ?? {});
  expect(new Set(metrics.map(({ backendId }) => backendId))).toEqual(new Set(['prometheus']));
});
