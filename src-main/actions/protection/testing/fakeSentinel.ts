import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { answerCommand, type SentinelRules } from './fakeSentinelCommands';

/**
 * Sentinel 1.8's simple HTTP command centre as its sources describe it, with everything about it that bites: HTTP/1.0 that closes, a few
 * workers with a queue of ten and no word for who comes too many, rules that are replaced as a whole, lost on a restart and listed by hash.
 */
export interface FakeSentinel extends SentinelRules {
  /** host:port where it ended up. */
  readonly address: string;
  /** Connections that were closed without a word because too many came at once. */
  readonly dropped: () => number;
  /** The application starts again: its rules were in memory. */
  restart(): void;
  close(): Promise<void>;
}

export interface FakeSentinelOptions {
  readonly host?: string;
  /** Where it begins to look for a free port; 0 takes any. */
  readonly port?: number;
  /** Its data source cannot be written. */
  readonly dataSourceFails?: boolean;
}

const [workers, queueMax, requestMs] = [2, 10, 5] as const;

export async function startFakeSentinel({
  host = '127.0.0.1',
  port = 0,
  dataSourceFails = false,
}: FakeSentinelOptions = {}): Promise<FakeSentinel> {
  const rules: SentinelRules = { flow: [], degrade: [], dataSourceFails, dislikes: () => false };
  const waiting: Socket[] = [];
  const open = new Set<Socket>();
  let [busy, dropped] = [0, 0];

  async function work(socket: Socket): Promise<void> {
    busy += 1;
    const request = await requestOf(socket);
    await new Promise((resolve) => setTimeout(resolve, requestMs));
    if (request !== null) {
      const { status, text } = answerCommand(request, rules);
      socket.end(`HTTP/1.0 ${status}\r\nConnection: close\r\n\r\n${text}`);
    }
    busy -= 1;
    const next = waiting.shift();
    if (next !== undefined) void work(next);
  }

  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    if (busy < workers) return void work(socket);
    if (waiting.length < queueMax) return void waiting.push(socket);
    dropped += 1;
    socket.destroy();
  });
  const at = await listen(server, host, port);
  return Object.assign(rules, {
    address: `${host}:${at}`,
    dropped: () => dropped,
    restart: () => {
      rules.flow = [];
      rules.degrade = [];
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

export interface SentinelRequest {
  readonly method: string;
  /** With its query. */
  readonly target: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Null for one that ends before its request does. */
async function requestOf(socket: Socket): Promise<SentinelRequest | null> {
  let text = '';
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    const end = text.indexOf('\r\n\r\n');
    if (end < 0) continue;
    const [first = '', ...lines] = text.slice(0, end).split('\r\n');
    const [method = '', target = ''] = first.split(' ');
    const headers = new Map(
      lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
    );
    const body = text.slice(end + 4);
    if (body.length >= Number(headers.get('content-length') ?? 0)) return { method, target, headers, body };
  }
  return null;
}

/** Climbs while the port is taken. */
async function listen(server: ReturnType<typeof createServer>, host: string, port: number): Promise<number> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return listen(server, host, port + 1);
    throw error;
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It listens on a port.');
  return address.port;
}
