import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { freePort, launchServer, type RealServer } from './realServer';

export interface RealPrometheus extends RealServer {
  /** The raw answer to a query, for comparison. */
  query(path: 'query' | 'query_range', form: Record<string, string>): Promise<unknown>;
}

type Text = Iterable<string> | AsyncIterable<string>;

export interface PrometheusOptions {
  /** host:port of pages to scrape every second. */
  readonly scrape?: readonly string[];
  /** OpenMetrics text to start with, ending in `# EOF`; may reach into the future. Several when they are made one after the other. */
  readonly backfill?: string | readonly Text[] | AsyncIterable<Text>;
  /** YAML of one rule file. */
  readonly rules?: string;
  /** host:port that gets the alerts. */
  readonly alertmanager?: string;
  readonly onDeath?: (sentence: string) => void;
}

const missing = 'Prometheus is not installed; `apt-get install -y prometheus` brings prometheus and promtool.';

/** A Prometheus from the distribution's package on a free loopback port, with a data folder of its own. */
export async function startRealPrometheus(options: PrometheusOptions): Promise<RealPrometheus> {
  const home = await mkdtemp(join(tmpdir(), 'highnoon-prometheus-'));
  const data = join(home, 'data');
  const config = join(home, 'prometheus.yml');
  await writeFile(config, configOf(options));
  if (options.rules !== undefined) await writeFile(join(home, 'rules.yml'), options.rules);
  const { backfill = [] } = options;
  for await (const text of typeof backfill === 'string' ? [[backfill]] : backfill) await createBlocks(text, home, data);
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
      end = await launchServer({ program: 'prometheus', args, package: 'prometheus', ready, onDeath: options.onDeath });
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

function configOf({ scrape = [], rules, alertmanager }: PrometheusOptions): string {
  const targets = scrape.map((target) => `'${target}'`).join(', ');
  return [
    'global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }',
    'scrape_configs:',
    `  - { job_name: city, static_configs: [{ targets: [${targets}] }] }`,
    ...(rules === undefined ? [] : ['rule_files: [rules.yml]']),
    ...(alertmanager === undefined
      ? []
      : [`alerting: { alertmanagers: [{ static_configs: [{ targets: ['${alertmanager}'] }] }] }`]),
    '',
  ].join('\n');
}

async function createBlocks(backfill: Text, home: string, data: string): Promise<void> {
  const text = join(home, 'backfill.txt');
  await pipeline(Readable.from(backfill), createWriteStream(text));
  // Without long blocks promtool reads the whole file again for every two hours in it.
  const args = ['tsdb', 'create-blocks-from', 'openmetrics', '--max-block-duration=200h', text, data];
  await promisify(execFile)('promtool', args).catch((error: unknown) => {
    throw error instanceof Error && 'code' in error && error.code === 'ENOENT' ? new Error(missing) : error;
  });
  await rm(text);
}
