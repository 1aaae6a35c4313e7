import { expect, test } from './console';
import { curve } from './panels';

test('the overview opens on Demo City and its order curve moves by itself', async ({ launch }) => {
  const console_ = await launch();
  const overview = await console_.window('overview');
  const orders = curve(overview);
  await expect(orders).toHaveAttribute('data-phase', 'fresh');
  const firstSeen = Number(await orders.getAttribute('data-newest-at'));
  await expect
    .poll(async () => Number(await orders.getAttribute('data-newest-at')), { timeout: 25_000 })
    .toBeGreaterThan(firstSeen);
  await expect.poll(async () => Number(await orders.getAttribute('data-newest-value'))).toBeGreaterThan(100);
});

test('what is simulated is called simulated, and expected says what it is', async ({ launch }) => {
  const overview = await (await launch()).window('overview');
  await expect(overview.getByText('模拟数据').first()).toBeVisible();
  await expect(overview.getByText('近四周同日').first()).toBeVisible();
});

test('the metric wall opens from the overview and shows at least 24 live charts', async ({ launch }) => {
  const console_ = await launch();
  const overview = await console_.window('overview');
  await expect(curve(overview)).toHaveAttribute('data-phase', 'fresh');
  await overview.keyboard.press('w');
  const wall = await console_.window('wall');
  await expect.poll(() => wall.locator('[data-panel-id][data-phase="fresh"]').count()).toBeGreaterThanOrEqual(24);
});

test('the display does not sleep while a wall window is open', async ({ launch }) => {
  const console_ = await launch();
  await console_.window('overview');
  // Ids of power save blockers count from zero in each process.
  await expect.poll(() => console_.app.evaluate(({ powerSaveBlocker }) => powerSaveBlocker.isStarted(0))).toBe(true);
});
