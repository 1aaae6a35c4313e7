import type { Page } from '@playwright/test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { languages, themes } from '../contract/choices';
import { expect, test } from './console';
import { drawCharacters } from './look/drawCharacters';
import { findTextTrouble } from './look/textCheck';
import { findHealths } from './look/visibleHealth';
import { curve } from './panels';

const sizes = [
  { width: 1920, height: 1080 },
  { width: 1366, height: 768 },
] as const;

/** The curve is live, the funnel has numbers and the last four weeks have been read. */
async function waitUntilDrawn(overview: Page): Promise<void> {
  await expect(curve(overview)).toHaveAttribute('data-phase', 'fresh');
  await expect(overview.locator('.tile .tick')).toHaveCount(await overview.locator('.tile').count(), { timeout: 30_000 });
  await expect(overview.locator('.where-row.unknown')).toHaveCount(0, { timeout: 30_000 });
  await overview.evaluate(() => document.fonts.ready.then(() => undefined));
}

for (const size of sizes)
  test(`no text is cut or collides at ${size.width}×${size.height}, dark and light, 中文 and English`, async ({
    launch,
  }, info) => {
    const overview = await (await launch({ size })).window('overview');
    await waitUntilDrawn(overview);
    for (const language of languages)
      for (const theme of themes) {
        await overview.evaluate((wanted) => window.highnoon.ask('preferences.set', wanted), { language, theme });
        await expect(overview.locator(`html[data-theme="${theme}"][lang^="${language}"]`)).toHaveCount(1);
        await overview.evaluate(() => document.fonts.ready.then(() => undefined));
        expect(await overview.evaluate(findTextTrouble), `${theme} ${language}`).toEqual([]);
        const path = info.outputPath(`overview-${theme}-${language}-${size.width}x${size.height}.png`);
        await overview.screenshot({ path });
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
