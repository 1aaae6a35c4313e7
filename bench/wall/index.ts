import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchConsole } from '../../e2e/console';
import { resolveElectronRuntime } from '../../scripts/electron-runtime.mjs';
import { openVirtualDisplay } from '../../scripts/setup/virtualDisplay.mjs';
import {
  benchResult,
  goalAtMost,
  rounded,
  wholeOption,
  type BenchOptions,
  type BenchResult,
  type BenchRow,
} from '../benchResult';
import { watchWall, type WallReading } from './watchWall';

const charts = 24;
const size = { width: 1920, height: 1080 };
/** After the last history line has come: caches and JIT of both ways are warm. */
const warmUpSeconds = 5;
const taskMsMost = 50;
const mainShareMost = 0.05;

/**
 * The metric wall, 24 charts × 4 lines × 600 points at 1 Hz, watched for `--seconds` (60). Ours is the console itself: its
 * engine polls Demo City and feeds the wall window (the overview is closed before the watch). The naive way is a small
 * Electron app with synthetic samples of the same number: an object per point, relayed by main, all charts set at once.
 * The naive times are those of the same machine in the same minutes; "waited for a core" says how much of them others took.
 * Demo City's own process shares the machine in ours and has no counterpart in the naive way.
 */
export async function run(options: BenchOptions): Promise<BenchResult> {
  const seconds = wholeOption(options, 'seconds', 60);
  return onDisplay(async () => {
    const ours = await readOurs(seconds);
    const naive = await readNaive(seconds);
    return benchResult(
      'wall',
      [
        row('Highnoon: typed arrays over a port, 8 ms a frame', ours),
        row('naive: objects over IPC, all setOption at once', naive),
      ],
      [
        goalAtMost('longest task of the wall window', rounded(ours.longestTaskMs), 'ms', taskMsMost),
        goalAtMost('busy share of main', rounded(ours.mainShare), 'of one core', mainShareMost),
      ],
    );
  });
}

/** The console's own wall on Demo City, for other subjects that need to know what drawing adds. */
export function watchConsoleWall(seconds: number): Promise<WallReading> {
  return onDisplay(() => readOurs(seconds));
}

async function onDisplay<Reading>(read: () => Promise<Reading>): Promise<Reading> {
  const display = process.env.DISPLAY ? null : await openVirtualDisplay(size);
  if (display !== null) process.env.DISPLAY = display.display;
  try {
    return await read();
  } finally {
    await display?.close();
    if (display !== null) delete process.env.DISPLAY;
  }
}

async function readOurs(seconds: number): Promise<WallReading> {
  const running = await launchConsole({ size });
  try {
    const overview = await running.window('overview');
    await overview.waitForSelector('[data-panel-id][data-phase="fresh"]');
    const opening = running.window('wall');
    await overview.keyboard.press('w');
    const page = await opening;
    await page.waitForFunction(
      (count) => document.querySelectorAll('.wall-chart[data-phase="fresh"] [data-part="change"]:not(:empty)').length >= count,
      charts,
    );
    await overview.close();
    await page.waitForTimeout(warmUpSeconds * 1_000);
    const updates = (): Promise<number> =>
      page.locator('.wall-chart').evaluateAll((all) => {
        const frames = all.map((each) => Number(each.getAttribute('data-frames')));
        return frames.reduce((sum, each) => sum + each, 0) / frames.length;
      });
    return await watchWall(
      { app: running.app, page, engineName: 'Highnoon engine', drawMeasure: 'highnoon:draw', updates },
      seconds,
    );
  } finally {
    await running.close();
  }
}

async function readNaive(seconds: number): Promise<WallReading> {
  const profile = mkdtempSync(join(tmpdir(), 'highnoon-naive-'));
  const app = await launchNaive(profile);
  try {
    const page = await app.firstWindow();
    await batchesAtLeast(page, warmUpSeconds);
    const updates = async (): Promise<number> => Number(await page.locator('body').getAttribute('data-batches'));
    return await watchWall({ app, page, engineName: 'naive engine', drawMeasure: 'naive:draw', updates }, seconds);
  } finally {
    await app.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function launchNaive(profile: string): Promise<ElectronApplication> {
  const { exe } = await resolveElectronRuntime();
  return _electron.launch({
    executablePath: exe,
    args: [join(import.meta.dirname, 'naive'), `--user-data-dir=${profile}`, '--force-device-scale-factor=1', '--disable-gpu'],
  });
}

async function batchesAtLeast(page: Page, count: number): Promise<void> {
  await page.waitForFunction((least) => Number(document.body.dataset['batches'] ?? 0) >= least, count);
}

function row(way: string, reading: WallReading): BenchRow {
  const percent = (share: number): number => rounded(share * 100);
  return {
    way,
    'longest task ms': rounded(reading.longestTaskMs),
    'tasks > 50 ms': reading.longTasks,
    'longest frame ms': rounded(reading.longestFrameMs),
    'dropped frames': reading.droppedFrames,
    frames: reading.frames,
    'longest draw ms': rounded(reading.longestDrawMs),
    'mean draw ms': rounded(reading.meanDrawMs),
    'main %': percent(reading.mainShare),
    'engine %': percent(reading.engineShare),
    'renderer %': percent(reading.rendererShare),
    'waited for a core %': percent(reading.rendererWaitShare),
    'updates/s': rounded(reading.updatesPerSecond),
  };
}
