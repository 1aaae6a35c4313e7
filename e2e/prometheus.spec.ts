import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { expect, test } from './console';
import { curve, numberOf } from './panels';
import { writeWorkspace } from './sandbox/city';
import { startScrapedCity, type ScrapedCity } from './sandbox/prometheus';
import { replaceOnce } from './sandbox/workspaces';

const stepMs = 10_000;
const demoWorkspace = resolve(import.meta.dirname, '../assets/workspaces/demo-city.yaml');
const vectorSchema = z.object({ data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }) });

/** The built-in workspace with the one line changed that makes it read from Prometheus, and where that is. */
function workspaceOnPrometheus({ prometheus, timeZone }: ScrapedCity): ReturnType<typeof writeWorkspace> {
  const onPrometheus = replaceOnce(readFileSync(demoWorkspace, 'utf8'), /^source: city$/m, 'source: prometheus');
  const atItsAddress = replaceOnce(onPrometheus, /http:\/\/127\.0\.0\.1:9090/, prometheus.url);
  return writeWorkspace(replaceOnce(atItsAddress, /^timeZone: .*$/m, `timeZone: ${timeZone}`));
}

/** What Prometheus itself answers for paid orders per second in the bucket that begins at `at`. */
async function paidPerSecond({ prometheus }: ScrapedCity, at: number): Promise<number> {
  const answer = await prometheus.query('query', {
    query: 'sum(rate(highnoon_orders_total{stage="pay"}[10s]))',
    time: String((at + stepMs) / 1_000),
  });
  return Number(vectorSchema.parse(answer).data.result[0]?.value[1] ?? Number.NaN);
}

test('a real Prometheus: the console shows what it answers, its age when it is away, and recovers when it is back', async ({
  launch,
}) => {
  test.setTimeout(180_000);
  const scraped = await startScrapedCity();
  const workspace = workspaceOnPrometheus(scraped);
  const overview = await (await launch({ args: [`--workspace=${workspace.path}`] })).window('overview');
  const orders = curve(overview);
  await expect(orders).toHaveAttribute('data-phase', 'fresh', { timeout: 45_000 });

  await test.step('the same number for the same query at the same time, bucket after bucket', async () => {
    for (let bucket = 0; bucket < 2; bucket += 1) {
      const seen = await numberOf(orders, 'data-newest-at');
      await expect.poll(() => numberOf(orders, 'data-newest-at'), { timeout: 25_000 }).toBeGreaterThan(seen);
      // Both attributes are of one drawing: read again until they belong together.
      const [at, value] = await orders.evaluate(
        (root) => [Number(root.dataset.newestAt), Number(root.dataset.newestValue)] as const,
      );
      expect(value).toBeGreaterThan(100);
      expect(value).toBe(await paidPerSecond(scraped, at));
    }
  });

  const intervalMs = await numberOf(orders, 'data-interval-ms');
  await test.step('stopped: within three intervals every panel says its age, and nothing is drawn for the gap', async () => {
    const frozenAt = await numberOf(orders, 'data-newest-at');
    await scraped.prometheus.stop();
    const stoppedAt = Date.now();
    await expect(overview.locator('[data-panel-id][data-phase="fresh"]')).toHaveCount(0, { timeout: 30_000 });
    expect(Date.now() - stoppedAt).toBeLessThan(3 * intervalMs + 2_000);
    expect((await numberOf(orders, 'data-newest-at')) - frozenAt).toBeLessThanOrEqual(stepMs);
  });

  await test.step('started again: it recovers by itself', async () => {
    const frozenAt = await numberOf(orders, 'data-newest-at');
    await scraped.prometheus.start();
    await expect(orders).toHaveAttribute('data-phase', 'fresh', { timeout: 45_000 });
    await expect.poll(() => numberOf(orders, 'data-newest-at'), { timeout: 30_000 }).toBeGreaterThan(frozenAt);
    const [at, value] = await orders.evaluate(
      (root) => [Number(root.dataset.newestAt), Number(root.dataset.newestValue)] as const,
    );
    expect(value).toBe(await paidPerSecond(scraped, at));
  });
  workspace.remove();
  await scraped.close();
});
