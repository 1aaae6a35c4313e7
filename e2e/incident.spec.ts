import type { Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { languages } from '../contract/choices';
import { expect, test } from './console';
import { findTextTrouble } from './look/textCheck';
import { curve, numberOf } from './panels';
import { startCity } from './sandbox/city';
import { workspaceOnCity } from './sandbox/workspaces';

/** Ten city seconds a second: an outage of a quarter of an hour is over in a minute and a half. */
const speed = 10;
const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;

const signIn = (page: Page) =>
  page.evaluate(() => window.highnoon.ask('people.createFirst', { name: '陈屿', passphrase: 'lunch at noon' }));

test('a payment outage is one incident with its cause in the headline; it sounds until somebody takes it on, and is resolved with one more key', async ({
  launch,
}, info) => {
  test.setTimeout(180_000);
  const scenario = info.outputPath('outage.json');
  writeFileSync(scenario, JSON.stringify([{ kind: 'paymentOutage', at: '12:05:00', forSeconds: 480, channel: 'B' }]));
  const city = await startCity(['--start', '12:03', '--speed', String(speed), '--scenario', scenario]);
  const workspace = workspaceOnCity(city.url);
  try {
    const console_ = await launch({ args: [`--workspace=${workspace.path}`] });
    const overview = await console_.window('overview');
    await expect(curve(overview)).toHaveAttribute('data-phase', 'fresh', { timeout: 30_000 });
    await signIn(overview);
    const card = overview.locator('.leading-incident [data-incident]');

    await test.step('one card, grave, with channel B in what its alarms have in common, and what it costs', async () => {
      await expect(card).toHaveAttribute('data-grade', /^P[01]$/, { timeout: 90_000 });
      await expect(card.locator('[data-part="common"]')).toContainText('渠道 B', { timeout: 30_000 });
      await expect(card.locator('[data-part="cost"]')).toContainText(/单\/分/);
      await expect(overview.locator('.sentence')).toHaveAttribute('data-health', 'broken');
      await expect(overview.locator('.sentence .grade-plate')).toHaveText(/^P[01]$/);
    });

    await test.step('it really sounds, in one window, although nobody has touched any', async () => {
      await expect(overview.locator('html')).toHaveAttribute('data-alarm-plays', /[1-9]/, { timeout: 15_000 });
      expect(await overview.locator('html').getAttribute('data-alarm-refused')).toBeNull();
    });

    const incident = await test.step('Enter on the card opens the window of that incident', async () => {
      const opening = console_.window('incident');
      await card.press('Enter');
      const page = await opening;
      await expect(page.locator('.incident')).toHaveAttribute('data-incident-shown', /-\d\d$/);
      await expect(page.locator('.incident-sentence h2')).toContainText('渠道 B');
      // The window opens on the cause; V shows the alarms it is told from.
      await page.locator('.incident').press('v');
      await expect(page.locator('.picture-panel [data-panel-id]')).toHaveAttribute('data-phase', 'fresh', { timeout: 20_000 });
      await expect.poll(() => numberOf(page.locator('.alarm-table'), 'data-rows')).toBeGreaterThan(3);
      expect(await page.locator('html').getAttribute('data-alarm-plays')).toBeNull();
      return page;
    });

    await test.step('the arrows walk the folded alarms, and the picture and its why follow', async () => {
      const why = incident.locator('[data-part="why"]');
      const first = await why.textContent();
      await incident.locator('.alarm-scroll').focus();
      await incident.keyboard.press('ArrowDown');
      await expect(why).not.toHaveText(first ?? '');
      await expect(why).toContainText(/倍于报警线/);
      await expect(incident.locator('.picture-panel [data-panel-id]')).toHaveAttribute('data-phase', /fresh|ageing/, {
        timeout: 20_000,
      });
    });

    await test.step('acknowledged with one key: it no longer sounds, and everybody sees who is on it', async () => {
      await incident.locator('.incident').press('a');
      await expect(incident.locator('[data-part="states"]')).toContainText('陈屿 已确认');
      await expect(overview.locator('html')).toHaveAttribute('data-alarm-sounds', '');
      await expect(card).toContainText('陈屿 已确认');
      await expect(incident.locator('[data-step="acknowledged"]')).toContainText('陈屿');
    });

    await test.step('no text of the window is cut or collides while it is at its fullest', async () => {
      await incident.evaluate(() => document.fonts.ready.then(() => undefined));
      await incident.screenshot({ path: info.outputPath('incident.png') });
      await overview.screenshot({ path: info.outputPath('overview.png') });
      for (const language of languages)
        for (const size of sizes)
          for (const page of [incident, overview]) {
            await page.setViewportSize(size);
            await page.evaluate((wanted) => window.highnoon.ask('preferences.set', { language: wanted }), language);
            await expect(page.locator(`html[lang^="${language}"]`)).toHaveCount(1);
            await page.evaluate(() => document.fonts.ready.then(() => undefined));
            // A chart takes its new size in its next turn of the draw loop.
            await expect.poll(() => page.evaluate(findTextTrouble), `${page.url()} ${language} ${size.width}`).toEqual([]);
          }
      await incident.evaluate(() => window.highnoon.ask('preferences.set', { language: 'zh' }));
    });

    await test.step('the table of folded alarms offers its export', async () => {
      await incident.locator('.alarms-panel').focus();
      await incident.keyboard.press('e');
      await expect(incident.getByText('数据 CSV')).toBeVisible();
      await incident.keyboard.press('Escape');
    });

    // By itself it ends when the last stage has had its gap: three quarters of an hour after the first.
    await test.step('resolved by hand with a note, it is one line of what is over today, and can be opened again', async () => {
      await incident.locator('.incident').press('r');
      await incident.getByLabel('说明').fill('切到渠道 A、C');
      await incident.keyboard.press('Enter');
      await expect(incident.locator('[data-step="resolved"]')).toContainText('陈屿');
      await expect(overview.locator('[data-incident-resolved]')).toContainText('今日已恢复 1 件');
      await incident.locator('[data-act="reopen"]').click();
      await expect(card).toBeVisible();
    });
  } finally {
    await city.kill();
    workspace.remove();
  }
});

test('while nothing is wrong the panel says what is watched, the list is empty, and an unknown incident says so', async ({
  launch,
}) => {
  const console_ = await launch();
  const overview = await console_.window('overview');
  await expect(curve(overview)).toHaveAttribute('data-phase', 'fresh', { timeout: 30_000 });
  await expect(overview.locator('.incidents-panel .detection-line')).toContainText(/检测 \d+ 条曲线/, { timeout: 30_000 });
  const opening = console_.window('incident');
  await overview.keyboard.press('i');
  await expect((await opening).locator('.day-none')).toBeVisible();
  await overview.evaluate(() => window.highnoon.ask('window.open', { kind: 'incident', subject: '0000-00' }));
  await expect
    .poll(async () =>
      Promise.all(
        console_.app
          .windows()
          .filter((page) => page.url().includes('/incident/'))
          .map((page) => page.locator('.unknown-incident').count()),
      ),
    )
    .toEqual(expect.arrayContaining([1]));
});

test('the sound is switched off with one key, in all windows, and says so', async ({ launch }) => {
  const console_ = await launch();
  const overview = await console_.window('overview');
  await expect(curve(overview)).toHaveAttribute('data-phase', 'fresh', { timeout: 30_000 });
  await overview.keyboard.press('m');
  await expect(overview.locator('.sound-switch')).toHaveText('声音已关');
  await expect(overview.locator('.sound-switch')).toHaveAttribute('aria-checked', 'false');
  await overview.keyboard.press('m');
  await expect(overview.locator('.sound-switch')).toHaveAttribute('aria-checked', 'true');
});
