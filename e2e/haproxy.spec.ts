import type { Page } from '@playwright/test';
import { z } from 'zod';
import type { Execution } from '../contract/protection';
import { expect, test } from './console';
import { missingServers } from './sandbox/missingServers';
import { curve, numberOf } from './panels';
import { haproxyState } from './sandbox/shop/haproxyState';
import { rushLoad, startShop, usualLoad, type Shop } from './sandbox/shop/startShop';

const missing = missingServers(['prometheus', 'haproxy']);
test.skip(missing !== null, missing ?? '');

let close: Shop['close'] | null = null;
test.afterEach(() => close?.());

/** An order takes 50 ms of work, on a busy machine a few times that; in a full line it waits more than a second. */
const [fastMs, slowMs] = [300, 800] as const;

const vectorSchema = z.object({ data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }) });

/** TP99 of a service over the newest five seconds, as Prometheus itself answers; NaN while there is nothing. */
async function latencyMs({ prometheus }: Shop, service: string): Promise<number> {
  const buckets = `rate(shop_request_seconds_bucket{service="${service}"}[5s])`;
  const answer = await prometheus.query('query', { query: `1000 * histogram_quantile(0.99, sum by (le) (${buckets}))` });
  return Number(vectorSchema.parse(answer).data.result[0]?.value[1] ?? Number.NaN);
}

async function executions(page: Page): Promise<readonly Execution[]> {
  return page.evaluate(async () => {
    const answer = await window.highnoon.ask('state.snapshot', undefined);
    if (!answer.ok) throw new Error(answer.refusal.message);
    return Object.values(answer.value.state.executions);
  });
}

test('a real HAProxy: a rush fills one service, its plan is clicked by keyboard, orders are fast again, and at its lease’s end HAProxy is as it was', async ({
  launch,
}) => {
  test.setTimeout(180_000);
  const died: string[] = [];
  const shop = await startShop({ lease: '20s', verify: false, onDeath: (sentence) => died.push(sentence) });
  close = () => shop.close();
  const before = await haproxyState(shop.haproxy.address, shop.haproxy.map);
  const differs = async (): Promise<string[]> => {
    const now = await haproxyState(shop.haproxy.address, shop.haproxy.map);
    return Object.keys({ ...before, ...now }).filter((key) => before[key] !== now[key]);
  };
  const running = await launch({ args: [`--workspace=${shop.workspacePath}`] });
  const overview = await running.window('overview');
  const paid = curve(overview);
  // Services that have just started, on a machine that starts much else.
  await expect.poll(() => numberOf(paid, 'data-newest-value'), { timeout: 60_000 }).toBeGreaterThan(17);
  const created = await overview.evaluate(() =>
    window.highnoon.ask('people.createFirst', { name: '林岚', passphrase: 'lunch at noon' }),
  );
  expect(created.ok).toBe(true);

  await test.step('a rush of recommendations fills the catalog; the console sees that orders are lost', async () => {
    await expect.poll(() => latencyMs(shop, 'order'), { timeout: 40_000 }).toBeLessThan(fastMs);
    shop.load.set(rushLoad);
    await expect.poll(() => latencyMs(shop, 'order'), { timeout: 40_000 }).toBeGreaterThan(slowMs);
    await expect.poll(() => numberOf(paid, 'data-newest-value'), { timeout: 40_000 }).toBeLessThan(17);
  });

  await overview.evaluate(() => window.highnoon.ask('window.open', { kind: 'protection' }));
  const board = await running.window('protection');
  await test.step('its plan is found on the board and opened: it is read, and nothing is sent', async () => {
    await expect(board.locator('.plan-card')).toHaveCount(1);
    await board.keyboard.press('/');
    await board.keyboard.type('推荐');
    await board.keyboard.press('Enter');
    await board.keyboard.press('Enter');
  });
  const plan = await running.window('plan');
  const foot = plan.locator('footer.plan-foot');
  await test.step('both switches, their present values, and whose orders: then armed, held, and left alone for five seconds', async () => {
    await expect(foot).toHaveAttribute('data-foot', 'ready');
    await expect(plan.locator('body')).toContainText('推荐位总开关');
    await expect(plan.locator('body')).toContainText('旧商品库权重');
    expect(await differs()).toEqual([]);
    await plan.keyboard.press('Enter');
    await expect(foot).toHaveAttribute('data-foot', 'armed');
    await plan.keyboard.down('Space');
    await expect(foot).toHaveAttribute('data-foot', 'undo');
    await plan.keyboard.up('Space');
    expect(await differs()).toEqual([]);
    await expect(foot).toHaveAttribute('data-foot', 'execution', { timeout: 15_000 });
  });

  await test.step('HAProxy’s own socket shows the change: the two switches, and nothing else', async () => {
    await expect.poll(async () => (await executions(board))[0]?.phase).toBe('inForce');
    const sum = 'slot catalog/BACKEND';
    expect((await differs()).sort()).toEqual(['map recommend', 'server catalog/old', sum, 'slot catalog/old'].sort());
    const [execution] = await executions(board);
    expect(execution?.writes.map(({ switchId, state, now }) => [switchId, state, now])).toEqual([
      ['recommend-kill', 'written', 'on'],
      ['old-catalog-weight', 'written', 90],
    ]);
  });

  await test.step('orders are fast again in Prometheus, while the rush goes on', async () => {
    await expect.poll(() => latencyMs(shop, 'order'), { timeout: 20_000 }).toBeLessThan(fastMs);
    shop.load.set(usualLoad);
  });

  await test.step('its lease ends by itself; HAProxy is as it was, clocks and counters aside', async () => {
    await expect.poll(async () => (await executions(board))[0]?.phase, { timeout: 40_000 }).toBe('released');
    expect((await executions(board))[0]).toMatchObject({ cause: 'expired', by: '林岚' });
    expect(await differs()).toEqual([]);
    expect(died).toEqual([]);
  });
});
