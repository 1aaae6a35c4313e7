import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { BackendHealth } from '../contract/state';
import { expect, test } from './console';
import { numberOf } from './panels';
import { missingServers } from './sandbox/missingServers';
import { startSandbox, type Sandbox } from './sandbox/startSandbox';

const stepMs = 10_000;
const allLiveWithinMs = 15_000;
/** What a rate over the same ten seconds may differ by from server to server: they look at other moments within a second. */
const agreesWithin = 0.02;
const vectorSchema = z.object({ data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }) });

const missing = missingServers();
test.skip(missing !== null, missing ?? '');

let close: Sandbox['close'] | null = null;
test.afterEach(() => close?.());

async function backends(page: Page): Promise<Readonly<Record<string, BackendHealth>>> {
  return page.evaluate(async () => {
    const answer = await window.highnoon.ask('state.snapshot', undefined);
    if (!answer.ok) throw new Error(answer.refusal.message);
    return answer.value.state.backends;
  });
}

/** What Prometheus itself answers for paid orders per second in the bucket that begins at `at`. */
async function paidPerSecond({ prometheus }: Sandbox, at: number): Promise<number> {
  const query = 'sum(rate(highnoon_orders_total{stage="pay"}[10s]))';
  const answer = await prometheus.query('query', { query, time: String((at + stepMs) / 1_000) });
  return Number(vectorSchema.parse(answer).data.result[0]?.value[1] ?? Number.NaN);
}

test('the whole stack: four real backends live, one order rate from three of them, and one that dies takes none along', async ({
  launch,
}) => {
  test.setTimeout(240_000);
  const died: string[] = [];
  const sandbox = await startSandbox({ days: 1, onDeath: (sentence) => died.push(sentence) });
  close = () => sandbox.close();
  // The funnel shows a tile for each: paid orders three times.
  const workspace = parseDocument(readFileSync(sandbox.workspacePath, 'utf8'));
  const paid = { prometheus: 'orders.pay', victoriametrics: 'orders.pay.victoria', gateway: 'orders.pay.feed' };
  workspace.set('funnel', workspace.createNode(Object.values(paid).map((metric) => ({ metric }))));
  writeFileSync(sandbox.workspacePath, workspace.toString({ lineWidth: 0 }));

  const overview = await (await launch({ args: [`--workspace=${sandbox.workspacePath}`] })).window('overview');
  const phases = async (): Promise<Record<string, string>> =>
    Object.fromEntries(Object.values(await backends(overview)).map(({ id, phase }) => [id, phase]));
  const tile = (metric: string) => overview.locator(`[data-panel-id="tile:${metric}"]`);

  await test.step('all four are live', async () => {
    const live = { prometheus: 'live', victoriametrics: 'live', alertmanager: 'live', gateway: 'live' };
    await expect.poll(phases, { timeout: allLiveWithinMs }).toEqual(live);
  });

  for (const [backend, metric] of Object.entries(paid))
    await test.step(`${backend} tells the rate that Prometheus tells for the same ten seconds`, async () => {
      const apart = async (): Promise<number> => {
        const [at, value] = await tile(metric).evaluate(
          (root) => [Number(root.dataset.newestAt || Number.NaN), Number(root.dataset.newestValue || Number.NaN)] as const,
        );
        return Math.abs(value / (await paidPerSecond(sandbox, at)) - 1);
      };
      // The first buckets hold the servers' own start, and a busy machine scrapes late now and then: some bucket agrees.
      await expect.poll(apart, { timeout: 60_000 }).toBeLessThan(agreesWithin);
    });

  await test.step('VictoriaMetrics dies: it is named, the others go on', async () => {
    await sandbox.victoriaMetrics.stop();
    const others = { prometheus: 'live', alertmanager: 'live', gateway: 'live' };
    await expect.poll(phases, { timeout: 10_000 }).toEqual({ ...others, victoriametrics: 'failing' });
    expect((await backends(overview))['victoriametrics']?.failure).toBe('refused');
    const newest = () => Promise.all([paid.prometheus, paid.gateway].map((metric) => numberOf(tile(metric), 'data-newest-at')));
    const before = Math.max(...(await newest()));
    // Both must pass the newer of the two: up to two buckets and what settles.
    await expect.poll(async () => Math.min(...(await newest())), { timeout: 40_000 }).toBeGreaterThan(before);
    expect(await phases()).toMatchObject(others);
    // Nobody else ended.
    expect(died).toEqual([]);
  });
});
