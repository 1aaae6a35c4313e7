import { createServer, type IncomingMessage, type Server } from 'node:http';
import { BackendFailure } from '../backend';

/** What a sender is told. */
export interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}
export interface Arrived {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface Receiver {
  /** Listens, or goes on listening. @throws BackendFailure with what to do where it cannot */
  open(): Promise<void>;
  close(): void;
}

/** A deployment's payload is some ten kB. */
const bodyBytesMax = 512 * 1_024;
const requestTimeoutMs = 10_000;
const connectionsMax = 64;

/** An HTTP server for POSTs of JSON, on one address. */
export function createReceiver(url: string, receive: (arrived: Arrived) => Reply): Receiver {
  const { hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  let server: Server | null = null;
  let closed = false;

  return {
    async open() {
      if (closed) throw new BackendFailure('closed', `The receiver at ${url} was closed.`);
      if (server?.listening === true) return;
      server?.close();
      const next = createServer({ requestTimeout: requestTimeoutMs, headersTimeout: requestTimeoutMs }, (incoming, response) => {
        void answer(incoming, receive).then(({ status, body }) => {
          // A body nobody read to its end would be taken for the next request.
          if (!incoming.complete) response.setHeader('connection', 'close');
          response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
          response.end(`${JSON.stringify(body)}\n`);
        });
      });
      next.maxConnections = connectionsMax;
      server = next;
      await new Promise<void>((resolve, reject) => {
        next.once('error', (error) => reject(failureOf(error, url)));
        // An address without a port is refused by the settings, and :80 by URL itself is ''.
        next.listen(port === '' ? 80 : Number(port), host, resolve);
      });
      // A socket that a sender broke is its trouble; the next check finds a server that stopped listening.
      next.on('error', () => undefined);
    },

    close() {
      closed = true;
      server?.close();
      server?.closeAllConnections();
    },
  };
}

async function answer(incoming: IncomingMessage, receive: (arrived: Arrived) => Reply): Promise<Reply> {
  const { method, headers, url = '/' } = incoming;
  if (method !== 'POST')
    return refuse(405, 'This address takes POST with a JSON body; see "Webhook" in the guide of the workspace file.');
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(headers['content-type'] ?? ''))
    return refuse(415, 'Send JSON, with the header Content-Type: application/json.');
  const body = await readBody(incoming);
  if (body === null) return refuse(413, `The body is larger than ${bodyBytesMax / 1_024} kB; send one event at a time.`);
  return receive({ path: url.split('?')[0] ?? '/', headers, body });
}

export function refuse(status: number, error: string): Reply {
  return { status, body: { error } };
}

/** Null when it is too large, or was cut off. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve) => {
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > bodyBytesMax) resolve(null);
      else chunks.push(chunk);
    });
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
    incoming.on('error', () => resolve(null));
  });
}

function failureOf(error: Error, url: string): BackendFailure {
  const code = 'code' in error ? String(error.code) : error.message;
  const why: Readonly<Record<string, string>> = {
    EADDRINUSE: 'another program listens there already; stop it, or choose another port',
    EACCES: 'this account may not listen on that port; choose one above 1023',
    EADDRNOTAVAIL: 'this machine has no such address; use 127.0.0.1, 0.0.0.0 or one of its own',
    ENOTFOUND: 'no machine of that name is known; use 127.0.0.1, 0.0.0.0 or one of its own addresses',
  };
  return new BackendFailure('refused', `Nothing can be received at ${url}: ${why[code] ?? code}. It is tried again by itself.`);
}
