import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { CommandName } from '../contract/commands';
import type { Result } from '../contract/result';
import { expect, test } from './console';

/** Sends what a well-behaved window never would. */
function forge(page: Page, name: CommandName, input: unknown): Promise<Result<unknown>> {
  return page.evaluate(
    ([command, value]) =>
      (window.highnoon as unknown as { ask(name: string, input: unknown): Promise<Result<unknown>> }).ask(command, value),
    [name, input] as const,
  );
}

const notAllowed = { ok: false, refusal: { code: 'not-allowed', because: { reason: 'role', role: 'admin' } } };

test('the first person becomes admin at the keyboard; no window can raise itself, and nothing of a passphrase stays behind', async ({
  launch,
}) => {
  const running = await launch({ args: ['--language=en'] });
  const page = await running.window('overview');
  const chip = page.locator('.person-chip');
  await expect(chip).toContainText('Not signed in');

  const eve = { name: 'Eve', passphrase: 'let me in please', roles: ['admin'] };
  expect(await forge(page, 'people.create', eve)).toMatchObject(notAllowed);
  await page.keyboard.press('p');
  const popover = page.locator('#person-popover');
  await popover.getByLabel('Name').fill('林晓');
  await page.keyboard.press('Tab');
  await page.keyboard.type('lunch at noon');
  await page.keyboard.press('Tab');
  await page.keyboard.type('lunch at noon');
  await page.keyboard.press('Enter');
  await expect(chip).toContainText('林晓');
  await expect(chip).toContainText('operate · approve · admin');
  await expect(popover).toBeHidden();

  // One person for the whole console; another window knows, and says nothing of its own about who asks.
  await page.evaluate(() => window.highnoon.ask('window.open', { kind: 'wall' }));
  const wall = await running.window('wall');
  await expect(wall.locator('.person-chip')).toContainText('林晓');
  expect(await forge(page, 'people.create', { ...eve, name: 'Wu', roles: ['operate'] })).toMatchObject({ ok: true });
  await chip.click();
  await expect(popover).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(popover).toBeHidden();
  await chip.click();
  await popover.getByRole('button', { name: 'Sign out' }).click();
  await expect(wall.locator('.person-chip')).toContainText('Not signed in');

  const snapshot = await page.evaluate(() => window.highnoon.ask('state.snapshot', undefined));
  const people = snapshot.ok ? snapshot.value.state.people : {};
  const wuId = Object.entries(people).find(([, { name }]) => name === 'Wu')?.[0] ?? '';
  for (const who of ['nobody', 'Wu'] as const) {
    if (who === 'Wu')
      expect(await forge(wall, 'people.signIn', { name: 'Wu', passphrase: 'let me in please' })).toMatchObject({ ok: true });
    expect(await forge(wall, 'people.setRoles', { personId: wuId, roles: ['admin'] }), who).toMatchObject(notAllowed);
    expect(await forge(wall, 'people.remove', { personId: wuId }), who).toMatchObject(notAllowed);
    for (const extra of [{ person: { roles: ['admin'] } }, { caller: 'overview-1' }, { needs: 'watch' }])
      expect(await forge(wall, 'people.setRoles', { personId: wuId, roles: ['admin'], ...extra }), who).toMatchObject({
        ok: false,
      });
    expect(await forge(wall, 'people.createFirst', eve), who).toMatchObject({ ok: false });
  }
  await expect(chip).toContainText('operate');
  await expect(chip).not.toContainText('admin');

  // The section for admins: others read it, and change nothing.
  await page.evaluate(() => window.highnoon.ask('window.open', { kind: 'settings' }));
  const settings = await running.window('settings');
  await settings.getByRole('tab', { name: 'People' }).click();
  const rows = settings.locator('.people-table tbody tr');
  await expect(rows).toHaveCount(2);
  await expect(rows.getByRole('checkbox')).toHaveCount(0);
  expect(await forge(wall, 'people.signIn', { name: '林晓', passphrase: 'lunch at noon' })).toMatchObject({ ok: true });
  await rows.filter({ hasText: 'Wu' }).getByLabel('approve').click();
  await expect(rows.filter({ hasText: 'Wu' }).getByLabel('approve')).toBeChecked();
  await rows.filter({ hasText: '林晓' }).getByLabel('admin').click();
  await expect(settings.getByRole('alert')).toContainText('The last admin can neither be removed nor lose that role');
  await expect(rows.filter({ hasText: '林晓' }).getByLabel('admin')).toBeChecked();

  const file = join(running.userDataFolder, 'people.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const left = await Promise.all([page, wall].map((each) => each.content()));
  const values = await page.locator('input').evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
  const kept = ['people.json', 'settings.json', 'journals/people.journal', 'logs/highnoon.log'].map((name) =>
    readFileSync(join(running.userDataFolder, name), 'utf8'),
  );
  expect([...left, ...values, ...kept, JSON.stringify(snapshot)].join()).not.toMatch(/lunch at noon|let me in please/);
});
