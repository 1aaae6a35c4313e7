import type { Page } from '@playwright/test';
import { expect, test, type RunningConsole } from './console';

const freshChart = '[data-panel-id^="wall:"][data-phase="fresh"]';

async function openWall(running: RunningConsole): Promise<Page> {
  const overview = await running.window('overview');
  await expect(overview.locator('[data-panel-id][data-phase="fresh"]').first()).toBeVisible();
  // Waited for before it is asked for: a window that is already there when the waiting begins would be missed.
  const opening = running.window('wall');
  await overview.keyboard.press('w');
  const wall = await opening;
  await expect.poll(() => wall.locator(freshChart).count()).toBeGreaterThanOrEqual(24);
  return wall;
}

test('every chart of the wall moves by itself, with history beside it', async ({ launch }) => {
  const wall = await openWall(await launch());
  const newest = (): Promise<number[]> =>
    wall.locator(freshChart).evaluateAll((charts) => charts.map((chart) => Number(chart.getAttribute('data-newest-at'))));
  const before = await newest();
  await expect.poll(async () => (await newest()).every((at, i) => at > (before[i] ?? Infinity)), { timeout: 30_000 }).toBe(true);
  await expect.poll(() => wall.locator('[data-part="change"]:not(:empty)').count()).toBeGreaterThanOrEqual(24);
});

for (const size of [
  { width: 1920, height: 1080 },
  { width: 1366, height: 768 },
])
  test(`at ${size.width}×${size.height} the charts fill the window and no words touch or are cut`, async ({ launch }) => {
    const wall = await openWall(await launch({ size }));
    await wall.setViewportSize(size);
    await expect.poll(() => wall.locator('[data-part="change"]:not(:empty)').count()).toBeGreaterThanOrEqual(24);
    const cells = await wall
      .locator('[data-cell]')
      .evaluateAll((all) => all.map((cell) => cell.getBoundingClientRect().toJSON() as DOMRect));
    expect(Math.max(...cells.map((cell) => cell.right))).toBeLessThanOrEqual(size.width);
    expect(Math.max(...cells.map((cell) => cell.bottom))).toBeLessThanOrEqual(size.height);
    expect(Math.max(...cells.map((cell) => cell.bottom))).toBeGreaterThan(size.height - 40);
    expect(await troubledWords(wall)).toEqual([]);
  });

test('arrows walk the charts, Enter enlarges one with its lanes, Escape goes back to the same chart', async ({ launch }) => {
  const wall = await openWall(await launch());
  await wall.locator('[data-cell]').first().focus();
  await wall.keyboard.press('ArrowRight');
  await wall.keyboard.press('ArrowDown');
  const focused = wall.locator('[data-cell]:focus');
  const chosen = await focused.locator('[data-panel-id]').getAttribute('data-panel-id');
  await wall.keyboard.press('Enter');
  const large = wall.locator(`[data-panel-id="large:${chosen}"]`);
  await expect(large).toHaveAttribute('data-phase', 'fresh');
  await expect(wall.locator(freshChart).first()).toBeHidden();
  await wall.keyboard.press('Escape');
  await expect(large).toHaveCount(0);
  await expect(focused.locator('[data-panel-id]')).toHaveAttribute('data-panel-id', chosen ?? '');
  await expect.poll(() => wall.locator(freshChart).count()).toBeGreaterThanOrEqual(24);
});

/** Names and numbers of the charts that are cut, or lie upon another in the same chart. */
function troubledWords(wall: Page): Promise<string[]> {
  return wall.evaluate(() => {
    const troubled: string[] = [];
    for (const head of document.querySelectorAll('.wall-chart-head')) {
      const words = [...head.children].filter((each): each is HTMLElement => each instanceof HTMLElement);
      for (const each of words) if (each.scrollWidth > each.clientWidth + 1) troubled.push(`cut: ${each.innerText}`);
      const boxes = words.map((each) => each.getBoundingClientRect());
      boxes.forEach((a, i) =>
        boxes.slice(i + 1).forEach((b, j) => {
          const touches = a.left < b.right && b.left < a.right && a.top < b.bottom - 2 && b.top < a.bottom - 2;
          if (touches) troubled.push(`touch: ${words[i]?.innerText} / ${words[i + 1 + j]?.innerText}`);
        }),
      );
    }
    return troubled;
  });
}
