import type { Locator, Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { languages } from '../contract/choices';
import { expect, test } from './console';
import { findTextTrouble } from './look/textCheck';
import { curve, numberOf } from './panels';
import { startCity } from './sandbox/city';
import { workspaceOnCity } from './sandbox/workspaces';

const speed = 10;
const sizes = [
  { width: 1180, height: 700 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;

const foot = (page: Page): Locator => page.locator('.cause-foot');

test('a payment outage: the incident window says who did it, with evidence, the way there and what was checked, and a person answers a question', async ({
  launch,
}, info) => {
  test.setTimeout(180_000);
  const scenario = info.outputPath('outage.json');
  writeFileSync(scenario, JSON.stringify([{ kind: 'paymentOutage', at: '12:05:00', forSeconds: 1_200, channel: 'B' }]));
  const city = await startCity(['--start', '12:04', '--speed', String(speed), '--scenario', scenario]);
  const workspace = workspaceOnCity(city.url);
  try {
    const console_ = await launch({ args: [`--workspace=${workspace.path}`] });
    const overview = await console_.window('overview');
    await expect(curve(overview)).toHaveAttribute('data-phase', 'fresh', { timeout: 30_000 });
    await overview.evaluate(() => window.highnoon.ask('people.createFirst', { name: '陈屿', passphrase: 'lunch at noon' }));

    const page = await test.step('the card in the overview has the cause and how sure it is, and opens the window', async () => {
      const card = overview.locator('.leading-incident [data-incident]');
      await expect(card.locator('[data-part="cause"]')).toHaveText(/^原因 渠道 B (0\.[6-9]\d|1\.00)$/, { timeout: 90_000 });
      const opening = console_.window('incident');
      await card.press('Enter');
      return opening;
    });

    await test.step('read from the top: the cause as a sentence with the orders it explains, and located in time', async () => {
      await expect(page.locator('[data-part="cause"]')).toHaveText(/渠道 B .+，解释每分钟 −.+单中的 −.+(多半|很有把握)/);
      await expect(page.locator('[data-phase-of="located"]')).not.toHaveClass(/running|late/);
      await expect(page.locator('[data-suspect]').first()).toHaveAttribute('data-suspect', 'external channel-b');
      await expect(page.locator('.cause-facts')).toContainText(/解释 \d.+%，−.+单\/分/);
      await expect(page.locator('[data-part="residual"]')).toBeVisible();
    });

    await test.step('the evidence is drawn from samples that still come', async () => {
      const picture = page.locator('.clue-card [data-panel-id]').first();
      await expect(picture).toHaveAttribute('data-phase', 'fresh', { timeout: 30_000 });
      await expect(page.locator('.clue-card').first()).toContainText(/失败 \d+\.\d%，平时 \d\.\d%/);
      // Of the calls of channel B nearly all fail, and the picture shows it: percent.
      expect(await numberOf(picture, 'data-newest-value')).toBeGreaterThan(50);
    });

    await test.step('where in the dimensions it is adds up to the whole, and channel B stands first', async () => {
      await expect(page.locator('[data-cut="part"]').first()).toContainText('渠道 B', { timeout: 30_000 });
      await expect(page.locator('[data-cut="residual"]')).toBeVisible();
      await expect(page.locator('[data-cut="total"]')).toBeVisible();
    });

    await test.step('the way leads to channel B, whose siblings are well; what was ruled out is one key away', async () => {
      await expect(page.locator('[data-way="channel-b"]')).toHaveAttribute('data-health', 'broken', { timeout: 30_000 });
      await expect(page.locator('.way-beside')).toContainText('渠道 A');
      await page.locator('.incident').press('u');
      await expect(page.locator('[data-ruled-out="pay-gateway"]')).toContainText('在等 渠道 B');
      await page.keyboard.press('Escape');
    });

    await test.step('a question is answered in place, by keyboard, and the timeline has it', async () => {
      const question = page.locator('.check-row', { has: page.locator('[data-answer="unreachable"]') });
      await expect(question).toBeVisible({ timeout: 30_000 });
      await page.locator('.incident').press('q');
      await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-answer'))).toBe('yes');
      await question.locator('[data-answer="unreachable"]').press('Enter');
      await expect(question).toHaveAttribute('data-check-state', 'unknown', { timeout: 15_000 });
      await expect(question).toContainText('陈屿');
      await expect(question.locator('[data-answer="unreachable"]')).toHaveAttribute('aria-pressed', 'true');
      await expect(page.locator('[data-step="answered"]')).toContainText('陈屿');
    });

    await test.step('D looks again, and what is said is newer', async () => {
      const version = Number(await foot(page).getAttribute('data-version'));
      await page.locator('.incident').press('d');
      await expect
        .poll(async () => Number(await foot(page).getAttribute('data-version')), { timeout: 20_000 })
        .toBeGreaterThan(version);
      await expect(page.locator('[data-suspect]').first()).toHaveAttribute('data-suspect', 'external channel-b');
    });

    await test.step('no text is cut or collides at three sizes in both languages', async () => {
      await page.screenshot({ path: info.outputPath('diagnosis-zh.png') });
      for (const language of languages)
        for (const size of sizes) {
          await page.setViewportSize(size);
          await page.evaluate((wanted) => window.highnoon.ask('preferences.set', { language: wanted }), language);
          await expect(page.locator(`html[lang^="${language}"]`)).toHaveCount(1);
          await page.evaluate(() => document.fonts.ready.then(() => undefined));
          await expect.poll(() => page.evaluate(findTextTrouble), `${language} ${size.width}`).toEqual([]);
          await page.screenshot({ path: info.outputPath(`diagnosis-${language}-${size.width}.png`) });
        }
    });

    await test.step('a step of the way opens the graph there', async () => {
      const opening = console_.window('coreLink');
      await page.locator('[data-way="channel-b"] button').press('Enter');
      await expect((await opening).locator('.graph-stage')).toHaveAttribute('data-focus', 'channel-b', { timeout: 30_000 });
    });
  } finally {
    await city.kill();
    workspace.remove();
  }
});
