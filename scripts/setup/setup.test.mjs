import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { packagesMatchLock } from './installPackages.mjs';
import { missingPackages } from './installSystemPackages.mjs';
import { parseStartOptions } from './parseStartOptions.mjs';
import { progress } from './progress.mjs';
import { readPlaywrightReport, readVitestReport } from './readReports.mjs';
import { requireNode } from './requireNode.mjs';
import { openVirtualDisplay } from './virtualDisplay.mjs';

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'highnoon-setup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path, value) {
  const file = join(folder, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  return file;
}

describe('options of npm start', () => {
  test('files become absolute, the rest goes on as it is', () => {
    const words = ['--workspace', 'room.yaml', '--screenshot=out.png', '--exit', '--theme', 'light', '--city-speed=60'];
    expect(parseStartOptions(words, '/home/noon').appArguments).toEqual([
      '--workspace=/home/noon/room.yaml',
      '--screenshot=/home/noon/out.png',
      '--exit',
      '--theme=light',
      '--city-speed=60',
    ]);
  });

  test('a virtual screen is at least a wall screen and grows with the window', () => {
    expect(parseStartOptions(['--size', '1366x768']).screen).toEqual({ width: 1920, height: 1080 });
    expect(parseStartOptions(['--virtual-display', '--size=3840x2160'])).toMatchObject({
      virtualDisplay: true,
      screen: { width: 3840, height: 2160 },
      appArguments: ['--size=3840x2160'],
    });
  });

  test.each([
    [['--theme', 'blue'], '--theme is dark or light, not "blue".'],
    [['--size', 'big'], '--size is written like 1366x768, not "big".'],
    [['--workspace'], '--workspace needs a value.'],
  ])('%j is refused in a sentence', (words, sentence) => {
    expect(() => parseStartOptions(words)).toThrow(sentence);
  });
});

test.each(['18.20.0', '20.18.3'])('Node %s is told what is needed', (version) => {
  expect(() => requireNode(version)).toThrow(`Highnoon needs Node 20.19 or newer; this is ${version}.`);
});

test.each(['20.19.0', '22.1.0', '100.0.0'])('Node %s will do', (version) => {
  expect(() => requireNode(version)).not.toThrow();
});

describe('npm packages are installed again only when they are not those of the lock', () => {
  const lock = {
    packages: { '': {}, 'node_modules/a': { version: '1.0.0', integrity: 'x' }, 'node_modules/mac': { optional: true } },
  };

  test('not when all are there, even if those of other platforms are not', () => {
    write('package-lock.json', lock);
    write('node_modules/.package-lock.json', { packages: { 'node_modules/a': { version: '1.0.0', integrity: 'x' } } });
    expect(packagesMatchLock(folder)).toBe(true);
  });

  test.each([
    ['nothing is installed', null],
    ['one is missing', { packages: {} }],
    ['one has another version', { packages: { 'node_modules/a': { version: '0.9.0', integrity: 'x' } } }],
    ['one has other content', { packages: { 'node_modules/a': { version: '1.0.0', integrity: 'y' } } }],
    ['an install was cut off', '{"packages": {'],
  ])('when %s', (_why, installed) => {
    write('package-lock.json', lock);
    if (installed !== null) write('node_modules/.package-lock.json', installed);
    expect(packagesMatchLock(folder)).toBe(false);
  });
});

test('what the checks needed is there once they run', () => {
  expect(missingPackages(['xvfb'])).toEqual([]);
});

describe('nothing that did not run looks like a pass', () => {
  test('a runner without a report counts as failed', () => {
    expect(readVitestReport(join(folder, 'none.json'))).toEqual({ passed: 0, failed: 1, skipped: 0, secondTry: 0 });
    expect(readPlaywrightReport(join(folder, 'none.json'))).toEqual({ passed: 0, failed: 1, skipped: 0, secondTry: 0 });
  });

  test('a test file that cannot be loaded counts as failed; what passed only at the second try is told', () => {
    const file = write('vitest.json', {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 0,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{ status: 'failed', failureMessages: ['wrong'] }] },
        { status: 'passed', assertionResults: [{ status: 'passed', failureMessages: ['wrong at first'] }] },
      ],
    });
    expect(readVitestReport(file)).toEqual({ passed: 5, failed: 2, skipped: 2, secondTry: 1 });
  });

  test('an error outside any test counts as failed; a test that passed only at the second try is counted apart', () => {
    const file = write('playwright.json', { stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 0 }, errors: [{}] });
    expect(readPlaywrightReport(file)).toEqual({ passed: 8, failed: 2, skipped: 0, secondTry: 1 });
  });
});

test('steps are numbered, timed, and a failed one still ends its line', async () => {
  let text = '';
  const steps = progress(2, (part) => (text += part));
  await steps.step('packages', async () => 'unchanged');
  await expect(steps.step('build', async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(text).toMatch(/^\[1\/2\] packages … unchanged, \d+\.\d s\n\[2\/2\] build … failed, \d+\.\d s\n$/);
});

test('two virtual displays get two numbers and both end', async () => {
  const first = await openVirtualDisplay({ width: 640, height: 480 });
  const second = await openVirtualDisplay({ width: 640, height: 480 });
  expect(first.display).toMatch(/^:\d+$/);
  expect(second.display).not.toBe(first.display);
  await first.close();
  await second.close();
});
