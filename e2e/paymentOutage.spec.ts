import { writeFileSync } from 'node:fs';
import { expect, test } from './console';
import { curve, numberOf } from './panels';
import { startCity } from './sandbox/city';
import { workspaceOnCity } from './sandbox/workspaces';

/** Ten city seconds a second: the story of eight city minutes is told in under one. */
const speed = 10;

test('a payment outage at 12:05 moves paid orders within ten city seconds, and they come back after it ends', async ({
  launch,
}, info) => {
  const scenario = info.outputPath('outage.json');
  writeFileSync(scenario, JSON.stringify([{ kind: 'paymentOutage', at: '12:05:00', forSeconds: 120, channel: 'B' }]));
  const city = await startCity(['--start', '12:04', '--speed', String(speed), '--scenario', scenario]);
  const workspace = workspaceOnCity(city.url);
  const console_ = await launch({ args: [`--workspace=${workspace.path}`] });
  const orders = curve(await console_.window('overview'));
  await expect(orders).toHaveAttribute('data-phase', 'fresh');
  const before = await numberOf(orders, 'data-newest-value');
  expect(before).toBeGreaterThan(900);

  await expect.poll(() => numberOf(orders, 'data-newest-value'), { timeout: 30_000 }).toBeLessThan(before * 0.8);
  const bucketAt = await numberOf(orders, 'data-newest-at');
  expect(new Date(bucketAt + 8 * 3_600_000).toISOString().slice(11, 19)).toMatch(/^12:05:[0-2]/);

  await expect.poll(() => numberOf(orders, 'data-newest-value'), { timeout: 40_000 }).toBeGreaterThan(before * 0.95);
  await city.kill();
  workspace.remove();
});
