import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askHaproxy } from '../executors/haproxy/askHaproxy';

export interface LaunchedHaproxy {
  /** Of its Runtime API. */
  readonly address: string;
  readonly map: string;
  close(): Promise<void>;
}

export interface HaproxyFiles {
  readonly socket: string;
  readonly map: string;
}

const missing = 'HAProxy is not installed; `apt-get install -y haproxy` brings it.';
const readyWithinMs = 10_000;

/** An HAProxy from the distribution's package with a configuration and a map file of its own, in a folder that goes with it. */
export async function launchHaproxy(
  config: (files: HaproxyFiles) => string,
  mapText: string,
  onDeath: (sentence: string) => void = () => undefined,
): Promise<LaunchedHaproxy> {
  const home = await mkdtemp(join(tmpdir(), 'highnoon-haproxy-'));
  const [socket, map, path] = [join(home, 's.sock'), join(home, 'kill.map'), join(home, 'haproxy.cfg')];
  await writeFile(map, mapText);
  await writeFile(path, config({ socket, map }));
  // Debian keeps it where a user's PATH does not look.
  const env = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin` };
  const child = spawn('haproxy', ['-f', path, '-db'], { stdio: ['ignore', 'ignore', 'pipe'], env });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  let asked = false;
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve('code' in error && error.code === 'ENOENT' ? missing : error.message));
    child.once('exit', () => resolve(said.join('')));
  });
  await Promise.race([ready(`unix:${socket}`), ended.then((why) => Promise.reject(new Error(why)))]);
  void ended.then((why) => (asked ? undefined : onDeath(`haproxy ended by itself: ${why}`)));
  return {
    address: `unix:${socket}`,
    map,
    close: async () => {
      asked = true;
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
