import type { Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { expect, test, type RunningConsole } from './console';
import { curve, numberOf } from './panels';
import { startCity } from './sandbox/city';
import { workspaceOnCity } from './sandbox/workspaces';

/** The graph is read anew every few seconds of a busy machine: faster, and its moments would pass unread. */
const speed = 3;
const link = 'pay-router→channel-b';

/** The window of this subject; one is open for each. */
async function openLink(console_: RunningConsole, from: Page, subject: string): Promise<Page> {
  const opening = console_.app.waitForEvent('window');
  await from.evaluate((wanted) => window.highnoon.ask('window.open', { kind: 'link', subject: wanted }), subject);
  const page = await opening;
  await expect(page.locator('.link-window')).toHaveAttribute('data-subject', subject);
  return page;
}

test('a link window shows a failed handshake from both sides, by kind, place and instance, opens deeper, and becomes evidence with one key', async ({
  launch,
}, info) => {
  test.setTimeout(180_000);
  const scenario = info.outputPath('handshakes.json');
  writeFileSync(scenario, JSON.stringify([{ kind: 'certReload', at: '12:02:00', forSeconds: 1_200, channel: 'B' }]));
  const city = await startCity(['--start', '12:01', '--speed', String(speed), '--scenario', scenario]);
  const workspace = workspaceOnCity(city.url);
  try {
    const console_ = await launch({ args: [`--workspace=${workspace.path}`] });
    const overview = await console_.window('overview');
    await expect(curve(overview)).toHaveAttribute('data-phase', 'fresh', { timeout: 30_000 });
    await overview.evaluate(() => window.highnoon.ask('people.createFirst', { name: '陈屿', passphrase: 'lunch at noon' }));
    const page = await openLink(console_, overview, link);

    await test.step('the caller waits for three seconds, the callee answers as ever: the gap is the network', async () => {
      const latency = page.locator('.latency-panel .pair-chart');
      await expect(latency).toHaveAttribute('data-phase', /fresh|ageing/, { timeout: 30_000 });
      await expect(latency).toHaveAttribute('aria-label', /主调 [23]\.\d\d s · 被调 \d{3} ms · 差 2\.\d\d s 在网络上/, {
        timeout: 60_000,
      });
      await expect(page.locator('.calls-panel .pair-chart')).toHaveAttribute('aria-label', /发出 .* 到达 .* 差 .* 没有到/);
      await expect(page.locator('.failures-panel .pair-chart')).toHaveAttribute('aria-label', /主调 9\d\.\d% · 被调 \d\.\d%/);
    });

    await test.step('TP50 is one click away', async () => {
      await page.getByRole('button', { name: 'TP50' }).click();
      await expect(page.locator('[data-panel-id^="link:latencyP50"]')).toHaveAttribute('data-phase', /fresh|ageing/, {
        timeout: 20_000,
      });
      await page.getByRole('button', { name: 'TP99' }).click();
    });

    await test.step('the failures have kinds, and every IDC has the same', async () => {
      await expect(page.locator('.kind-row').first()).toHaveAttribute('data-kind', 'timeout', { timeout: 60_000 });
      await expect(page.locator('.idc-row[data-idc]')).toHaveCount(3);
    });

    await test.step('the score says what it lost', async () => {
      const sentence = page.locator('.subject-sentence');
      await expect(sentence).toHaveAttribute('data-health', 'broken', { timeout: 60_000 });
      await expect(sentence).toContainText(/成功率 −\d+/);
    });

    await test.step('instances are listed, the other channels are well', async () => {
      await expect(page.locator('.instance-table tbody tr').first()).toBeVisible({ timeout: 30_000 });
      await expect(page.locator('[data-target="pay-router→channel-a"]')).toContainText('渠道 A');
    });

    await test.step('a row opens deeper with Enter', async () => {
      const opening = console_.app.waitForEvent('window');
      await page.locator('[data-idc="east"]').press('Enter');
      const east = await opening;
      await expect(east.locator('.link-window')).toHaveAttribute('data-subject', `${link}@east`);
      await expect(east.locator('.latency-panel .pair-chart')).toHaveAttribute('data-phase', /fresh|ageing/, { timeout: 30_000 });
      await east.close();
    });

    await test.step('E pins it to the open incident, whose window shows what it was', async () => {
      await expect(overview.locator('.leading-incident [data-incident]')).toHaveCount(1, { timeout: 90_000 });
      await page.locator('.latency-panel').focus();
      await page.keyboard.press('e');
      await expect(page.locator('.pinned-note')).toContainText('已钉到');
      const opening = console_.window('incident');
      await page.keyboard.press('i');
      const incident = await opening;
      const pin = incident.locator(`[data-pin="${link}"]`);
      await expect(pin).toContainText('pay-router → 渠道 B');
      await expect(pin).toContainText('陈屿');
      await expect(incident.locator('[data-step="pinned"]')).toBeVisible();
      await pin.locator('.evidence-remove').click();
      await expect(pin).toHaveCount(0);
      await expect(incident.locator('[data-step="unpinned"]')).toBeVisible();
    });

    await test.step('D leads to the orders that pass there, G to the graph', async () => {
      const drilling = console_.window('drill');
      await page.keyboard.press('d');
      await expect((await drilling).locator('.drill')).toContainText('支付');
      const graph = console_.window('coreLink');
      await page.keyboard.press('g');
      await graph;
      await expect
        .poll(() =>
          overview.evaluate(async () => {
            const answer = await window.highnoon.ask('state.snapshot', undefined);
            return answer.ok ? answer.value.state.focus['room']?.target : null;
          }),
        )
        .toBe(link);
    });
  } finally {
    await city.kill();
    workspace.remove();
  }
});

test('the overview has the path below its curve; a tile and a step lead to the graph with one key', async ({ launch }) => {
  const console_ = await launch();
  const overview = await console_.window('overview');
  await expect(overview.locator('.strip-step')).toHaveCount(10, { timeout: 30_000 });
  expect(await numberOf(curve(overview), 'data-points')).not.toBeNaN();
  const graph = console_.window('coreLink');
  await overview.locator('.tile[data-metric="orders.pay"]').press('g');
  await graph;
  const focused = () =>
    overview.evaluate(async () => {
      const answer = await window.highnoon.ask('state.snapshot', undefined);
      return answer.ok ? answer.value.state.focus['room']?.target : null;
    });
  await expect.poll(focused).toBe('pay-gateway');
  await overview.locator('.strip-step [data-node="accept"]').press('Enter');
  await expect.poll(focused).toBe('accept');
});
