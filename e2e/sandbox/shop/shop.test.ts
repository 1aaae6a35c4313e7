import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { bindSwitch } from '../../../src-main/actions/protection/registry';
import { describeRefusal, readWorkspace } from '../../../src-main/control/workspaceFile/workspaceFile';
import { missingServers } from '../missingServers';
import { haproxyState } from './haproxyState';
import { rushLoad, startShop, usualLoad, type Shop } from './startShop';

const missing = missingServers(['prometheus', 'haproxy']);
// Vitest's own report counts a skipped test and does not say why.
if (missing !== null) console.warn(`shop.test.ts does not run. ${missing}`);
let shop: Shop;
const died: string[] = [];
beforeAll(async () => {
  if (missing === null) shop = await startShop({ onDeath: (sentence) => died.push(sentence) });
});
afterAll(() => shop?.close());

const vectorSchema = z.object({ data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }) });
/** As a Prometheus page shows it over the newest five seconds; NaN before there is any. */
async function ask(query: string): Promise<number> {
  const answer = vectorSchema.parse(await shop.prometheus.query('query', { query }));
  return Number(answer.data.result[0]?.value[1] ?? Number.NaN);
}
const latencyMs = (service: string): Promise<number> =>
  ask(`1000 * histogram_quantile(0.99, sum by (le) (rate(shop_request_seconds_bucket{service="${service}"}[5s])))`);
const paidShare = (): Promise<number> =>
  ask('sum(rate(shop_orders_total{stage="pay"}[5s])) / sum(rate(shop_orders_total{stage="submit"}[5s]))');
const patience = { timeout: 25_000, interval: 250 };
const soon = () => AbortSignal.timeout(5_000);

test('a rush of recommendations overloads the catalog and takes orders along; the kill switch brings them back, and goes back itself', async ({
  skip,
}) => {
  skip(missing !== null, missing ?? '');
  await expect.poll(() => latencyMs('order'), patience).toBeLessThan(300);
  await expect.poll(paidShare, patience).toBeGreaterThan(0.97);
  const before = await haproxyState(shop.haproxy.address, shop.haproxy.map);

  shop.load.set(rushLoad);
  await expect.poll(() => latencyMs('order'), patience).toBeGreaterThan(800);
  await expect.poll(paidShare, patience).toBeLessThan(0.8);

  const reading = readWorkspace(readFileSync(shop.workspacePath, 'utf8'), shop.workspacePath);
  if (!reading.ok) throw new Error(reading.refusals.map(describeRefusal).join('\n'));
  const { targets, switches } = reading.workspace;
  const its = (id: string) => {
    const [target, settings] = [targets['lb'], switches[id]];
    if (target === undefined || settings === undefined) throw new Error(`the workspace has no switch ${id}`);
    return bindSwitch(target, settings, { cityUrl: () => null, secret: () => null });
  };
  const put = async (id: string, wanted: string | number): Promise<void> => {
    const bound = its(id);
    const planned = bound.plan('lb1', await bound.read('lb1', soon()), wanted);
    await bound.write(planned, { idempotencyKey: id, leaseMs: null, by: 'a test' }, soon());
    expect((await bound.read('lb1', soon())).value).toBe(wanted);
  };
  await put('recommend-kill', 'on');
  await put('old-catalog-weight', 90);
  const during = await haproxyState(shop.haproxy.address, shop.haproxy.map);
  expect(Object.keys(before).filter((key) => before[key] !== during[key])).toEqual([
    'server catalog/old',
    'map recommend',
    'slot catalog/old',
    // The sum of its servers' weights.
    'slot catalog/BACKEND',
  ]);
  await expect.poll(() => latencyMs('order'), patience).toBeLessThan(300);
  await expect.poll(paidShare, patience).toBeGreaterThan(0.97);

  shop.load.set(usualLoad);
  await put('recommend-kill', 'off');
  await put('old-catalog-weight', 30);
  expect(await haproxyState(shop.haproxy.address, shop.haproxy.map)).toEqual(before);
  expect(died).toEqual([]);
}, 90_000);
