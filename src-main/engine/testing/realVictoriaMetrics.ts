import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, launchServer, type RealServer } from './realServer';

export interface RealVictoriaMetrics extends RealServer {
  /** Takes over lines of `name{labels} value epochMs`; visible at once. */
  import(lines: string): Promise<void>;
  /** The raw answer to a query, for comparison. */
  query(path: 'query' | 'query_range', form: Record<string, string>): Promise<unknown>;
}

export interface VictoriaMetricsOptions {
  /** host:port of pages to scrape every second. */
  readonly scrape?: readonly string[];
  readonly onDeath?: (sentence: string) => void;
}

/** A VictoriaMetrics from the distribution's package with its default flags, on a free loopback port, with a data folder of its own. */
export async function startRealVictoriaMetrics({
  scrape = [],
  onDeath,
}: VictoriaMetricsOptions = {}): Promise<RealVictoriaMetrics> {
  const home = await mkdtemp(join(tmpdir(), 'highnoon-victoria-'));
  const config = join(home, 'scrape.yml');
  const targets = scrape.map((target) => `'${target}'`).join(', ');
  await writeFile(
    config,
    `global: { scrape_interval: 1s, scrape_timeout: 1s }\nscrape_configs:\n  - { job_name: city, static_configs: [{ targets: [${targets}] }] }\n`,
  );
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = [
    `-storageDataPath=${join(home, 'data')}`,
    `-httpListenAddr=127.0.0.1:${port}`,
    ...(scrape.length === 0 ? [] : [`-promscrape.config=${config}`]),
  ];
  let end: (() => Promise<void>) | null = null;

  const server: RealVictoriaMetrics = {
    url,
    async start() {
      const ready = { url: `${url}/health` };
      end = await launchServer({ program: 'victoria-metrics', args, package: 'victoria-metrics', ready, onDeath });
    },
    async stop() {
      await end?.();
      end = null;
    },
    async import(lines) {
      const response = await fetch(`${url}/api/v1/import/prometheus`, { method: 'POST', body: lines });
      if (!response.ok) throw new Error(`the samples were refused: ${response.status} ${await response.text()}`);
      // What was just taken over is searched for only after a flush.
      await fetch(`${url}/internal/force_flush`);
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
