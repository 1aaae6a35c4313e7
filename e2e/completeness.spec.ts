import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startRealPrometheus } from '../src-main/engine/testing/realPrometheus';
import { expect, test } from './console';
import { writeWorkspace } from './sandbox/city';

interface Shop {
  readonly address: string;
  open: boolean;
  close(): void;
}

/** A page to scrape with a counter of ten orders a second; while it is not open, scrapes fail. */
async function startShop(): Promise<Shop> {
  const beganMono = performance.now();
  const server = createServer((_, response) => {
    if (!shop.open) return void response.writeHead(503).end();
    const orders = Math.floor((performance.now() - beganMono) / 100);
    response
      .writeHead(200, { 'content-type': 'text/plain; version=0.0.4' })
      .end(`# TYPE orders_total counter\norders_total ${orders}\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const shop: Shop = { address: `127.0.0.1:${port}`, open: true, close: () => void server.close() };
  return shop;
}

function workspaceOn(prometheusUrl: string): ReturnType<typeof writeWorkspace> {
  return writeWorkspace(`
version: 1
name: { zh: 两家店, en: Two shops }
timeZone: Asia/Shanghai
backends:
  prom: { kind: prometheus, url: '${prometheusUrl}', poll: 1s, settle: 1s }
source: prom
metrics:
  submitted:
    name: { zh: 提单, en: Orders submitted }
    query: { prometheus: 'sum(rate(orders_total[$window]))' }
funnel: [{ metric: submitted }]
`);
}

test('one of two scrape targets dies: every panel says "1 / 2" beside its age, and no more once it is back', async ({
  launch,
}, info) => {
  const shops = [await startShop(), await startShop()] as const;
  const prometheus = await startRealPrometheus({ scrape: shops.map(({ address }) => address) });
  const workspace = workspaceOn(prometheus.url);
  const overview = await (await launch({ args: [`--workspace=${workspace.path}`] })).window('overview');
  const missing = overview.locator('.panel [data-reporting="1/2"]');
  await expect(overview.locator('[data-panel-id="headline"]')).toHaveAttribute('data-phase', 'fresh', { timeout: 20_000 });
  await expect(missing).toHaveCount(0);

  shops[1].open = false;
  await expect(missing.first()).toBeVisible({ timeout: 10_000 });
  expect(await missing.count()).toBe(await overview.locator('.panel:has([data-panel-id]) .panel-head .data-age').count());
  await expect(overview.locator('.sources')).toContainText('1 / 2');
  // Half of it still comes: the data is not old, it is not whole.
  await expect(overview.locator('[data-panel-id="headline"]')).toHaveAttribute('data-phase', 'fresh');
  await overview.keyboard.press('s');
  await expect(overview.locator('.sources-table [data-reporting="1/2"]')).toBeVisible();
  await overview.screenshot({ path: info.outputPath('one-of-two.png') });

  shops[1].open = true;
  await expect(overview.locator('[data-reporting]')).toHaveCount(0, { timeout: 10_000 });
  workspace.remove();
  await prometheus.close();
  for (const shop of shops) shop.close();
});
