import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { languages } from '../contract/choices';
import { matchLabels } from '../src-main/control/alerts/matchLabels';
import { filterText } from '../src-main/engine/backends/alertmanagerSilences';
import { startRealAlertmanager } from '../src-main/engine/testing/realAlertmanager';
import { expect, test } from './console';
import { findTextTrouble } from './look/textCheck';
import { startCity, writeWorkspace } from './sandbox/city';
import { replaceOnce, unwatched } from './sandbox/workspaces';

const demoWorkspace = resolve(import.meta.dirname, '../assets/workspaces/demo-city.yaml');
const silencesSchema = z.array(
  z.object({
    status: z.object({ state: z.string() }),
    createdBy: z.string(),
    comment: z.string(),
    startsAt: z.string(),
    endsAt: z.string(),
    matchers: z.array(z.object({ name: z.string(), value: z.string(), isRegex: z.boolean(), isEqual: z.boolean() })),
  }),
);
const labels = { alertname: 'PaymentChannelDown', severity: 'critical', service: 'pay-gateway', channel: 'B' };
const annotations = { summary: '支付渠道 B 不可达' };

test('a real Alertmanager: an alert is seen, acknowledged, silenced after a look at what that hides, and the silence ended', async ({
  launch,
}) => {
  test.setTimeout(60_000);
  const [city, server] = await Promise.all([startCity(['--epoch', 'real']), startRealAlertmanager()]);
  const onServers = replaceOnce(
    replaceOnce(unwatched(readFileSync(demoWorkspace, 'utf8')), /url: embedded/, `url: ${city.url}`),
    /^backends:$/m,
    `backends:\n  alerts: { kind: alertmanager, url: '${server.url}', poll: 1s }`,
  );
  const workspace = writeWorkspace(onServers);
  const silences = async () => silencesSchema.parse(await server.read('silences'));
  try {
    // Over before the console looks: what happened then is not remembered by anybody.
    await server.post([
      { labels: { ...labels, channel: 'A' }, annotations: { summary: '支付渠道 A 变慢' } },
      { labels: { alertname: 'DiskFilling', severity: 'info', service: 'list' }, annotations: { summary: '磁盘将满' } },
    ]);
    const page = await (await launch({ args: [`--workspace=${workspace.path}`] })).window('overview');
    const rows = page.locator('.event-row');
    const row = rows.filter({ hasText: annotations.summary });
    await expect(rows.filter({ hasText: '支付渠道 A 变慢' })).toContainText('严重报警');

    await test.step('an alert that is posted stands in the list within seconds, and one that ends says so', async () => {
      await server.post([{ labels, annotations }]);
      await expect(row).toContainText('严重报警', { timeout: 5_000 });
      await server.post([{ labels: { ...labels, channel: 'A' }, endsAt: new Date() }]);
      await expect(rows.filter({ hasText: '支付渠道 A 变慢' })).toContainText('已恢复', { timeout: 5_000 });
    });

    await test.step('nobody is signed in: the sheet says what is missing and changes nothing', async () => {
      await row.getByRole('button').press('Enter');
      const sheet = page.getByRole('dialog', { name: '事件详情' });
      await expect(sheet.getByRole('button', { name: '确认', exact: true })).toBeDisabled();
      await expect(sheet).toContainText('需要“操作”权限');
      await page.keyboard.press('Escape');
      await expect(sheet).toBeHidden();
      const created = await page.evaluate(() =>
        window.highnoon.ask('people.createFirst', { name: '林岚', passphrase: 'lunch at noon' }),
      );
      expect(created.ok).toBe(true);
    });

    await row.getByRole('button').press('Enter');
    const sheet = page.getByRole('dialog', { name: '事件详情' });
    await test.step('acknowledged in the name of who is signed in', async () => {
      await sheet.getByRole('button', { name: '确认', exact: true }).press('Enter');
      await expect(sheet).toContainText('林岚 已确认');
      await expect(row).toContainText('林岚 已确认');
    });

    await test.step('the preview counts what is hidden now and what would have been hidden before', async () => {
      const preview = sheet.locator('.silence-preview');
      await expect(preview).toContainText('现在会藏起 1 条');
      await expect(preview).toContainText('过去本会藏起 0 条');
      await sheet.getByRole('button', { name: 'channel="B"' }).press('Space');
      await expect(preview).toContainText('过去本会藏起 1 条');
      await expect(preview).toContainText('支付渠道 A 变慢');
      await expect(preview).not.toContainText('另外');
      await server.post([{ labels: { ...labels, channel: 'C' } }]);
      await expect(preview).toContainText('还会藏起另外 1 条严重报警', { timeout: 8_000 });
    });

    await test.step('silenced from the keyboard; the server has it, by whom and why', async () => {
      await sheet.getByRole('radio', { name: '2 小时' }).press('Space');
      await sheet.getByLabel('为什么').fill('证书正在重载');
      await page.keyboard.press('Enter');
      await expect(sheet.getByRole('status')).toHaveText('已静默，服务器上读回了');
      const [silence] = await silences();
      expect(silence).toMatchObject({ status: { state: 'active' }, createdBy: '林岚', comment: '证书正在重载' });
      expect(Object.fromEntries(silence?.matchers.map(({ name, value }) => [name, value]) ?? [])).toEqual({
        alertname: labels.alertname,
        severity: labels.severity,
        service: labels.service,
      });
      await expect(sheet.locator('.silence-row.active')).toContainText(/林岚：证书正在重载剩 1:59:/);
      await expect(row).toContainText('已静默', { timeout: 5_000 });
    });
    await test.step('a renewal keeps the silence and moves its end', async () => {
      const [before] = await silences();
      await sheet.getByRole('button', { name: '延长 1 小时' }).press('Enter');
      await expect(sheet.locator('.silence-row.active')).toContainText('剩 2:59:');
      const [after, ...others] = await silences();
      expect(others).toEqual([]);
      expect(after).toMatchObject({ startsAt: before?.startsAt, createdBy: '林岚' });
      expect(Date.parse(after?.endsAt ?? '') - Date.parse(before?.endsAt ?? '')).toBe(3_600_000);
    });
    for (const language of languages) {
      await page.evaluate((wanted) => window.highnoon.ask('preferences.set', { language: wanted }), language);
      await expect(page.locator(`html[lang^="${language}"]`)).toHaveCount(1);
      expect(await page.evaluate(findTextTrouble), language).toEqual([]);
    }
    await page.evaluate(() => window.highnoon.ask('preferences.set', { language: 'zh' }));
    await page.screenshot({ path: test.info().outputPath('sheet.png') });

    await test.step('ended now, at the server too', async () => {
      // From the overview: a silence must be found when nothing alarms any more.
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: '静默 1 条' }).press('Enter');
      const list = page.getByRole('dialog', { name: '生效中的静默' });
      await expect(list).toContainText('林岚：证书正在重载 · alerts');
      await list.getByRole('button', { name: '立即结束' }).press('Enter');
      await expect(list.locator('.silence-row.expired')).toContainText('已结束');
      await expect(page.getByRole('button', { name: '静默 1 条', includeHidden: true })).toHaveCount(0);
      expect((await silences()).map(({ status }) => status.state)).toEqual(['expired']);
      await expect(row).not.toContainText('已静默', { timeout: 5_000 });
    });
  } finally {
    await Promise.all([city.kill(), server.close()]);
    workspace.remove();
  }
});

test('what a silence would have hidden is matched here exactly as Alertmanager matches', async () => {
  const server = await startRealAlertmanager();
  try {
    const values = ['', 'pay', 'Pay', 'payment', 'repay', 'pay\nnow', '支付', '💳', 'a.b', 'a"b\\c', '10-20', ' pay '];
    await server.post(values.map((service, i) => ({ labels: { alertname: `a${i}`, ...(service === '' ? {} : { service }) } })));
    const patterns = ['pay', 'pa.*', '.+', '', 'pay|push', '(?i)PAY', '(?s)pay.now', 'pay.now', '支.', '.', 'a\\.b', '10\\-20'];
    const hard = ['[^p]+', '\\w+', '(?P<x>pa)y', 'pay$', '^pay', 'a"b\\\\c', '\\spay\\s', 'p{1,2}ay', '[[:alpha:]]+', '\\pL+'];
    const matchers = [...values, ...patterns, ...hard].flatMap((value) =>
      [true, false].flatMap((isEqual) => [true, false].map((isRegex) => ({ name: 'service', value, isRegex, isEqual }))),
    );
    const labelSets = values.map((service) => (service === '' ? {} : { service }));
    const agreed: boolean[] = [];
    for (const matcher of matchers) {
      const here = matchLabels([matcher], labelSets);
      if (here === null) continue;
      const answer = await server.read(`alerts?filter=${encodeURIComponent(filterText(matcher))}`);
      const there = z.array(z.object({ labels: z.record(z.string(), z.string()) })).safeParse(answer);
      // Not an answer: the server cannot read the pattern either.
      if (!there.success) continue;
      const named = there.data.map(({ labels }) => labels['service'] ?? '').sort();
      expect(values.filter((_, i) => here[i] === true).sort(), filterText(matcher)).toEqual(named);
      agreed.push(true);
    }
    // All but the patterns that only Go reads.
    expect(agreed.length).toBeGreaterThan(matchers.length - 12);
  } finally {
    await server.close();
  }
});
