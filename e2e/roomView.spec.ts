import type { Page } from '@playwright/test';
import { expect, test, type RunningConsole } from './console';
import { followCrosshair, crosshairLatencies, readMarks } from './look/crosshairMarks';
import { curve, numberOf } from './panels';

const wallChart = '[data-panel-id^="wall:"]';

/** An overview and a wall whose charts are all live. */
async function openBoth(running: RunningConsole): Promise<{ overview: Page; wall: Page }> {
  const overview = await running.window('overview');
  await expect(curve(overview)).toHaveAttribute('data-phase', 'fresh');
  const opening = running.window('wall');
  await overview.keyboard.press('w');
  const wall = await opening;
  await expect.poll(() => wall.locator(`${wallChart}[data-phase="fresh"]`).count()).toBeGreaterThanOrEqual(24);
  return { overview, wall };
}

/** Over the plot, at this share of its width. */
async function pointAt(page: Page, share: number): Promise<void> {
  const box = await curve(page).boundingBox();
  if (box === null) throw new Error('the curve must be on screen');
  await page.mouse.move(box.x + 90 + (box.width - 100) * share, box.y + box.height / 3);
}

test('the pointer of one window is drawn in every chart of the other within a blink, and vanishes with it', async ({
  launch,
}) => {
  const { overview, wall } = await openBoth(await launch());
  await overview.evaluate(followCrosshair);
  await wall.evaluate(followCrosshair);
  for (let move = 0; move < 20; move += 1) {
    await pointAt(overview, 0.1 + move * 0.02);
    const at = await curve(overview).getAttribute('data-crosshair-at');
    expect(at).toMatch(/^\d+$/);
    await expect.poll(() => wall.locator(`${wallChart}[data-crosshair-at="${at}"]`).count()).toBeGreaterThanOrEqual(24);
  }
  const latencies = crosshairLatencies(await overview.evaluate(readMarks), await wall.evaluate(readMarks));
  expect(latencies.length).toBeGreaterThanOrEqual(15);
  const sorted = [...latencies].sort((a, b) => a - b);
  const medianMs = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  console.log(
    `pointer moved → drawn in the other window: median ${medianMs.toFixed(1)} ms, most ${sorted.at(-1)?.toFixed(1)} ms`,
  );
  expect(medianMs).toBeLessThan(1_000);

  await overview.mouse.move(5, 5);
  await expect(wall.locator(`${wallChart}[data-crosshair-at=""]`).first()).toBeVisible();
  await expect(curve(overview)).toHaveAttribute('data-crosshair-at', '');
  // The other way round, and the window with the pointer closes: its crosshair goes with it.
  const cell = await wall.locator(wallChart).first().boundingBox();
  await wall.mouse.move((cell?.x ?? 0) + (cell?.width ?? 0) / 2, (cell?.y ?? 0) + (cell?.height ?? 0) / 2);
  await expect(curve(overview)).toHaveAttribute('data-crosshair-at', /^\d+$/);
  await wall.close();
  // Not simply gone: with the window above it closed, the display's own pointer may now lie on the overview's curve.
  await expect.poll(() => crosshairOwner(overview)).not.toBe('wall-1');
});

test('a range chosen in one window is every window’s: by key, by dragging on a curve, and back to now with Escape', async ({
  launch,
}) => {
  const { overview, wall } = await openBoth(await launch());
  // The axis ends on whole buckets: minutes are exact enough.
  const minutesOf = async (page: Page): Promise<number> => {
    const panel = page === wall ? wall.locator(wallChart).first() : curve(page);
    return Math.round(((await numberOf(panel, 'data-axis-to')) - (await numberOf(panel, 'data-axis-from'))) / 60_000);
  };
  expect(await minutesOf(overview)).toBe(60);
  await overview.keyboard.press('-');
  await expect.poll(() => minutesOf(wall)).toBe(180);
  await wall.keyboard.press('+');
  await expect.poll(() => minutesOf(overview)).toBe(60);

  await wall.locator('h1').first().click();
  const endsAt = await numberOf(curve(overview), 'data-axis-to');
  await overview.keyboard.press('ArrowLeft');
  await expect(wall.locator('.past-chip')).toBeVisible();
  await expect(overview.locator('.past-chip')).toBeVisible();

  // The curve keeps its picture until the samples of the new stretch are there.
  await expect.poll(() => numberOf(curve(overview), 'data-axis-to')).toBeLessThan(endsAt - 600_000);
  const from = await pickTime(overview, 0.2);
  await overview.mouse.down();
  const to = await pickTime(overview, 0.6);
  await overview.mouse.up();
  // Bucket starts on both sides: within one of the axis.
  await expect
    .poll(async () => Math.abs((await numberOf(wall.locator(wallChart).first(), 'data-axis-from')) - from))
    .toBeLessThan(20_000);
  await expect.poll(async () => Math.abs((await numberOf(curve(overview), 'data-axis-to')) - to)).toBeLessThan(20_000);

  await wall.keyboard.press('Escape');
  await expect(overview.locator('.past-chip')).toHaveCount(0);
  expect(Math.abs((await minutesOf(wall)) - (to - from) / 60_000)).toBeLessThan(1.5);
});

/** The window whose pointer the room shows. */
async function crosshairOwner(overview: Page): Promise<string | undefined> {
  const after = await overview.evaluate(() => window.highnoon.ask('state.snapshot', undefined));
  if (!after.ok) throw new Error(after.refusal.message);
  return after.value.state.crosshair['room']?.windowId;
}

/** Moves the pointer and reads which moment lies under it. */
async function pickTime(overview: Page, share: number): Promise<number> {
  await pointAt(overview, share);
  await expect(curve(overview)).toHaveAttribute('data-crosshair-at', /^\d+$/);
  return numberOf(curve(overview), 'data-crosshair-at');
}
