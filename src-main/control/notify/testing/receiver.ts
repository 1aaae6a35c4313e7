import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Receiver {
  readonly origin: string;
  readonly received: readonly Received[];
  /** Resolves when so many have come in all. */
  count(wanted: number): Promise<void>;
  close(): Promise<void>;
}

export type Answer =
  { readonly status?: number; readonly text?: string; readonly headers?: Record<string, string> } | 'never' | 'hangUp';

/** A real HTTP server; `answer` is asked for each request, in order. */
export async function openReceiver(answer: (received: Received, number: number) => Answer): Promise<Receiver> {
  const received: Received[] = [];
  const waiting: { readonly wanted: number; readonly resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const one: Received = {
        url: new URL(request.url ?? '/', origin),
        headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
        body,
      };
      received.push(one);
      for (const { wanted, resolve } of waiting) if (received.length >= wanted) resolve();
      const said = answer(one, received.length);
      if (said === 'never') return;
      if (said === 'hangUp') request.socket.destroy();
      else response.writeHead(said.status ?? 200, said.headers).end(said.text ?? '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${portOf(server.address())}`;
  return {
    origin,
    received,
    count: (wanted) =>
      received.length >= wanted ? Promise.resolve() : new Promise((resolve) => waiting.push({ wanted, resolve })),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server listens on a port');
  return address.port;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
