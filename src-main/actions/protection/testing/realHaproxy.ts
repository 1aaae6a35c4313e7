import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askHaproxy } from '../executors/haproxy/askHaproxy';
import { freePort } from './freePort';

/** An HAProxy from the distribution's package: two servers behind one frontend, and a map that a rule reads as kill switch. */
export interface RealHaproxy {
  /** Of its Runtime API. */
  readonly address: string;
  readonly map: string;
  readonly port: number;
  close(): Promise<void>;
}

const missing = 'HAProxy is not installed; `apt-get install -y haproxy` brings it.';
const readyWithinMs = 10_000;

/** `servers`: host:port of what stands behind it. */
export async function startRealHaproxy(
  servers: readonly [string, string] = ['127.0.0.1:1', '127.0.0.1:2'],
): Promise<RealHaproxy> {
  const home = await mkdtemp(join(tmpdir(), 'highnoon-haproxy-'));
  const [socket, map, config] = [join(home, 's.sock'), join(home, 'kill.map'), join(home, 'haproxy.cfg')];
  const port = await freePort();
  await writeFile(map, 'pay off\n');
  await writeFile(config, configOf(socket, map, port, servers));
  // Debian keeps it where a user's PATH does not look.
  const env = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin` };
  const child = spawn('haproxy', ['-f', config, '-db'], { stdio: ['ignore', 'ignore', 'pipe'], env });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve('code' in error && error.code === 'ENOENT' ? missing : error.message));
    child.once('exit', () => resolve(said.join('')));
  });
  await Promise.race([ready(`unix:${socket}`), ended.then((why) => Promise.reject(new Error(why)))]);
  return {
    address: `unix:${socket}`,
    map,
    port,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Asks until it answers: it makes its socket before it listens there. */
async function ready(address: string): Promise<void> {
  const signal = AbortSignal.timeout(readyWithinMs);
  while (!signal.aborted)
    try {
      await askHaproxy(address, 'show info', signal);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  throw new Error('HAProxy did not answer on its stats socket.');
}

function configOf(socket: string, map: string, port: number, [first, second]: readonly [string, string]): string {
  return `
global
  stats socket ${socket} mode 600 level admin
  maxconn 1000
defaults
  mode http
  timeout connect 1s
  timeout client 5s
  timeout server 5s
frontend in
  bind 127.0.0.1:${port}
  maxconn 500
  http-request deny deny_status 503 if { str(pay),map(${map},off) -m str on }
  default_backend app
backend app
  balance roundrobin
  server s1 ${first} weight 100 maxconn 50
  server s2 ${second} weight 100
`;
}
