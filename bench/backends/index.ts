import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { startRealPrometheus } from '../../src-main/engine/testing/realPrometheus';
import { benchResult, goalAtMost, median, quantile, rounded, wholeOption, type BenchRow, type BenchRun } from '../benchResult';
import { cpuSeconds } from '../wall/cpuTime';
import { watchConsoleWall } from '../wall/index';
import type { FromBenchEngine, PollReading, ToBenchEngine } from './engineProcess';
import type { FromExporter } from './exporterProcess';
import { benchWorkspace, metricCount, pollMs, seriesCount, windowsOfPanels } from './load';
import { rawRounds } from './rawQueries';
import { SampleAges } from './sampleAges';

/** Until every line is on screen and the caches of all three processes are warm. */
const warmUpPolls = 4;
const linesWithin = 60_000;

/**
 * 5,000 series from a real Prometheus that scrapes them every second, polled every 5 s for `--seconds` (120) by the engine
 * in a process of its own, shown in five windows' ports. Then the same questions raw, over one connection and over four.
 * Sample-to-pixel = from the scrape to the arrival of the frame at the window's side of the channel, plus the longest frame
 * and the longest draw of the console's real wall, watched in the same run for `--window-seconds` (15; 0 leaves it out).
 */
export const run: BenchRun = async (options) => {
  const seconds = wholeOption(options, 'seconds', 120);
  const windowSeconds = wholeOption(options, 'window-seconds', 15);
  const folder = mkdtempSync(join(tmpdir(), 'highnoon-bench-'));
  const exporter = fork(join(import.meta.dirname, 'exporterProcess.ts'));
  const scrapedAt: number[] = [];
  const port = await new Promise<number>((resolve) => {
    exporter.on('message', (message: FromExporter) => {
      if ('port' in message) resolve(message.port);
      else scrapedAt.push(message.scrapedAt);
    });
  });
  const prometheus = await startRealPrometheus({ scrape: [`127.0.0.1:${port}`] });
  try {
    const reading = await watchEngine(prometheus.url, folder, scrapedAt, seconds);
    const kinds = [];
    for (const completes of [false, true])
      kinds.push(await besideRaw(prometheus.url, reading.polls, completes, Math.max(4, Math.round(seconds / 10))));
    const drawing = windowSeconds === 0 ? null : await watchConsoleWall(windowSeconds);
    const drawingMs = drawing === null ? 0 : drawing.longestFrameMs + drawing.longestDrawMs;
    const arrival = { p50: median(reading.delaysMs), p99: quantile(reading.delaysMs, 0.99) };
    const rows: BenchRow[] = [
      ...kinds.flatMap(({ rows }) => rows),
      { what: 'scrape → frame at the window', p50: rounded(arrival.p50), p99: rounded(arrival.p99), unit: 'ms' },
      {
        what: `longest frame + longest draw of the real wall, ${windowSeconds} s`,
        p50: null,
        p99: rounded(drawingMs),
        unit: 'ms',
      },
      { what: 'sample-to-pixel', p50: rounded(arrival.p50 + drawingMs), p99: rounded(arrival.p99 + drawingMs), unit: 'ms' },
      { what: 'engine CPU', p50: rounded(reading.cpuShare * 100), p99: null, unit: '% of one core' },
      { what: 'engine memory per series (heap and buffers)', p50: rounded(reading.heldKiB), p99: null, unit: 'KiB' },
      { what: 'engine memory per series (resident)', p50: rounded(reading.residentKiB), p99: null, unit: 'KiB' },
      { what: 'gauges on screen', p50: reading.lines, p99: null, unit: `of ${seriesCount} series` },
    ];
    return benchResult('backends', rows, [
      goalAtMost('sample-to-pixel p99', rounded(arrival.p99 + drawingMs), 'ms', pollMs + 300),
      ...kinds.map(({ goal }) => goal),
    ]);
  } finally {
    exporter.disconnect();
    await prometheus.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Every other poll of 5 s completes a bucket of 10 s and asks for it beside the one that fills: twice the questions. */
async function besideRaw(url: string, all: readonly PollReading[], completes: boolean, rounds: number) {
  const polls = all.filter(({ requests }) => requests > metricCount * 1.5 === completes);
  const times = polls.map(({ framesLeftMs }) => framesLeftMs);
  const requests = median(polls.map((poll) => poll.requests));
  const asked = { completes, youngRates: !completes || requests > metricCount * 1.9 };
  const rawOne = await rawRounds(url, 1, rounds, asked);
  const rawFour = await rawRounds(url, 4, rounds, asked);
  const kind = completes ? 'completing a bucket' : 'filling a bucket';
  const answered = polls.map(({ lastAnswerMs }) => lastAnswerMs);
  const rows: BenchRow[] = [
    { ...row(`${kind}: poll, first request → frames have left`, times), requests },
    row(`${kind}: poll, first request → last answer`, answered),
    row(`${kind}: the same questions raw, one connection`, rawOne),
    row(`${kind}: the same questions raw, four connections`, rawFour),
  ];
  const ratio = rounded(median(times) / median(rawOne));
  return { rows, goal: goalAtMost(`${kind}: poll ÷ raw on one connection (medians)`, ratio, '×', 1.3) };
}

interface EngineReading {
  readonly polls: readonly PollReading[];
  readonly delaysMs: readonly number[];
  readonly lines: number;
  /** Of one core, 0–1. */
  readonly cpuShare: number;
  readonly heldKiB: number;
  readonly residentKiB: number;
}

async function watchEngine(url: string, dataFolder: string, scrapedAt: number[], seconds: number): Promise<EngineReading> {
  const engine = fork(join(import.meta.dirname, 'engineProcess.ts'), {
    execArgv: [...process.execArgv, '--expose-gc'],
    serialization: 'advanced',
  });
  const windows = windowsOfPanels();
  const ages = new SampleAges(scrapedAt);
  const polls: PollReading[] = [];
  const polled = (count: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`only ${polls.length} of ${count} polls in time`)), linesWithin);
      const look = (): void => {
        if (polls.length < count) return;
        clearTimeout(late);
        engine.off('message', look);
        resolve();
      };
      engine.on('message', look);
    });
  engine.on('message', (message: FromBenchEngine) => {
    const arrivedAt = Date.now();
    if (message.type === 'batch') ages.arrive(message.batch, windows[message.window] ?? [], arrivedAt);
    if (message.type === 'poll') polls.push(message.poll);
  });
  try {
    const empty = await memoryOf(engine);
    tell(engine, { type: 'open', workspace: benchWorkspace(url), dataFolder, windows });
    await polled(warmUpPolls);
    polls.length = 0;
    ages.measureFromNow();
    const cpuBefore = cpuSeconds(engine.pid ?? 0);
    const startedMs = performance.now();
    await after(seconds * 1_000);
    const tookSeconds = (performance.now() - startedMs) / 1_000;
    const cpuShare = (cpuSeconds(engine.pid ?? 0) - cpuBefore) / tookSeconds;
    const measured = { polls: [...polls], delaysMs: [...ages.delaysMs], lines: ages.lines, cpuShare };
    const full = await memoryOf(engine);
    return {
      ...measured,
      heldKiB: (full.heldBytes - empty.heldBytes) / seriesCount / 1_024,
      residentKiB: (full.residentBytes - empty.residentBytes) / seriesCount / 1_024,
    };
  } finally {
    engine.disconnect();
  }
}

function memoryOf(engine: ChildProcess): Promise<Extract<FromBenchEngine, { type: 'memory' }>> {
  return new Promise((resolve, reject) => {
    engine.once('exit', (code) => reject(new Error(`the engine ended with ${code}`)));
    const hear = (message: FromBenchEngine): void => {
      if (message.type !== 'memory') return;
      engine.off('message', hear);
      resolve(message);
    };
    engine.on('message', hear);
    tell(engine, { type: 'memory' });
  });
}

function tell(engine: ChildProcess, message: ToBenchEngine): void {
  engine.send(message);
}

function row(what: string, ms: readonly number[]): BenchRow {
  return { what, p50: rounded(median(ms)), p99: rounded(quantile(ms, 0.99)), unit: 'ms' };
}
