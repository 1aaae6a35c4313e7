import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchConsole, expect, test, type RunningConsole } from './console';

let userDataFolder = '';
let running: RunningConsole | undefined;
test.beforeEach(() => {
  userDataFolder = mkdtempSync(join(tmpdir(), 'highnoon-places-'));
});
test.afterEach(async () => {
  await running?.close();
  running = undefined;
  rmSync(userDataFolder, { recursive: true, force: true });
});

const settingsFile = (): string => join(userDataFolder, 'settings.json');

/** A later `--size=` wins; an empty one counts as none, so that saved places are used as they are for a user. */
async function start(): Promise<RunningConsole> {
  running = await launchConsole({ userDataFolder, args: ['--size='] });
  await running.window('overview');
  return running;
}

async function stop(): Promise<void> {
  await running?.close();
  running = undefined;
}

const boundsOf = ({ app }: RunningConsole) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());

test('a window opens where it was left', async () => {
  const left = { x: 60, y: 40, width: 1300, height: 760 };
  const first = await start();
  await first.app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), left);
  await expect.poll(() => boundsOf(first)).toEqual(left);
  await stop();
  expect(await boundsOf(await start())).toEqual(left);
});

test('a window whose display has gone opens on one that is there', async () => {
  const away = { bounds: { x: 9_000, y: 5_000, width: 1300, height: 760 }, displayId: 424_242, fullScreen: false };
  writeFileSync(settingsFile(), JSON.stringify({ windowPlaces: { 'overview-1': away } }));
  const bounds = await boundsOf(await start());
  const area = await running?.app.evaluate(({ screen }) => screen.getPrimaryDisplay().workArea);
  expect(bounds).toMatchObject({ width: 1300, height: 760 });
  expect(bounds?.x).toBeLessThanOrEqual((area?.width ?? 0) - 1300);
  expect(bounds?.y).toBeLessThanOrEqual((area?.height ?? 0) - 760);
});

test('a settings file that is broken costs the settings, not the start', async () => {
  writeFileSync(settingsFile(), '{ "windowPlaces": {{{');
  const overview = await (await start()).window('overview');
  expect(await overview.evaluate(() => window.highnoon.ask('state.snapshot', undefined))).toMatchObject({ ok: true });
});

test('theme and language chosen in a window are there at the next start', async () => {
  const overview = await (await start()).window('overview');
  await overview.evaluate(() => window.highnoon.ask('preferences.set', { theme: 'light', language: 'en' }));
  await stop();
  expect(JSON.parse(readFileSync(settingsFile(), 'utf8'))).toMatchObject({ preferences: { theme: 'light', language: 'en' } });
  const again = await (await start()).window('overview');
  await expect(again.locator('html')).toHaveAttribute('lang', 'en');
  await expect(again.locator('html')).toHaveAttribute('data-theme', 'light');
});

test('opening more walls than there may be brings the oldest to the front instead', async () => {
  const console_ = await start();
  const overview = await console_.window('overview');
  const ids = await overview.evaluate(async () => {
    const opened: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      const answer = await window.highnoon.ask('window.open', { kind: 'wall' });
      if (answer.ok) opened.push(answer.value.windowId);
    }
    return opened;
  });
  expect(ids).toEqual(['wall-1', 'wall-2', 'wall-3', 'wall-4', 'wall-1']);
});

test('a second start in the same folder ends at once and hands its workspace to the first', async () => {
  const first = await start();
  const overview = await first.window('overview');
  const none = join(userDataFolder, 'none.yaml');
  // What a second process does is only to emit this in the first; starting one for real would need a second inspector.
  await first.app.evaluate(({ app }, path) => app.emit('second-instance', {}, ['highnoon', `--workspace=${path}`], '/'), none);
  await expect
    .poll(() =>
      overview.evaluate(async () => {
        const answer = await window.highnoon.ask('state.snapshot', undefined);
        return answer.ok ? answer.value.state.workspaceProblem['current']?.path : undefined;
      }),
    )
    .toBe(none);
});
