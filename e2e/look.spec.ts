import type { Page } from '@playwright/test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { languages, themes } from '../contract/choices';
import { expect, test, type RunningConsole } from './console';
import { drawCharacters } from './look/drawCharacters';
import { findTextTrouble } from './look/textCheck';
import { findHealths } from './look/visibleHealth';
import { curve, numberOf } from './panels';

/** Words do not depend on colours: where a window has many states, two looks have to do. */
const farApart = [
  { language: 'zh', theme: 'dark' },
  { language: 'en', theme: 'light' },
] as const;
const sizes = [
  { width: 1920, height: 1080 },
  { width: 1366, height: 768 },
] as const;
/** Those, and the least that these windows may be. */
const threeSizes = [...sizes, { width: 1180, height: 700 }] as const;

/** The curve is live, the funnel has numbers and the last four weeks have been read. */
async function waitUntilDrawn(overview: Page): Promise<void> {
  await expect(curve(overview)).toHaveAttribute('data-phase', 'fresh', { timeout: 30_000 });
  await expect(overview.locator('.tile .tick')).toHaveCount(await overview.locator('.tile').count(), { timeout: 30_000 });
  await expect(overview.locator('.where-row.unknown')).toHaveCount(0, { timeout: 30_000 });
  await overview.evaluate(() => document.fonts.ready.then(() => undefined));
}

test('no text of the overview is cut or collides at 1920×1080 and 1366×768, dark and light, 中文 and English', async ({
  launch,
}, info) => {
  test.setTimeout(120_000);
  const overview = await (await launch({ size: sizes[0] })).window('overview');
  await waitUntilDrawn(overview);
  for (const size of sizes) {
    await overview.setViewportSize(size);
    for (const language of languages)
      for (const theme of themes) {
        await overview.evaluate((wanted) => window.highnoon.ask('preferences.set', wanted), { language, theme });
        await expect(overview.locator(`html[data-theme="${theme}"][lang^="${language}"]`)).toHaveCount(1);
        await overview.evaluate(() => document.fonts.ready.then(() => undefined));
        expect(await overview.evaluate(findTextTrouble), `${theme} ${language}`).toEqual([]);
        const path = info.outputPath(`overview-${theme}-${language}-${size.width}x${size.height}.png`);
        await overview.screenshot({ path });
      }
  }
});

test('on a 4K wall the same layout is twice as large and sharp, and the pointer finds the moment under it', async ({
  launch,
}, info) => {
  const size = { width: 3_840, height: 2_160 };
  const overview = await (await launch({ size })).window('overview');
  await waitUntilDrawn(overview);
  expect(await overview.evaluate(findTextTrouble)).toEqual([]);
  const box = await curve(overview).boundingBox();
  const canvas = await curve(overview).evaluate((root) =>
    Math.max(...[...root.children].map((each) => (each instanceof HTMLCanvasElement ? each.width : 0))),
  );
  expect(box?.width).toBeGreaterThan(2_400);
  expect(Math.abs(canvas - (box?.width ?? 0))).toBeLessThanOrEqual(2);
  // Half way between the ends of the plot is half way on the axis.
  const [plotLeft, plotRight] = [(box?.x ?? 0) + 2 * 86, (box?.x ?? 0) + (box?.width ?? 0) - 2 * 4];
  await overview.mouse.move(plotLeft + (plotRight - plotLeft) * 0.5, (box?.y ?? 0) + 300);
  await expect(curve(overview)).toHaveAttribute('data-crosshair-at', /\d/);
  const [from, to, at] = await Promise.all(
    ['data-axis-from', 'data-axis-to', 'data-crosshair-at'].map((name) => numberOf(curve(overview), name)),
  );
  expect(((at ?? 0) - (from ?? 0)) / ((to ?? 0) - (from ?? 0))).toBeCloseTo(0.5, 1);
  await overview.screenshot({ path: info.outputPath('overview-dark-zh-3840x2160.png') });
});

/** Every row of the widest cut the demo has; the comparison is the fullest the window gets. */
async function openFullDrill(console_: RunningConsole): Promise<Page> {
  const overview = await console_.window('overview');
  await waitUntilDrawn(overview);
  const opening = console_.window('drill');
  await overview.keyboard.press('d');
  const drill = await opening;
  await drill.locator('[data-dimension="city"] .chip-only').click();
  await drill.locator('[data-dimension="platform"] .chip-add').click();
  await expect(drill.locator('.ranked')).toHaveAttribute('data-rows', '48', { timeout: 20_000 });
  await expect(drill.locator('.answer-line')).not.toBeEmpty({ timeout: 20_000 });
  await drill.keyboard.press('a');
  await drill.keyboard.press('ArrowDown');
  await drill.keyboard.press('b');
  await expect(drill.locator('.compare-chart')).toHaveAttribute('data-phase', 'fresh');
  return drill;
}

test('no text of the drill-down is cut or collides at three sizes, dark and light, 中文 and English', async ({
  launch,
}, info) => {
  test.setTimeout(180_000);
  const drill = await openFullDrill(await launch({ size: sizes[0] }));
  for (const size of threeSizes) {
    await drill.setViewportSize(size);
    for (const language of languages)
      for (const theme of themes) {
        await drill.evaluate((wanted) => window.highnoon.ask('preferences.set', wanted), { language, theme });
        await expect(drill.locator(`html[data-theme="${theme}"][lang^="${language}"]`)).toHaveCount(1);
        await drill.evaluate(() => document.fonts.ready.then(() => undefined));
        await drill.screenshot({ path: info.outputPath(`drill-${theme}-${language}-${size.width}x${size.height}.png`) });
        expect(await drill.evaluate(findTextTrouble), `${theme} ${language} ${size.width}`).toEqual([]);
      }
  }
});

/** The windows that open on their own and whose fullest state needs no trouble: settings' detection, the replay, today's incidents. */
const plainWindows = [
  { kind: 'incident', ready: '.incident-day .detection-line', open: null },
  { kind: 'backtest', ready: '.request-panel .run-row', open: null },
  { kind: 'settings', ready: '.detection-facts', open: '#tab-detection' },
] as const;

test('no text of the list of incidents, the replay and the detection settings is cut or collides at three sizes', async ({
  launch,
}, info) => {
  test.setTimeout(180_000);
  const console_ = await launch({ size: sizes[0] });
  const overview = await console_.window('overview');
  await waitUntilDrawn(overview);
  for (const { kind, ready, open } of plainWindows) {
    const opening = console_.window(kind);
    await overview.evaluate((wanted) => window.highnoon.ask('window.open', { kind: wanted }), kind);
    const page = await opening;
    if (open !== null) await page.locator(open).click();
    await expect(page.locator(ready).first()).toBeVisible();
    for (const size of threeSizes) {
      await page.setViewportSize(size);
      for (const language of languages)
        for (const theme of themes) {
          await page.evaluate((wanted) => window.highnoon.ask('preferences.set', wanted), { language, theme });
          await expect(page.locator(`html[data-theme="${theme}"][lang^="${language}"]`)).toHaveCount(1);
          await page.evaluate(() => document.fonts.ready.then(() => undefined));
          await page.screenshot({ path: info.outputPath(`${kind}-${theme}-${language}-${size.width}x${size.height}.png`) });
          expect(await page.evaluate(findTextTrouble), `${kind} ${theme} ${language} ${size.width}`).toEqual([]);
        }
    }
  }
});

test('no text of the core link’s window is cut or collides at three sizes, with nothing, a node and a link focused and the dock open', async ({
  launch,
}, info) => {
  test.setTimeout(240_000);
  const console_ = await launch({ size: sizes[0] });
  const overview = await console_.window('overview');
  const opening = console_.window('coreLink');
  await overview.evaluate(() => window.highnoon.ask('window.open', { kind: 'coreLink' }));
  const page = await opening;
  await expect(page.locator('.graph-stage')).toHaveAttribute('data-phase', 'live', { timeout: 60_000 });
  for (const size of threeSizes) {
    await page.setViewportSize(size);
    for (const focus of ['', 'order-core', 'pay-router→channel-b']) {
      if (focus !== '') {
        await page.locator(`.heard-only [data-target="${focus}"]`).press('Enter');
        await page.keyboard.press('d');
        await expect(page.locator('.graph-dock')).toBeVisible();
      }
      for (const { language, theme } of farApart) {
        await page.evaluate((wanted) => window.highnoon.ask('preferences.set', wanted), { language, theme });
        await expect(page.locator(`html[data-theme="${theme}"][lang^="${language}"]`)).toHaveCount(1);
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        const name = `core-link-${focus.replace('→', '-to-')}-${theme}-${language}-${size.width}x${size.height}.png`;
        await page.screenshot({ path: info.outputPath(name) });
        expect(await page.evaluate(findTextTrouble), `${focus} ${theme} ${language} ${size.width}`).toEqual([]);
      }
      if (focus !== '') await page.keyboard.press('Escape');
    }
  }
});

test('the text check finds what it is for: cut, colliding, too wide and outside text', async ({ launch }) => {
  const overview = await (await launch()).window('overview');
  await waitUntilDrawn(overview);
  await overview.evaluate(() => {
    const plant = (id: string, style: Partial<CSSStyleDeclaration>, words: string): void => {
      const element = document.createElement('p');
      element.textContent = words;
      element.dataset['planted'] = id;
      Object.assign(element.style, { whiteSpace: 'nowrap', margin: '0', position: 'absolute' }, style);
      document.querySelector('.overview')?.append(element);
    };
    plant('cut', { left: '300px', top: '20px', width: '40px', overflow: 'hidden' }, 'planted and cut');
    plant('wide', { left: '500px', top: '20px', width: '40px' }, 'planted too wide');
    plant('one', { left: '700px', top: '20px' }, 'planted one');
    plant('other', { left: '710px', top: '24px' }, 'planted other');
    plant('outside', { left: '-30px', top: '600px' }, 'planted outside');
  });
  const kinds = (await overview.evaluate(findTextTrouble))
    .filter(({ text }) => text.startsWith('planted'))
    .map(({ kind, text }) => `${kind}: ${text}`);
  expect(kinds).toEqual(
    expect.arrayContaining([
      'clipped: planted and cut',
      'too wide for its box: planted too wide',
      'overlapping: planted one',
      'outside the window: planted outside',
    ]),
  );
});

/**
 * Every font that knows a CJK language is refused. Chromium itself cannot do without one last font: under a configuration
 * with none at all, any page that loads a web font dies in the runtime the tests use (remote_font_face_source.cc).
 */
const noCjkFonts = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
  <dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir><selectfont>${['zh-cn', 'zh-tw', 'ja', 'ko']
    .map(
      (tongue) =>
        `<rejectfont><pattern><patelt name="lang"><langset><string>${tongue}</string></langset></patelt></pattern></rejectfont>`,
    )
    .join('')}</selectfont></fontconfig>`;

test('on a machine without CJK fonts 中文 is right, because the console brings its own', async ({ launch }, info) => {
  const folder = mkdtempSync(join(tmpdir(), 'highnoon-fonts-'));
  const config = join(folder, 'fonts.conf');
  writeFileSync(config, noCjkFonts);
  try {
    const overview = await (await launch({ env: { FONTCONFIG_FILE: config, XDG_CACHE_HOME: folder } })).window('overview');
    await waitUntilDrawn(overview);
    await overview.screenshot({ path: info.outputPath('overview-no-cjk-fonts.png') });
    expect(await overview.evaluate(drawCharacters)).toEqual({
      systemDrawsBoxes: true,
      distinct: 4,
      asBundled: true,
      asSystem: 0,
      headlineLoaded: true,
    });
    expect(await overview.evaluate(findTextTrouble)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('every status is told by shape and word, whatever the eyes see', async ({ launch }, info) => {
  const console_ = await launch();
  const overview = await console_.window('overview');
  await waitUntilDrawn(overview);
  const devtools = await overview.context().newCDPSession(overview);
  const words = /健康|留意|受损|故障|未知/;
  for (const type of ['protanopia', 'deuteranopia', 'tritanopia', 'achromatopsia'] as const) {
    await devtools.send('Emulation.setEmulatedVisionDeficiency', { type });
    await overview.screenshot({ path: info.outputPath(`overview-${type}.png`), timeout: 10_000 });
    const healths = await overview.evaluate(findHealths);
    expect(healths.length).toBeGreaterThan(7);
    // A well stage and an even dimension carry no mark at all: nothing to look at.
    const marked = healths.filter(({ health, where }) => health !== 'even' && !(health === 'ok' && where.startsWith('tile')));
    for (const { where, hasShape, words: said } of marked)
      expect([where, hasShape, words.test(said)]).toEqual([where, true, true]);
  }
});

/** A link and a node with all that their windows show while nothing is wrong. */
test('no text of the link window is cut or collides at three sizes, dark 中文 and light English', async ({ launch }, info) => {
  test.setTimeout(180_000);
  const console_ = await launch({ size: sizes[0] });
  const overview = await console_.window('overview');
  await waitUntilDrawn(overview);
  for (const subject of ['pay-router→channel-b', 'pay-gateway']) {
    const opening = console_.app.waitForEvent('window');
    await overview.evaluate((wanted) => window.highnoon.ask('window.open', { kind: 'link', subject: wanted }), subject);
    const page = await opening;
    await expect(page.locator('.subject-sentence')).toHaveAttribute('data-score', /\d/, { timeout: 30_000 });
    await expect(page.locator('.idc-row[data-idc]').first()).toBeVisible({ timeout: 30_000 });
    await expect(page.locator('.instance-table tbody tr').first()).toBeAttached({ timeout: 30_000 });
    for (const size of [...sizes, { width: 960, height: 640 }]) {
      await page.setViewportSize(size);
      for (const { language, theme } of farApart) {
        await page.evaluate((wanted) => window.highnoon.ask('preferences.set', wanted), { language, theme });
        await expect(page.locator(`html[data-theme="${theme}"][lang^="${language}"]`)).toHaveCount(1);
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        const name = `${subject.includes('→') ? 'link' : 'node'}-${theme}-${language}-${size.width}x${size.height}.png`;
        await page.screenshot({ path: info.outputPath(name) });
        expect(await page.evaluate(findTextTrouble), `${subject} ${theme} ${language} ${size.width}`).toEqual([]);
      }
    }
  }
});

/** A sheet with many steps, one with the requests of its instances open, and the board with all that the built-in workspace names. */
test('no text of the plan board and of the sheets is cut or collides at three sizes, dark 中文 and light English', async ({
  launch,
}, info) => {
  test.setTimeout(180_000);
  const console_ = await launch({ size: sizes[0] });
  const overview = await console_.window('overview');
  await waitUntilDrawn(overview);
  await overview.evaluate(() => window.highnoon.ask('people.createFirst', { name: '陈屿', passphrase: 'lunch at noon' }));
  const looksRight = async (page: Page, name: string, at: readonly { width: number; height: number }[]) => {
    for (const size of at) {
      await page.setViewportSize(size);
      for (const { language, theme } of farApart) {
        await page.evaluate((wanted) => window.highnoon.ask('preferences.set', wanted), { language, theme });
        await expect(page.locator(`html[data-theme="${theme}"][lang^="${language}"]`)).toHaveCount(1);
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        await page.screenshot({ path: info.outputPath(`${name}-${theme}-${language}-${size.width}x${size.height}.png`) });
        expect(await page.evaluate(findTextTrouble), `${name} ${theme} ${language} ${size.width}`).toEqual([]);
      }
    }
  };
  for (const planKey of ['order-path-machines', 'risk-check-off']) {
    const opening = console_.app.waitForEvent('window');
    await overview.evaluate(async (key) => {
      const sheet = await window.highnoon.ask('plan.prepare', { planKey: key, parameters: {}, incidentId: null });
      if (sheet.ok) await window.highnoon.ask('window.open', { kind: 'plan', subject: sheet.value.planId });
    }, planKey);
    const plan = await opening;
    await expect(plan.locator('main')).toHaveAttribute('data-phase', 'read', { timeout: 30_000 });
    await looksRight(plan, planKey, [
      { width: 1280, height: 800 },
      { width: 1180, height: 700 },
    ]);
  }
  const opening = console_.window('protection');
  await overview.keyboard.press('k');
  const board = await opening;
  await expect(board.locator('.switch-table tbody tr').first()).toBeVisible({ timeout: 30_000 });
  await looksRight(board, 'board', threeSizes);
});
