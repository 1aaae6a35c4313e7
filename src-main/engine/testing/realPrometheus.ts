import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

export interface RealPrometheus {
  readonly url: string;
  /** Ends the server; its data stays. */
  stop(): Promise<void>;
  /** Starts it again on the same address and data. */
  start(): Promise<void>;
  /** The raw answer to a query, for comparison. */
  query(path: 'query' | 'query_range', form: Record<string, string>): Promise<unknown>;
  /** Stops it and removes its data. */
  close(): Promise<void>;
}

export interface PrometheusOptions {
  /** host:port of pages to scrape every second. */
  readonly scrape?: readonly string[];
  /** OpenMetrics text to start with, ending in `# EOF`; may reach into the future. */
  readonly backfill?: string;
}

const missing = 'Prometheus is not installed; `apt-get install -y prometheus` brings prometheus and promtool.';

/** A Prometheus from the distribution's package on a free loopback port, with a data folder of its own. */
export async function startRealPrometheus({ scrape = [], backfill }: PrometheusOptions): Promise<RealPrometheus> {
  const home = await mkdtemp(join(tmpdir(), 'highnoon-prometheus-'));
  const data = join(home, 'data');
  const config = join(home, 'prometheus.yml');
  const targets = scrape.map((target) => `'${target}'`).join(', ');
  await writeFile(
    config,
    `global: { scrape_interval: 1s, scrape_timeout: 1s }\nscrape_configs:\n  - { job_name: city, static_configs: [{ targets: [${targets}] }] }\n`,
  );
  if (backfill !== undefined) {
    const text = join(home, 'backfill.txt');
    await writeFile(text, backfill);
    await promisify(execFile)('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', text, data]).catch((error: unknown) => {
      throw error instanceof Error && 'code' in error && error.code === 'ENOENT' ? new Error(missing) : error;
    });
  }
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  const args = [
    `--config.file=${config}`,
    `--storage.tsdb.path=${data}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--storage.tsdb.retention.time=40d',
  ];

  const server: RealPrometheus = {
    url,
    async start() {
      child = await launch(args);
    },
    async stop() {
      if (child === null || child.exitCode !== null) return;
      const gone = new Promise((resolve) => child?.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      child = null;
    },
    async query(path, form) {
      const response = await fetch(`${url}/api/v1/${path}`, { method: 'POST', body: new URLSearchParams(form) });
      return response.json();
    },
    async close() {
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

/** Resolves when the server says that it answers. */
function launch(args: readonly string[]): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const child = spawn('prometheus', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    const said: string[] = [];
    child.once('error', (error) => reject('code' in error && error.code === 'ENOENT' ? new Error(missing) : error));
    child.once('exit', (code) => reject(new Error(`prometheus ended with ${code}:\n${said.slice(-5).join('\n')}`)));
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      if (said.length > 50) said.shift();
      if (line.includes('Server is ready to receive web requests')) resolve(child);
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
