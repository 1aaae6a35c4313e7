import type { Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { expect, test, type RunningConsole } from './console';
import { startCity } from './sandbox/city';
import { workspaceOnCity } from './sandbox/workspaces';

/** Ten city seconds a second, and payment channel B unreachable from before the console looks. */
const speed = 10;

async function startOutage(scenario: string): Promise<{ args: string[]; end: () => Promise<void> }> {
  writeFileSync(scenario, JSON.stringify([{ kind: 'paymentOutage', at: '12:05:00', forSeconds: 3_600, channel: 'B' }]));
  const city = await startCity(['--start', '12:04', '--speed', String(speed), '--scenario', scenario]);
  const workspace = workspaceOnCity(city.url);
  const end = async (): Promise<void> => {
    await city.kill();
    workspace.remove();
  };
  return { args: [`--workspace=${workspace.path}`], end };
}

/** Waited for before it is asked for: a window that is already there when the waiting begins would be missed. */
async function openFromTile(running: RunningConsole, metricId: string): Promise<Page> {
  const overview = await running.window('overview');
  const tile = overview.locator(`.tile[data-metric="${metricId}"]`);
  await tile.focus();
  const opening = running.window('drill');
  await overview.keyboard.press('Enter');
  return opening;
}

const firstRow = '.ranked-row:has([role="gridcell"]):nth-child(1)';

test('a payment outage is drilled down: from the tile to channel B with all of the gap, into its cities, two of them compared, and back; when the source dies the last rows stay', async ({
  launch,
}, info) => {
  const outage = await startOutage(info.outputPath('outage.json'));
  const running = await launch({ args: outage.args });
  const drill = await openFromTile(running, 'orders.pay');

  // The dimension that tells most is chosen by itself once the outage fills the last minute.
  await expect(drill.locator('.ranked-row').first()).toBeVisible({ timeout: 20_000 });
  await drill.locator('[data-dimension="channel"] .chip-only').click();
  const broken = drill.locator('.ranked-row[data-row="B"]');
  await expect(broken).toHaveAttribute('data-row-health', 'broken', { timeout: 20_000 });
  await expect(drill.locator(firstRow)).toHaveAttribute('data-row', 'B');
  await expect.poll(async () => Number.parseFloat(await broken.locator('.gapShare .num').innerText())).toBeGreaterThan(85);
  await drill.screenshot({ path: info.outputPath('drill-channel.png') });
  // The overview says the same in one row.
  await expect((await running.window('overview')).locator('.where-row.broken')).toContainText('渠道 B');

  await drill.keyboard.press('Enter');
  await expect(drill.locator('.breadcrumbs')).toContainText('渠道 B');
  await drill.locator('[data-dimension="city"] .chip-only').click();
  await expect(drill.locator('.ranked-row[data-row="shanghai"]')).toHaveAttribute('data-row-health', 'broken');
  await expect(drill.locator('.ranked')).toHaveAttribute('data-rows', '12');

  await drill.keyboard.press('a');
  await drill.keyboard.press('ArrowDown');
  await drill.keyboard.press('b');
  await expect(drill.locator('.compare-chart')).toHaveAttribute('data-phase', 'fresh');
  await expect(drill.locator('[data-compare-apart]')).not.toHaveAttribute('data-compare-apart', '');
  await drill.screenshot({ path: info.outputPath('drill-compare.png') });

  await drill.keyboard.press('Escape');
  await expect(drill.locator('.compare-chart')).toHaveCount(0);
  await drill.keyboard.press('Backspace');
  await expect(drill.locator(firstRow)).toHaveAttribute('data-row', 'B');

  await outage.end();
  // The last rows stay, and say that they are the last.
  await expect(drill.locator('.table-stopped')).toBeVisible({ timeout: 15_000 });
  await expect(broken).toBeVisible();
  await drill.screenshot({ path: info.outputPath('drill-stopped.png') });
});

test('a row of "where", a chart of the wall and the key lead into the same drill-down, each at its own place', async ({
  launch,
}) => {
  const running = await launch();
  const overview = await running.window('overview');
  const channel = overview.locator('.where-rows li').last();
  await expect(channel.locator('.where-row:not(.unknown)')).toBeVisible({ timeout: 20_000 });
  const opening = running.window('drill');
  await channel.click();
  const drill = await opening;
  await expect(drill.locator('[data-dimension="channel"]')).toHaveClass(/cut/);
  await expect(drill.locator('.ranked')).toHaveAttribute('data-rows', '3', { timeout: 20_000 });

  const openingWall = running.window('wall');
  await overview.keyboard.press('w');
  const wall = await openingWall;
  await wall.locator('[data-cell]:has([data-panel-id*="idc=east"])').focus();
  await wall.keyboard.press('d');
  await expect(drill.locator('.breadcrumbs')).toContainText('华东');
  // Whichever dimension tells most is chosen by itself, and it is not the one that is fixed.
  await expect(drill.locator('.dimension-chip.cut')).toHaveCount(1, { timeout: 20_000 });
  await expect(drill.locator('[data-dimension="idc"]')).toHaveCount(0);
});
