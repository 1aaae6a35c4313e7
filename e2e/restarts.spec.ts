import type { ElectronApplication, Page } from '@playwright/test';
import { expect, test } from './console';
import { curve, numberOf } from './panels';

/** Ends one of the console's own processes as a crash would. */
async function kill(app: ElectronApplication, name: string): Promise<void> {
  const pid = await app.evaluate(
    ({ app: electronApp }, wanted) => electronApp.getAppMetrics().find((each) => each.name === wanted)?.pid,
    name,
  );
  if (pid === undefined) throw new Error(`no process is called ${name}`);
  process.kill(pid, 'SIGKILL');
}

const engineOf = (page: Page) =>
  page.evaluate(async () => {
    const answer = await window.highnoon.ask('state.snapshot', undefined);
    return answer.ok ? answer.value.state.engine['engine'] : undefined;
  });

test('an engine that falls is started again, told the workspace, and feeds every window anew', async ({ launch }) => {
  const running = await launch();
  const page = await running.window('overview');
  await expect(curve(page)).toHaveAttribute('data-phase', 'fresh');
  await page.evaluate(() => {
    window.addEventListener('message', (event) => {
      if (event.data === 'highnoon:frame-port') document.documentElement.dataset['portsAfterFall'] = 'arrived';
    });
  });
  await kill(running.app, 'Highnoon engine');
  await expect.poll(() => engineOf(page)).toEqual({ phase: 'running', restarts: 1 });
  await expect(page.locator('html')).toHaveAttribute('data-ports-after-fall', 'arrived');
  const seenAt = await numberOf(curve(page), 'data-newest-at');
  await expect(curve(page)).toHaveAttribute('data-phase', 'fresh', { timeout: 20_000 });
  await expect.poll(() => numberOf(curve(page), 'data-newest-at'), { timeout: 20_000 }).toBeGreaterThanOrEqual(seenAt);
});

test('a Demo City that falls is started again and goes on where the room stood, never in its past', async ({ launch }) => {
  const running = await launch({ args: ['--city-start=12:04'] });
  const page = await running.window('overview');
  await expect(curve(page)).toHaveAttribute('data-phase', 'fresh');
  const seenAt = await numberOf(curve(page), 'data-newest-at');
  await kill(running.app, 'Highnoon demo city');
  await expect.poll(() => numberOf(curve(page), 'data-newest-at'), { timeout: 30_000 }).toBeGreaterThan(seenAt);
  await expect(curve(page)).toHaveAttribute('data-phase', 'fresh');
  expect((await numberOf(curve(page), 'data-newest-at')) - seenAt).toBeLessThan(120_000);
});

test('a window whose renderer falls comes back by itself', async ({ launch }) => {
  const running = await launch();
  const page = await running.window('overview');
  await expect(curve(page)).toHaveAttribute('data-phase', 'fresh');
  const loads = await running.app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined) throw new Error('a window is open');
    const again = new Promise<string>((resolve) => contents.once('did-finish-load', () => resolve(contents.getURL())));
    contents.forcefullyCrashRenderer();
    return again;
  });
  expect(loads).toBe('app://console/overview/index.html');
  running.complaints.splice(0);
});
