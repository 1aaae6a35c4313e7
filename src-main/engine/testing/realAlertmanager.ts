import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, launchServer, type RealServer } from './realServer';

export interface PostedAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly startsAt?: Date;
  /** Left out: the server ends it by itself when nobody repeats it for its resolve_timeout. */
  readonly endsAt?: Date;
}

export interface RealAlertmanager extends RealServer {
  /** What a Prometheus would send. */
  post(alerts: readonly PostedAlert[]): Promise<void>;
  /** The raw answer of the API, for comparison. */
  read(path: string): Promise<unknown>;
}

/** An Alertmanager from the distribution's package with its default flags, alone, on a free loopback port; it notifies nobody. */
export async function startRealAlertmanager(onDeath?: (sentence: string) => void): Promise<RealAlertmanager> {
  const home = await mkdtemp(join(tmpdir(), 'highnoon-alertmanager-'));
  const config = join(home, 'alertmanager.yml');
  await writeFile(config, 'route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const args = [
    `--config.file=${config}`,
    `--storage.path=${join(home, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    // Alone: no gossip, no second port.
    '--cluster.listen-address=',
  ];
  let end: (() => Promise<void>) | null = null;

  const server: RealAlertmanager = {
    url,
    async start() {
      end = await launchServer({
        program: 'prometheus-alertmanager',
        args,
        package: 'prometheus-alertmanager',
        ready: { url: `${url}/-/ready` },
        onDeath,
      });
    },
    async stop() {
      await end?.();
      end = null;
    },
    async post(alerts) {
      const response = await fetch(`${url}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(alerts),
      });
      if (!response.ok) throw new Error(`the alerts were refused: ${response.status} ${await response.text()}`);
    },
    async read(path) {
      const response = await fetch(`${url}/api/v2/${path}`);
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
