import { createServer, request as askUpstream, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** What the proxy does to every request from now on. */
export type Fault =
  | { readonly kind: 'none' }
  /** Nobody listens. */
  | { readonly kind: 'down' }
  /** Takes connections and says nothing. */
  | { readonly kind: 'hang' }
  /** Answers, one byte at a time, and never ends. */
  | { readonly kind: 'drip' }
  /** Breaks the connection in the middle of an answer. */
  | { readonly kind: 'reset' }
  /** A web page with status 200. */
  | { readonly kind: 'html' }
  /** The first half of the real answer, with status 200. */
  | { readonly kind: 'truncated' }
  /** A body of so many bytes. */
  | { readonly kind: 'flood'; readonly bytes: number }
  /** 429 with Retry-After. */
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number }
  /** The real answer, changed on its way; so is the question. */
  | { readonly kind: 'rewrite'; readonly rewrite: Rewrite };

export interface Rewrite {
  question?(body: string): string;
  /** `question`: as the console sent it. */
  answer?(body: string, question: string): string;
  date?(date: Date): Date;
}

export interface FaultyProxy {
  readonly url: string;
  /** Requests that reached it since the fault was set. */
  readonly requests: number;
  set(fault: Fault): Promise<void>;
  close(): Promise<void>;
}

const dripMs = 50;
const floodChunk = Buffer.alloc(1_048_576, '[1,"1"],');

/** A server between a console and `target` whose faults a test switches. WebSockets pass, and hang, drip and break like the rest. */
export async function startFaultyProxy(target: string): Promise<FaultyProxy> {
  const upstream = new URL(target);
  const sockets = new Set<Socket>();
  const drips = new Set<NodeJS.Timeout>();
  let fault: Fault = { kind: 'none' };
  let requests = 0;
  let listening = false;

  const server = createServer((request, response) => {
    requests += 1;
    response.on('error', () => undefined);
    void readBody(request).then((body) => answer(fault, request, body, response));
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request: IncomingMessage, client: Duplex, head: Buffer) => {
    requests += 1;
    if (fault.kind !== 'none') return client.destroy();
    const real = connect(Number(upstream.port), upstream.hostname, () => {
      const lines = [`${request.method} ${request.url} HTTP/1.1`];
      for (let i = 0; i < request.rawHeaders.length; i += 2) lines.push(`${request.rawHeaders[i]}: ${request.rawHeaders[i + 1]}`);
      real.write(`${lines.join('\r\n')}\r\n\r\n`);
      real.write(head);
      client.pipe(real);
      // Read even while it hangs: what is lost on the way is lost.
      real.on('data', (chunk: Buffer) => (fault.kind === 'hang' || fault.kind === 'drip' ? undefined : client.write(chunk)));
    });
    for (const [one, other] of [
      [client, real],
      [real, client],
    ] as const)
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
  });

  function answer(now: Fault, request: IncomingMessage, body: string, response: ServerResponse): void {
    switch (now.kind) {
      case 'down':
      case 'hang':
        return;
      case 'html':
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>');
        return;
      case 'busy':
        response.writeHead(429, { 'retry-after': String(now.retryAfterSeconds) }).end('slow down');
        return;
      case 'flood':
        flood(response, now.bytes);
        return;
      case 'none':
      case 'drip':
      case 'reset':
      case 'truncated':
      case 'rewrite':
        pass(now, request, body, response);
    }
  }

  function pass(now: Fault, request: IncomingMessage, body: string, response: ServerResponse): void {
    const rewrite = now.kind === 'rewrite' ? now.rewrite : {};
    const question = rewrite.question?.(body) ?? body;
    const headers = { ...request.headers, host: upstream.host, 'content-length': String(Buffer.byteLength(question)) };
    // Compressed answers cannot be changed.
    delete headers['accept-encoding'];
    const asked = askUpstream(new URL(request.url ?? '/', upstream), { method: request.method ?? 'GET', headers }, (real) => {
      void readBody(real).then((text) => {
        const said = rewrite.answer?.(text, body) ?? text;
        const date = new Date(real.headers.date ?? Date.now());
        response.writeHead(real.statusCode ?? 502, {
          'content-type': real.headers['content-type'] ?? 'application/json',
          date: (rewrite.date?.(date) ?? date).toUTCString(),
        });
        if (now.kind === 'drip') return drip(response, said);
        if (now.kind === 'reset') return void response.write(said.slice(0, 20), () => response.socket?.resetAndDestroy());
        response.end(now.kind === 'truncated' ? said.slice(0, said.length >> 1) : said);
      });
    });
    asked.on('error', () => response.destroy());
    asked.end(question);
  }

  function drip(response: ServerResponse, text: string): void {
    let sent = 0;
    const timer = setInterval(() => void response.write(text[sent++ % text.length] ?? ' '), dripMs);
    drips.add(timer);
    response.once('close', () => clearInterval(timer));
  }

  async function listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', () => resolve()));
    listening = true;
  }
  async function endListening(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    listening = false;
    for (const socket of sockets) socket.destroy();
    await closed;
  }

  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    get requests() {
      return requests;
    },
    async set(next) {
      fault = next;
      requests = 0;
      if (next.kind === 'down') await endListening();
      else if (!listening) await listen(port);
      // What hangs or drips from before would otherwise outlive the fault.
      else if (next.kind === 'none' || next.kind === 'reset') for (const socket of sockets) socket.resetAndDestroy();
    },
    async close() {
      for (const timer of drips) clearInterval(timer);
      if (listening) await endListening();
    },
  };
}

/** Stops when nobody reads any more: memory holds one chunk, whatever was promised. */
function flood(response: ServerResponse, bytes: number): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  let left = bytes;
  const more = (): void => {
    while (left > 0 && !response.destroyed) {
      left -= floodChunk.length;
      if (!response.write(floodChunk)) return void response.once('drain', more);
    }
    if (!response.destroyed) response.end();
  };
  more();
}

async function readBody(stream: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of stream) if (chunk instanceof Uint8Array) chunks.push(chunk);
  } catch {
    // The console gave up, or the server died: what came is what there is.
  }
  return Buffer.concat(chunks).toString('utf8');
}
