import type { Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { cityControlSchema } from '../contract/cityApi';
import type { SharedState } from '../contract/state';
import { expect, test } from './console';
import { curve, numberOf } from './panels';
import { startCity } from './sandbox/city';
import { workspaceOnCity } from './sandbox/workspaces';

/** Six city seconds a second: an outage is found and told within half a minute, and the city still answers at once. */
const speed = 6;

test('from an incident to its plan by keyboard: held too short and undone nothing is sent; held again it is written and read back, orders come back, and it is taken back', async ({
  launch,
}, info) => {
  test.setTimeout(180_000);
  const scenario = info.outputPath('outage.json');
  writeFileSync(scenario, JSON.stringify([{ kind: 'paymentOutage', at: '12:02:00', forSeconds: 3_600, channel: 'B' }]));
  const city = await startCity(['--start', '12:01', '--speed', String(speed), '--scenario', scenario]);
  const workspace = workspaceOnCity(city.url);
  const console_ = await launch({ args: [`--workspace=${workspace.path}`] });
  const overview = await console_.window('overview');
  await overview.evaluate(() => window.highnoon.ask('people.createFirst', { name: '陈屿', passphrase: 'lunch at noon' }));
  const before = await numberOf(curve(overview), 'data-newest-value');

  const plan = await test.step('the incident names the plan for its cause, and one key makes it ready to be read', async () => {
    await expect(overview.locator('.leading-incident [data-part="cause"]')).toContainText('渠道 B', { timeout: 60_000 });
    await overview.keyboard.press('i');
    const incident = await console_.window('incident');
    const first = incident.locator('.recommended-plans .plan-card').first();
    await expect(first).toHaveAttribute('data-plan', 'channel-b-away', { timeout: 20_000 });
    await incident.keyboard.press('7');
    return console_.window('plan');
  });
  const main = plan.locator('main');

  await test.step('the sheet says what would be sent, whose orders it touches, and asks for a reason', async () => {
    // A city that is slow to answer is read again, as the sheet says.
    await expect(async () => {
      if ((await main.getAttribute('data-phase')) === 'failed') await plan.keyboard.press('r');
      await expect(main).toHaveAttribute('data-phase', 'read', { timeout: 5_000 });
    }).toPass({ timeout: 40_000 });
    await expect(plan.locator('.send-row[data-switch="pay-share-b"] .send-new')).toContainText('0');
    await expect(plan.locator('.write-list code').first()).toContainText('PUT /api/controls/payChannel.pay-router');
    expect(await numberOf(plan.locator('.blast-size'), 'data-per-minute')).toBeGreaterThan(5_000);
    await plan.keyboard.press('e');
    await plan.keyboard.type('渠道 B 断连，先切走');
    await plan.keyboard.press('Enter');
    await expect(plan.locator('.plan-foot')).toHaveAttribute('data-foot', 'ready');
  });

  await test.step('let go too early, and undone in time: nothing was sent', async () => {
    await arm(plan);
    await plan.keyboard.down(' ');
    await expect(plan.locator('.hold-button')).toHaveAttribute('data-held', 'true');
    await plan.keyboard.up(' ');
    await expect(main).toHaveAttribute('data-phase', 'armed');
    await holdFully(plan);
    await plan.keyboard.press('z');
    await expect(main).not.toHaveAttribute('data-phase', 'undo');
    expect(Object.keys((await sharedOf(plan)).executions)).toEqual([]);
    expect(await weightOfB(city.url)).toBe(1);
  });

  await test.step('held again: written, read back, and the orders come back', async () => {
    await arm(plan);
    await holdFully(plan);
    await expect(main).toHaveAttribute('data-sent', 'true', { timeout: 15_000 });
    await expect(plan.locator('[data-lamps="pay-share-b"] [data-written]')).toHaveAttribute('data-written', '1/1', {
      timeout: 15_000,
    });
    expect(await weightOfB(city.url)).toBe(0);
    await expect.poll(() => numberOf(curve(overview), 'data-newest-value'), { timeout: 30_000 }).toBeGreaterThan(before * 0.9);
  });

  const board = await test.step('the plan board lists it first, and every header counts it', async () => {
    await expect(overview.locator('.in-force-chip')).toHaveAttribute('data-in-force', '1');
    await plan.keyboard.press('b');
    const page = await console_.window('protection');
    await expect(page.locator('.in-force-card')).toContainText('渠道 B 断连，先切走');
    return page;
  });

  await test.step('taken back with two presses: as before, and nothing is on any more', async () => {
    await plan.keyboard.press('x');
    await plan.keyboard.press('x');
    await expect(main).toHaveAttribute('data-phase', 'reverted', { timeout: 15_000 });
    expect(await weightOfB(city.url)).toBe(1);
    await expect(board.locator('.in-force-none')).toBeVisible();
    await expect(board.locator('.lately [data-phase="reverted"]')).toHaveCount(1);
  });
  await city.kill();
  workspace.remove();
});

test('the safety lever is one key in every window, also for nobody; letting go of it asks who and why', async ({ launch }) => {
  const console_ = await launch();
  const overview = await console_.window('overview');
  await overview.evaluate(() => window.highnoon.ask('window.open', { kind: 'settings' }));
  const settings = await console_.window('settings');
  await expect(settings.locator('.lever-chip')).toBeVisible();
  await settings.keyboard.press('Shift+F12');
  for (const page of [overview, settings]) {
    await expect(page.locator('.lever-band')).toBeVisible();
    await expect(page.locator('[data-lever]')).toHaveAttribute('data-lever', 'engaged');
  }
  await overview.locator('.lever-chip').click();
  await overview.locator('.lever-popover input').fill('drill is over');
  await overview.keyboard.press('Enter');
  await expect(overview.locator('.lever-popover [role="alert"]')).toBeVisible();
  await overview.evaluate(() => window.highnoon.ask('people.createFirst', { name: '陈屿', passphrase: 'lunch at noon' }));
  await overview.locator('.lever-popover button[type="submit"]').click();
  await expect(overview.locator('.lever-band')).toHaveCount(0);
  await expect(settings.locator('[data-lever]')).toHaveAttribute('data-lever', 'free');
});

async function arm(plan: Page): Promise<void> {
  await expect(plan.locator('.plan-foot')).toHaveAttribute('data-foot', 'ready');
  await plan.keyboard.press('Enter');
  await expect(plan.locator('main')).toHaveAttribute('data-phase', 'armed');
}

/** Until main has counted the time; the key that is still down then means nothing any more. */
async function holdFully(plan: Page): Promise<void> {
  await plan.keyboard.down(' ');
  await expect(plan.locator('main')).toHaveAttribute('data-phase', 'undo');
  await plan.keyboard.up(' ');
}

async function sharedOf(page: Page): Promise<SharedState> {
  const answer = await page.evaluate(() => window.highnoon.ask('state.snapshot', undefined));
  if (!answer.ok) throw new Error(answer.refusal.message);
  return answer.value.state;
}

/** What the city itself says is in force. */
async function weightOfB(url: string): Promise<unknown> {
  const answer = await fetch(`${url}/api/controls/payChannel.pay-router`);
  const { instances } = cityControlSchema.parse(await answer.json());
  return instances.find(({ id }) => id === 'B')?.value;
}
