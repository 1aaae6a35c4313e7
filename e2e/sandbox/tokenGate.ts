import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server in front of another that lets only a bearer of the token through, as gateways of real shops do. */
export interface TokenGate {
  readonly url: string;
  close(): Promise<void>;
}

export async function startTokenGate(target: string, token: string): Promise<TokenGate> {
  const server = createServer((incoming, outgoing) => {
    if (incoming.headers.authorization !== `Bearer ${token}`) {
      outgoing.writeHead(401, { 'www-authenticate': 'Bearer' }).end('a token, please');
      return;
    }
    const onward = request(
      new URL(incoming.url ?? '/', target),
      { method: incoming.method, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
