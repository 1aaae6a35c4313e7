import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeServer {
  readonly url: string;
  close(): Promise<void>;
}

/** A JSON server on loopback for the protocols of servers that cannot be installed here. */
export async function startFakeServer(
  answer: (url: URL, body: string) => { readonly status: number; readonly json: unknown },
  /** What its answers are dated by, epoch ms. */
  now: () => number,
): Promise<FakeServer> {
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const { status, json } = answer(new URL(request.url ?? '/', 'http://fake'), body);
      response
        .writeHead(status, { 'content-type': 'application/json', date: new Date(now()).toUTCString() })
        .end(JSON.stringify(json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
