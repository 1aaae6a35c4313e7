import type { Page } from '@playwright/test';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { languages } from '../contract/choices';
import { expect, test, type RunningConsole } from './console';
import { findTextTrouble } from './look/textCheck';
import { curve } from './panels';
import { startCity } from './sandbox/city';
import { workspaceOnCity } from './sandbox/workspaces';

const speed = 10;
const sizes = [
  { width: 960, height: 640 },
  { width: 1366, height: 768 },
] as const;
const wrote = '证书过期了 <script>document.title = "taken"</script>';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highnoon-report-'));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a payment outage becomes a report in both languages; what people write in it stays, and it leaves as Markdown, HTML and PDF', async ({
  launch,
}, info) => {
  test.setTimeout(180_000);
  const scenario = info.outputPath('outage.json');
  writeFileSync(scenario, JSON.stringify([{ kind: 'paymentOutage', at: '12:05:00', forSeconds: 480, channel: 'B' }]));
  const city = await startCity(['--start', '12:03', '--speed', String(speed), '--scenario', scenario]);
  const workspace = workspaceOnCity(city.url);
  try {
    const running = await launch({ args: [`--workspace=${workspace.path}`], size: { width: 1280, height: 860 } });
    const overview = await running.window('overview');
    await expect(curve(overview)).toHaveAttribute('data-phase', 'fresh', { timeout: 30_000 });
    const card = overview.locator('.leading-incident [data-incident]');
    await expect(card).toHaveAttribute('data-grade', /^P[01]$/, { timeout: 90_000 });

    const report =
      await test.step('one key on the incident makes it: summary, impact and a picture from real samples', async () => {
        const openingIncident = running.window('incident');
        await card.press('Enter');
        const incident = await openingIncident;
        await expect(incident.locator('[data-act="report"]')).toBeVisible();
        const opening = running.window('report');
        await incident.keyboard.press('w');
        const page = await opening;
        await expect(page.locator('.report')).toHaveAttribute('data-report-shown', /-\d\d$/);
        await expect(page.locator('[data-section="summary"]')).toContainText('渠道 B');
        await expect(page.locator('[data-section="impact"] svg').first()).toBeVisible();
        await expect(page.locator('[data-section="response"]')).toContainText(/发现.*1 分钟/s);
        return page;
      });

    await test.step('nobody is signed in: what was typed stays in the box beside the reason', async () => {
      await editSection(report, 'next', wrote);
      await expect(report.locator('.section-editor [role="alert"]')).toBeVisible();
      await expect(report.locator('.section-editor textarea')).toHaveValue(wrote);
      await report.evaluate(() => window.highnoon.ask('people.createFirst', { name: '陈屿', passphrase: 'lunch at noon' }));
      await expect(report.locator('.section-editor .act-role')).toHaveCount(0);
      await report.locator('.section-editor textarea').press('Control+Enter');
      await expect(report.locator('[data-section="next"]')).toHaveAttribute('data-edited', 'true');
      await expect(report.locator('[data-section="next"]')).toContainText('证书过期了 <script>');
      await expect(report.locator('[data-section="next"]')).toContainText('陈屿');
    });

    await test.step('made anew it says more, and what was written stays', async () => {
      const before = await report.locator('[data-page-version]').getAttribute('data-page-version');
      await report.keyboard.press('n');
      await expect(report.locator('[data-page-version]')).not.toHaveAttribute('data-page-version', before ?? '');
      await expect(report.locator('[data-section="next"]')).toContainText('证书过期了 <script>');
    });

    await test.step('English is complete, and the window is whole at its smallest, light and dark', async () => {
      await report.keyboard.press('c');
      await expect(report.locator('[data-section="summary"] h2')).toContainText('Summary');
      await expect(report.locator('[data-section="summary"]')).toContainText(/channel B/i);
      await expect(report.locator('[data-section="next"]')).toHaveAttribute('data-edited', 'false');
      for (const language of languages)
        for (const size of sizes) {
          await report.setViewportSize(size);
          await report.evaluate((wanted) => window.highnoon.ask('preferences.set', { language: wanted }), language);
          await expect(report.locator(`html[lang^="${language}"]`)).toHaveCount(1);
          await report.evaluate(() => document.fonts.ready.then(() => undefined));
          await expect.poll(() => report.evaluate(findTextTrouble), `${language} ${size.width}`).toEqual([]);
        }
      await report.screenshot({ path: info.outputPath('report.png') });
      await report.keyboard.press('c');
    });

    await test.step('a window that was closed finds it as it was', async () => {
      await report.close();
      const opening = running.app.waitForEvent('window');
      await (await running.window('incident')).keyboard.press('w');
      const again = await opening;
      await again.evaluate(() => window.highnoon.ask('preferences.set', { language: 'zh' }));
      await expect(again.locator('[data-section="next"]')).toContainText('证书过期了 <script>');
    });

    const page = await running.window('report');
    await saveInto(running, folder);

    await test.step('HTML is one file with pictures and what was written, without a script or an address', async () => {
      const html = (await exportAs(page, '2', folder, 'html')).toString('utf8');
      expect(html).toMatch(/<svg [\s\S]*<\/svg>/);
      expect(html).toContain('证书过期了 &lt;script&gt;');
      expect(html).not.toMatch(/<script|<link|<img|<iframe|src=/i);
      expect(html).toContain("default-src 'none'");
    });

    await test.step('Markdown has its pictures in a folder beside it', async () => {
      const markdown = (await exportAs(page, '1', folder, 'md')).toString('utf8');
      expect(markdown).toMatch(/^# 事件报告 /);
      expect(markdown).toContain('](report-pictures/business.svg)');
      expect(readdirSync(join(folder, 'report-pictures'))).toContain('business.svg');
    });

    await test.step('PDF has pages, numbered, in A4', async () => {
      const pdf = await exportAs(page, '3', folder, 'pdf');
      expect(pdf.subarray(0, 5).toString('latin1')).toBe('%PDF-');
      const text = pdf.toString('latin1');
      expect(text.match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeGreaterThan(1);
      expect(text).toMatch(/\/MediaBox\s*\[\s*0 0 59[45][.\d]* 84[12]/);
    });
  } finally {
    await city.kill();
    workspace.remove();
  }
});

async function editSection(page: Page, section: string, text: string): Promise<void> {
  await page.locator(`[data-section="${section}"] .section-edit`).click();
  await page.locator('.section-editor textarea').fill(text);
  await page.locator('.section-editor textarea').press('Control+Enter');
}

/** The person keeps the folder and calls the file `report`. */
async function saveInto(running: RunningConsole, into: string): Promise<void> {
  await running.app.evaluate(({ dialog }, to) => {
    dialog.showSaveDialog = async (...given: unknown[]) => {
      const options = given.at(-1);
      const name = typeof options === 'object' && options !== null && 'defaultPath' in options ? String(options.defaultPath) : '';
      return { canceled: false, filePath: `${to}/report${name.slice(name.lastIndexOf('.'))}` };
    };
  }, into);
}

async function exportAs(page: Page, key: string, into: string, extension: string): Promise<Buffer> {
  const file = join(into, `report.${extension}`);
  await page.keyboard.press(key);
  await expect(page.locator('.report-saved')).toHaveAttribute('data-saved', file, { timeout: 30_000 });
  expect(existsSync(file)).toBe(true);
  return readFileSync(file);
}
