import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test, type RunningConsole } from './console';
import { curve, numberOf } from './panels';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highnoon-exports-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * The person chooses the folder and keeps the offered name. What was offered is read from the folder, not asked of main: an answer
 * of main can be lost to its garbage collector while it draws a picture.
 */
async function saveInto(running: RunningConsole): Promise<void> {
  await running.app.evaluate(({ dialog }, into) => {
    dialog.showSaveDialog = async (...given: unknown[]) => {
      const options = given.at(-1);
      const name = typeof options === 'object' && options !== null && 'defaultPath' in options ? String(options.defaultPath) : '';
      return { canceled: false, filePath: `${into}/${name}` };
    };
  }, folder);
}

/** The saved files whose names end so, with their bytes; a file still being written may be short. */
function saved(ending: string): { name: string; bytes: Buffer }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}

async function openMenu(page: Page, panel: string): Promise<void> {
  await page.locator(panel).first().focus();
  await page.keyboard.press('e');
  await expect(page.locator('.export-menu')).toBeVisible();
}

test('a panel leaves as data and as a picture, from the keyboard, under a name that says what and when', async ({ launch }) => {
  const running = await launch();
  const overview = await running.window('overview');
  await expect(curve(overview)).toHaveAttribute('data-phase', 'fresh');
  await saveInto(running);

  await openMenu(overview, '.curve-panel');
  await overview.keyboard.press('ArrowDown');
  await overview.keyboard.press('Enter');
  await expect.poll(() => saved('.csv')[0]?.bytes.length).toBeGreaterThan(1_000);
  const [curveFile] = saved('.csv');
  expect(curveFile?.name).toMatch(/^支付.*\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.csv$/);
  const csv = String(curveFile?.bytes);
  const [header = '', ...rows] = csv.split('\r\n');
  expect(header).toMatch(/^\uFEFF时间（Asia\/Shanghai）,毫秒时间戳,.*今天,.*昨天,.*,.*预期,.*预测带下沿,.*预测带上沿$/);
  const newestAt = await numberOf(curve(overview), 'data-newest-at');
  const drawn = rows.map((row) => row.split(',')).filter((cells) => Number(cells[1]) <= newestAt && cells[2] !== '');
  expect(drawn.length).toBeGreaterThan(100);
  const [local, epoch, today] = drawn.at(-1) ?? [];
  expect(Date.parse(local ?? '')).toBe(Number(epoch));
  expect(local).toMatch(/\+08:00$/);
  expect(Number(today)).toBeGreaterThan(0);

  await openMenu(overview, '.curve-panel');
  await overview.keyboard.press('Enter');
  await expect.poll(() => saved('.png')[0]?.bytes.length).toBeGreaterThan(10_000);
  const png = saved('.png')[0]?.bytes ?? Buffer.alloc(0);
  const box = await overview.locator('.curve-panel').boundingBox();
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(Math.abs(png.readUInt32BE(16) - (box?.width ?? 0))).toBeLessThanOrEqual(2);
  expect(png.readUInt32BE(20)).toBeGreaterThan((box?.height ?? 0) + 30);

  await openMenu(overview, '.tiles');
  await overview.keyboard.press('ArrowDown');
  await overview.keyboard.press('Enter');
  const tableRows = (): number =>
    Math.max(
      0,
      ...saved('.csv')
        .filter(({ name }) => name !== curveFile?.name)
        .map(({ bytes }) => String(bytes).split('\r\n').length),
    );
  await expect.poll(tableRows).toBeGreaterThan(5);
});

test('a copied link shows the same view again: window, moment, span and selection; a link that would act is refused', async ({
  launch,
}) => {
  const running = await launch();
  const overview = await running.window('overview');
  await expect(curve(overview)).toHaveAttribute('data-phase', 'fresh');
  const at = (await numberOf(curve(overview), 'data-newest-at')) - 3_600_000;
  const range = { at, beforeMs: 1_200_000, chosenDay: null };
  await overview.evaluate((wanted) => window.highnoon.ask('view.setRange', wanted), range);
  await openMenu(overview, '.curve-panel');
  await overview.getByRole('menuitem').last().click();
  await expect(overview.getByText('链接已复制')).toBeVisible();
  const link = await running.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(link).toMatch(/^highnoon:\/\/open\?window=overview&/);
  await overview.keyboard.press('Escape');
  await overview.keyboard.press('Escape');
  await expect(overview.locator('.past-chip')).toHaveCount(0);

  // As the system hands it to a second start.
  await running.app.evaluate(({ app }, word) => void app.emit('second-instance', {}, ['highnoon', word], '/'), link);
  await expect(overview.locator('.past-chip')).toBeVisible();
  await expect.poll(() => numberOf(curve(overview), 'data-axis-to')).toBeGreaterThan(at - 20_000);
  const after = await overview.evaluate(() => window.highnoon.ask('state.snapshot', undefined));
  if (!after.ok) throw new Error(after.refusal.message);
  expect(after.value.state.range['room']).toEqual(range);
  expect(after.value.state.selection['room']).toMatchObject({ metricId: 'orders.pay', slice: {} });

  for (const strange of [`${link}&plan=drain`, 'highnoon://execute?plan=drain', 'file:///etc/passwd'])
    expect(await overview.evaluate((text) => window.highnoon.ask('link.open', { link: text }), strange)).toMatchObject({
      ok: false,
      refusal: { code: 'bad-input' },
    });
});

/** Empty while it is not there yet. */
