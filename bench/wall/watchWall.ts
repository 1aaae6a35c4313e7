import type { ElectronApplication, Page } from '@playwright/test';
import { setTimeout as after } from 'node:timers/promises';
import { coreWaitSeconds, cpuSeconds } from './cpuTime';
import { watchSmoothness, type Smoothness } from './smoothness';

/** One way of feeding and drawing a wall, watched for a while. Shares are of one core, 0–1. */
export interface WallReading extends Smoothness {
  readonly mainShare: number;
  readonly engineShare: number;
  readonly rendererShare: number;
  /** Share of the time in which the window's main thread was ready to run and had to wait for a core: what the rest of the machine cost it. */
  readonly rendererWaitShare: number;
  /** Updates the window received for each chart, per second. */
  readonly updatesPerSecond: number;
}

export interface WatchedWall {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Name of the utility process that feeds it, as Electron's metrics list it. */
  readonly engineName: string;
  readonly drawMeasure: string;
  /** How many updates the charts have received so far, on average. */
  readonly updates: () => Promise<number>;
}

export async function watchWall(
  { app, page, engineName, drawMeasure, updates }: WatchedWall,
  seconds: number,
): Promise<WallReading> {
  const pids = await processIds(app, page, engineName);
  const endWatch = await watchSmoothness(page, drawMeasure);
  const before = { main: cpuSeconds(pids.main), engine: cpuSeconds(pids.engine), renderer: cpuSeconds(pids.renderer) };
  const waitBefore = coreWaitSeconds(pids.renderer);
  const updatesBefore = await updates();
  const startedMs = performance.now();
  await after(seconds * 1_000);
  const tookSeconds = (performance.now() - startedMs) / 1_000;
  const updatesPerSecond = ((await updates()) - updatesBefore) / tookSeconds;
  const smoothness = await endWatch();
  return {
    ...smoothness,
    mainShare: (cpuSeconds(pids.main) - before.main) / tookSeconds,
    engineShare: (cpuSeconds(pids.engine) - before.engine) / tookSeconds,
    rendererShare: (cpuSeconds(pids.renderer) - before.renderer) / tookSeconds,
    rendererWaitShare: (coreWaitSeconds(pids.renderer) - waitBefore) / tookSeconds,
    updatesPerSecond,
  };
}

async function processIds(app: ElectronApplication, page: Page, engineName: string): Promise<Processes> {
  const window = await app.browserWindow(page);
  const renderer = await window.evaluate((each: OwnerOfPage) => each.webContents.getOSProcessId());
  const { main, engine } = await app.evaluate(
    ({ app: electron }: { app: ListsProcesses }, name) => ({
      main: process.pid,
      engine: electron.getAppMetrics().find((each) => each.name === name)?.pid ?? null,
    }),
    engineName,
  );
  if (engine === null) throw new Error(`no utility process named "${engineName}" is running`);
  return { main, engine, renderer };
}

interface Processes {
  readonly main: number;
  readonly engine: number;
  readonly renderer: number;
}
/** The parts of Electron's API that run inside the watched app. */
interface OwnerOfPage {
  readonly webContents: { getOSProcessId(): number };
}
interface ListsProcesses {
  getAppMetrics(): { readonly pid: number; readonly name?: string }[];
}
