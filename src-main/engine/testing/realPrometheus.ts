import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, launchServer, type RealServer } from './realServer';

export interface RealPrometheus extends RealServer {
  /** The raw answer to a query, for comparison. */
  query(path: 'query' | 'query_range', form: Record<string, string>): Promise<unknown>;
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
  let end: (() => Promise<void>) | null = null;
  const args = [
    `--config.file=${config}`,
    `--storage.tsdb.path=${data}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--storage.tsdb.retention.time=40d',
  ];

  const server: RealPrometheus = {
    url,
    async start() {
      const ready = { line: 'Server is ready to receive web requests' };
      end = await launchServer({ program: 'prometheus', args, package: 'prometheus', ready });
    },
    async stop() {
      await end?.();
      end = null;
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
