import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { resolveElectronRuntime } from '../../scripts/electron-runtime.mjs';
import { openVirtualDisplay } from '../../scripts/setup/virtualDisplay.mjs';
import {
  benchResult,
  goalAtMost,
  rounded,
  type BenchGoal,
  type BenchOptions,
  type BenchResult,
  type BenchRow,
} from '../benchResult';
import type { WayReading } from './pages/measureWay';

const sizes = [
  { nodes: 100, edges: 300 },
  { nodes: 500, edges: 2_000 },
  { nodes: 1_000, edges: 5_000 },
  { nodes: 2_000, edges: 10_000 },
] as const;
type Size = (typeof sizes)[number];
const ways = ['ours', 'peer'] as const;
type Way = (typeof ways)[number];
const names: Readonly<Record<Way, string>> = { ours: 'Highnoon', peer: 'cytoscape.js, dagre' };

/** A layout that takes longer than this is cut off; drawing is then measured on our positions. */
const cutOffMs = 120_000;
const goalSize = 1_000;

interface Reading extends WayReading {
  /** Private memory of the window's process with the graph shown, less the same window before it, after forced collections. */
  readonly memoryMib: number;
  readonly cutOff: boolean;
}

/**
 * Layout, drawing, moving about and ticks of the core link's picture beside cytoscape.js with its layered layout: the same seeded
 * graphs, each way and size in a window of its own, 1920×1080, software rendering.
 */
export async function run({ sizes: asked }: BenchOptions): Promise<BenchResult> {
  const chosen = sizes.filter(({ nodes }) => asked === undefined || asked.split(',').includes(String(nodes)));
  const folder = mkdtempSync(join(tmpdir(), 'highnoon-graph-'));
  const display = process.env.DISPLAY ? null : await openVirtualDisplay({ width: 1920, height: 1080 });
  if (display !== null) process.env.DISPLAY = display.display;
  try {
    for (const way of ways) await buildPage(way, join(folder, way));
    const rows: BenchRow[] = [];
    const goals: BenchGoal[] = [];
    for (const size of chosen) {
      const ours = await readWay('ours', folder, size, null);
      const peer = await readWay('peer', folder, size, ours.positions);
      rows.push(row('ours', size, ours.reading), row('peer', size, peer.reading), ratios(size, ours.reading, peer.reading));
      goals.push(...goalsOf(size, ours.reading, peer.reading));
    }
    return benchResult('graph', rows, goals);
  } finally {
    await display?.close();
    if (display !== null) delete process.env.DISPLAY;
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The pages are TypeScript of ours: bundled for this run, minified like the console's own windows. */
async function buildPage(way: Way, outDir: string): Promise<void> {
  const root = join(import.meta.dirname, 'pages', way);
  await build({ root, base: './', configFile: false, logLevel: 'warn', build: { outDir, emptyOutDir: true, minify: true } });
}

async function readWay(
  way: Way,
  folder: string,
  size: Size,
  fallback: readonly number[] | null,
): Promise<{ readonly reading: Reading; readonly positions: readonly number[] }> {
  const own = await inWindow(way, folder, (page, pid) => measured(page, pid, size, null));
  if (own !== null) return own;
  if (fallback === null) throw new Error(`our own layout of ${size.nodes} nodes took longer than ${cutOffMs / 1_000} s`);
  const placed = await inWindow(way, folder, (page, pid) => measured(page, pid, size, fallback));
  if (placed === null) throw new Error(`the peer cannot even draw ${size.nodes} nodes within ${cutOffMs / 1_000} s`);
  return { ...placed, reading: { ...placed.reading, cutOff: true } };
}

/** Null when it took longer than the cut-off: the window is ended. */
async function inWindow<Value>(
  way: Way,
  folder: string,
  work: (page: Page, pid: number) => Promise<Value>,
): Promise<Value | null> {
  const profile = mkdtempSync(join(tmpdir(), 'highnoon-graph-profile-'));
  const app = await launch(join(folder, way, 'index.html'), profile);
  let timer: NodeJS.Timeout | undefined;
  try {
    const page = await app.firstWindow();
    await page.waitForFunction(() => window.graphBench !== undefined);
    const opened = await app.browserWindow(page);
    const pid = await opened.evaluate((each: { webContents: { getOSProcessId(): number } }) => each.webContents.getOSProcessId());
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), cutOffMs);
    });
    return await Promise.race([work(page, pid).catch(() => null), late]);
  } finally {
    clearTimeout(timer);
    const gone = once(app.process(), 'exit');
    app.process().kill('SIGKILL');
    await gone;
    // Its helpers end a little later, and write until then.
    rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }
}

async function launch(page: string, profile: string): Promise<ElectronApplication> {
  const { exe } = await resolveElectronRuntime();
  return _electron.launch({
    executablePath: exe,
    args: [
      join(import.meta.dirname, 'window'),
      `--page=${page}`,
      `--user-data-dir=${profile}`,
      '--force-device-scale-factor=1',
      '--disable-gpu',
      '--disable-frame-rate-limit',
      '--disable-gpu-vsync',
      '--js-flags=--expose-gc',
    ],
  });
}

async function measured(
  page: Page,
  pid: number,
  { nodes, edges }: Size,
  positions: readonly number[] | null,
): Promise<{ reading: Reading; positions: readonly number[] }> {
  await page.evaluate(([n, e]) => window.graphBench?.prepare(n, e), [nodes, edges] as const);
  const before = await settledMemoryMib(page, pid);
  const reading = await page.evaluate((given) => window.graphBench?.measure(given), positions);
  const after = await settledMemoryMib(page, pid);
  if (reading === undefined) throw new Error('the page offers the bench');
  const placed = await page.evaluate(() => window.graphBench?.positions() ?? []);
  return { reading: { ...reading, memoryMib: after - before, cutOff: false }, positions: placed };
}

async function settledMemoryMib(page: Page, pid: number): Promise<number> {
  for (let i = 0; i < 3; i += 1) {
    await page.evaluate(() => {
      const collect: unknown = Reflect.get(window, 'gc');
      if (typeof collect !== 'function') throw new Error('the window runs with --expose-gc');
      collect();
    });
    await page.waitForTimeout(200);
  }
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kib = [...text.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)].reduce((sum, match) => sum + Number(match[1]), 0);
  return kib / 1_024;
}

function row(way: Way, { nodes, edges }: Size, reading: Reading): BenchRow {
  return {
    graph: `${nodes} / ${edges}`,
    way: names[way],
    'layout first, ms': reading.cutOff ? `cut off at ${cutOffMs / 1_000} s` : rounded(reading.firstLayoutMs),
    'layout, ms': reading.cutOff ? '–' : rounded(reading.layoutMs),
    'full draw, ms': rounded(reading.drawMs),
    'pan frame p50, ms': rounded(reading.pan.p50),
    'p99, ms': rounded(reading.pan.p99),
    'zoom frame p50, ms': rounded(reading.zoom.p50),
    'zoom p99, ms': rounded(reading.zoom.p99),
    'hover p50, ms': rounded(reading.hover.p50),
    'hover p99, ms': rounded(reading.hover.p99),
    'tick, ms': rounded(reading.tickMs),
    'tick frame, ms': rounded(reading.tickFrameMs),
    'moved by ticks': reading.movedByTick,
    'memory, MiB': rounded(reading.memoryMib),
  };
}

function ratios({ nodes, edges }: Size, ours: Reading, peer: Reading): BenchRow {
  const times = (of: (reading: Reading) => number): number => rounded(of(peer) / of(ours));
  return {
    graph: `${nodes} / ${edges}`,
    way: 'peer ÷ ours',
    'layout first, ms': peer.cutOff ? `> ${rounded(cutOffMs / ours.firstLayoutMs)}` : times((each) => each.firstLayoutMs),
    'layout, ms': peer.cutOff ? '–' : times((each) => each.layoutMs),
    'full draw, ms': times((each) => each.drawMs),
    'pan frame p50, ms': times((each) => each.pan.p50),
    'p99, ms': times((each) => each.pan.p99),
    'zoom frame p50, ms': times((each) => each.zoom.p50),
    'zoom p99, ms': times((each) => each.zoom.p99),
    'hover p50, ms': times((each) => each.hover.p50),
    'hover p99, ms': times((each) => each.hover.p99),
    'tick, ms': times((each) => each.tickMs),
    'tick frame, ms': times((each) => each.tickFrameMs),
    'moved by ticks': null,
    'memory, MiB': times((each) => each.memoryMib),
  };
}

function goalsOf({ nodes, edges }: Size, ours: Reading, peer: Reading): BenchGoal[] {
  const size = `${nodes} / ${edges}`;
  const atLeast = (name: string, ratio: number, least: number): BenchGoal => ({
    name: `${size}: peer ÷ ours, ${name}`,
    value: rounded(ratio),
    unit: '×',
    goal: `≥ ${least}`,
    holds: ratio >= least,
  });
  const layoutRatio = peer.cutOff ? cutOffMs / ours.firstLayoutMs : peer.layoutMs / ours.layoutMs;
  return [
    ...(nodes === goalSize
      ? [
          goalAtMost(`${size}: layout`, rounded(ours.layoutMs), 'ms', 20),
          goalAtMost(`${size}: pan frame (50 a second)`, rounded(ours.pan.p50), 'ms', 20),
          goalAtMost(`${size}: a tick`, rounded(ours.tickMs), 'ms', 4),
        ]
      : []),
    goalAtMost(`${size}: nodes that a tick moved`, ours.movedByTick, 'nodes', 0),
    atLeast('layout', layoutRatio, 20),
    atLeast('pan frame', peer.pan.p50 / ours.pan.p50, 2),
    atLeast('memory', peer.memoryMib / ours.memoryMib, 2),
  ];
}
