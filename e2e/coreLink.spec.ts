import type { Locator, Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { expect, test } from './console';
import { curve } from './panels';
import { startCity } from './sandbox/city';
import { workspaceOnCity } from './sandbox/workspaces';

const speed = 10;
const link = 'pay-router→channel-b';
/** Smaller than the display, so that there is room beside the window to drop something on. */
const size = { width: 1_600, height: 1_000 };

const stage = (page: Page): Locator => page.locator('.graph-stage');
/** A part of the graph as the list for screen readers has it. */
const part = (page: Page, target: string): Locator => page.locator(`.heard-only [data-target="${target}"]`);

/** Where a part stands in the window, CSS px: graph units seen through the camera the picture says it has. */
async function placeOf(page: Page, target: string): Promise<{ x: number; y: number }> {
  const box = await stage(page).boundingBox();
  const [cameraX = 0, cameraY = 0, zoom = 1] = ((await stage(page).getAttribute('data-camera')) ?? '').split(' ').map(Number);
  const [x, y] = await Promise.all(['data-x', 'data-y'].map(async (name) => Number(await part(page, target).getAttribute(name))));
  return { x: (box?.x ?? 0) + ((x ?? 0) - cameraX) * zoom, y: (box?.y ?? 0) + ((y ?? 0) - cameraY) * zoom };
}

async function dragTo(page: Page, target: string, to: { x: number; y: number }): Promise<void> {
  const from = await placeOf(page, target);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 12, from.y + 12, { steps: 2 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
}

const subjectsOpen = (page: Page): Promise<string | null> => page.locator('.link-window').getAttribute('data-subject');

test('the graph shows where it is broken; its parts are travelled by keys, dragged out as windows and pinned as evidence, and a tick moves nothing', async ({
  launch,
}, info) => {
  test.setTimeout(240_000);
  const scenario = info.outputPath('handshakes.json');
  writeFileSync(scenario, JSON.stringify([{ kind: 'certReload', at: '12:03:00', forSeconds: 1_500, channel: 'B' }]));
  const city = await startCity(['--start', '12:01', '--speed', String(speed), '--scenario', scenario]);
  const workspace = workspaceOnCity(city.url);
  try {
    const console_ = await launch({ size, args: [`--workspace=${workspace.path}`] });
    const overview = await console_.window('overview');
    await expect(curve(overview)).toHaveAttribute('data-phase', 'fresh', { timeout: 30_000 });
    await overview.evaluate(() => window.highnoon.ask('people.createFirst', { name: '陈屿', passphrase: 'lunch at noon' }));
    const opening = console_.window('coreLink');
    await overview.keyboard.press('g');
    const page = await opening;

    const positions =
      await test.step('G opens it: every node of the workspace has its place and, in time, its score', async () => {
        await expect(stage(page)).toHaveAttribute('data-phase', 'live', { timeout: 60_000 });
        await expect(part(page, 'order-core')).toHaveAttribute('data-health', /ok|watch/, { timeout: 60_000 });
        await expect(stage(page)).toHaveAttribute('data-zoom', 'middle');
        return stage(page).getAttribute('data-positions');
      });

    await test.step('the failed handshakes are the worst link, on the path of the cause', async () => {
      await expect(part(page, link)).toHaveAttribute('data-health', 'broken', { timeout: 90_000 });
      await expect(part(page, link)).toHaveAttribute('data-part', '2', { timeout: 30_000 });
      await page.screenshot({ path: info.outputPath('core-link.png') });
    });

    await test.step('ticks have come since, and nothing has moved', async () => {
      const at = await stage(page).getAttribute('data-at');
      await expect(stage(page)).not.toHaveAttribute('data-at', at ?? '', { timeout: 30_000 });
      expect(await stage(page).getAttribute('data-positions')).toBe(positions);
    });

    await test.step('an arrow goes to what is worst, the next along the call, and what is focused is said', async () => {
      await part(page, 'pay-router').press('Enter');
      await expect(stage(page)).toHaveAttribute('data-focus', 'pay-router');
      await page.keyboard.press('ArrowRight');
      await expect(stage(page)).toHaveAttribute('data-focus', link);
      await expect(page.locator('[data-said]')).toHaveText(/pay-router → 渠道 B，\d+ 故障，成功率 −\d+/);
      await page.keyboard.press('ArrowRight');
      await expect(stage(page)).toHaveAttribute('data-focus', 'channel-b');
      await page.keyboard.press('ArrowLeft');
      await expect(stage(page)).toHaveAttribute('data-focus', link);
    });

    await test.step('what is hidden is counted, and one key shows it', async () => {
      const hidden = Number(await stage(page).getAttribute('data-hidden'));
      await expect(page.locator('.graph-chip').first()).toContainText(String(hidden));
      await page.keyboard.press('n');
      await expect.poll(async () => Number(await stage(page).getAttribute('data-hidden'))).toBeGreaterThan(hidden);
      await page.keyboard.press('h');
      await expect(stage(page)).toHaveAttribute('data-hidden', '0');
      await page.keyboard.press('h');
      await page.keyboard.press('Escape');
      await expect(stage(page)).toHaveAttribute('data-hidden', String(hidden));
      await page.keyboard.press('0');
    });

    await test.step('a link dragged outside of the window becomes a window there, with live curves', async () => {
      const window_ = console_.app.waitForEvent('window');
      await dragTo(page, link, { x: size.width + 320, y: 500 });
      await expect(page.locator('.graph-ghost')).toBeVisible();
      await expect(page.locator('.dock-outside')).toHaveAttribute('data-over', 'true');
      await page.screenshot({ path: info.outputPath('dragged-outside.png') });
      const dropped = await page.evaluate(() => ({ x: window.screenX, y: window.screenY }));
      await page.mouse.up();
      const opened = await window_;
      await expect.poll(() => subjectsOpen(opened)).toBe(link);
      await expect(opened.locator('.latency-panel .pair-chart')).toHaveAttribute('data-phase', /fresh|ageing/, {
        timeout: 30_000,
      });
      const bounds = await console_.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .find((each) => each.webContents.getURL().startsWith('app://console/link/'))
          ?.getBounds(),
      );
      expect((bounds?.x ?? 0) + (bounds?.width ?? 0)).toBeGreaterThan(dropped.x + size.width + 320);
      expect(bounds?.x).toBeLessThanOrEqual(dropped.x + size.width + 320);
      await opened.close();
      await expect(page.locator('.graph-dock')).toHaveCount(0);
    });

    await test.step('Escape lets go of what is dragged, and nothing opens', async () => {
      await dragTo(page, link, { x: 500, y: 300 });
      await expect(page.locator('.graph-dock')).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.locator('.graph-dock')).toHaveCount(0);
      await page.mouse.up();
      await expect(stage(page)).toHaveAttribute('data-focus', link);
    });

    const pins = () =>
      overview.evaluate(async () => {
        const answer = await window.highnoon.ask('state.snapshot', undefined);
        return answer.ok
          ? Object.values(answer.value.state.incidents).flatMap((each) => each.pins.map(({ target }) => target))
          : [];
      });

    await test.step('dropped on the incident in the dock it is pinned as evidence', async () => {
      await expect(overview.locator('.leading-incident [data-incident]')).toHaveCount(1, { timeout: 90_000 });
      await dragTo(page, link, { x: 700, y: 300 });
      const incident = page.locator('[data-drop^="incident "]').first();
      const box = await incident.boundingBox();
      await page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + 20, { steps: 4 });
      await expect(incident).toHaveAttribute('data-over', 'true');
      await page.screenshot({ path: info.outputPath('over-incident.png') });
      await page.mouse.up();
      await expect.poll(pins).toEqual([link]);
    });

    await test.step('the same by keyboard: D opens the dock, E is the incident; a digit is a display, Enter the window', async () => {
      await part(page, 'pay-router').press('Enter');
      await page.keyboard.press('d');
      await expect(page.locator('.graph-dock [data-drop="plans"]')).toBeEnabled();
      await page.keyboard.press('e');
      await expect.poll(pins).toEqual([link, 'pay-router']);
      const onDisplay = console_.app.waitForEvent('window');
      await page.keyboard.press('d');
      await page.keyboard.press('1');
      const opened = await onDisplay;
      await expect.poll(() => subjectsOpen(opened)).toBe('pay-router');
      await opened.close();
      await stage(page).focus();
      const again = console_.app.waitForEvent('window');
      await page.keyboard.press('Enter');
      await expect.poll(async () => subjectsOpen(await again)).toBe('pay-router');
      await (await again).close();
    });

    await test.step('a node moved by hand is a new version of the layout, and taken back with Ctrl Z', async () => {
      const version = Number(await stage(page).getAttribute('data-layout'));
      await page.keyboard.press('a');
      const from = await placeOf(page, 'eta');
      await dragTo(page, 'eta', { x: from.x + 20, y: from.y - 60 });
      await page.mouse.up();
      await expect(stage(page)).toHaveAttribute('data-layout', String(version + 1));
      await expect(stage(page)).not.toHaveAttribute('data-positions', positions ?? '');
      await page.keyboard.press('Control+z');
      await expect(stage(page)).toHaveAttribute('data-positions', positions ?? '');
      await page.keyboard.press('a');
    });

    await test.step('five minutes earlier it was well, by the same path, and the window says that this is the past', async () => {
      for (let i = 0; i < 3; i += 1) await page.keyboard.press('[');
      await expect(page.locator('.graph-past')).toBeVisible();
      await expect(page.locator('.past-chip')).toBeVisible();
      await expect(part(page, link)).toHaveAttribute('data-health', /ok|watch/, { timeout: 60_000 });
      await page.locator('.scrubber-now').click();
      await expect(part(page, link)).toHaveAttribute('data-health', 'broken', { timeout: 60_000 });
    });
  } finally {
    await city.kill();
    workspace.remove();
  }
});
