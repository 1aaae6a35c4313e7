import { expect, test } from './console';
import { curve, numberOf } from './panels';
import { startCity } from './sandbox/city';
import { workspaceOnCity } from './sandbox/workspaces';

test('a backend that dies: every panel says its age within three intervals, nothing is drawn for the gap, and it recovers by itself', async ({
  launch,
}) => {
  const city = await startCity(['--start', '12:00']);
  const workspace = workspaceOnCity(city.url);
  const console_ = await launch({ args: [`--workspace=${workspace.path}`] });
  const overview = await console_.window('overview');
  const orders = curve(overview);
  await expect(orders).toHaveAttribute('data-phase', 'fresh');

  await city.kill();
  const killedAt = Date.now();
  // Nothing reads "fresh" any more, on any panel; the funnel's tiles too.
  await expect(overview.locator('[data-phase="fresh"]')).toHaveCount(0, { timeout: 30_000 });
  const waitedMs = Date.now() - killedAt;
  const intervalMs = await numberOf(orders, 'data-interval-ms');
  expect(waitedMs).toBeLessThan(3 * intervalMs + 2_000);
  await expect(orders).toHaveAttribute('data-phase', /stale|gone/);
  const frozenAt = await numberOf(orders, 'data-newest-at');
  const frozenPoints = await numberOf(orders, 'data-points');

  // The window lives: it answers the keyboard while its data is gone.
  await overview.keyboard.press('t');
  await expect(overview.locator('html')).toHaveAttribute('data-theme', 'light');
  expect(await numberOf(orders, 'data-newest-at')).toBe(frozenAt);
  expect(await numberOf(orders, 'data-points')).toBeLessThanOrEqual(frozenPoints);

  const again = await startCity(['--start', '12:02', '--port', String(city.port)]);
  await expect(orders).toHaveAttribute('data-phase', 'fresh', { timeout: 30_000 });
  await expect.poll(() => numberOf(orders, 'data-newest-at')).toBeGreaterThan(frozenAt);
  await again.kill();
  workspace.remove();
});
