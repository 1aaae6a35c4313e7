import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './freePort';

/** An etcd of one member from the distribution's package. */
export interface RealEtcd {
  readonly url: string;
  /** One call of its JSON gateway, as another hand would make it. */
  call(path: `/v3/${string}`, body: object): Promise<unknown>;
  close(): Promise<void>;
}

const missing = 'etcd is not installed; `apt-get install -y etcd-server` brings it.';
const readyWithinMs = 20_000;

export async function startRealEtcd(): Promise<RealEtcd> {
  const home = await mkdtemp(join(tmpdir(), 'highnoon-etcd-'));
  const url = `http://127.0.0.1:${await freePort()}`;
  const options = {
    'listen-client-urls': url,
    'advertise-client-urls': url,
    'listen-peer-urls': 'http://127.0.0.1:0',
    'data-dir': join(home, 'data'),
    // It has nobody to elect but itself; its usual second only makes tests wait.
    'heartbeat-interval': '20',
    'election-timeout': '200',
  };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn('etcd', flags, { stdio: ['ignore', 'ignore', 'pipe'] });
  const said: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve('code' in error && error.code === 'ENOENT' ? missing : error.message));
    child.once('exit', () => resolve(said.slice(-5).join('')));
  });
  const call = async (path: string, body: object): Promise<unknown> => {
    const signal = AbortSignal.timeout(readyWithinMs);
    const answer = await fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body), signal });
    if (!answer.ok) throw new Error(`etcd answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  await Promise.race([ready(call), ended.then((why) => Promise.reject(new Error(why)))]);
  return {
    url,
    call,
    close: async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Asks until it answers with a leader. */
async function ready(call: (path: string, body: object) => Promise<unknown>): Promise<void> {
  const signal = AbortSignal.timeout(readyWithinMs);
  while (!signal.aborted)
    try {
      await call('/v3/kv/range', { key: 'AA==' });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  throw new Error('etcd did not become ready.');
}
