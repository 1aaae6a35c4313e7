import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { z } from 'zod';

/** One thing that somebody set, as it went over the wire: what was set, and where. */
export interface SeenWrite {
  readonly where: string;
  readonly what: string;
}

/** Stands before a server, hands everything on, and notes what is set. What has arrived is handed on also when its sender is gone. */
export interface Door {
  readonly port: number;
  close(): Promise<void>;
}

/** Before HAProxy's Runtime API: one line, one answer, closed. */
export async function openHaproxyDoor(where: string, socketPath: string, note: (write: SeenWrite) => void): Promise<Door> {
  const server = createServer({ allowHalfOpen: true }, (client) => {
    let asked = '';
    client.on('error', () => client.destroy());
    client.on('data', (chunk) => {
      asked += chunk.toString();
      if (!asked.includes('\n')) return;
      const line = asked.trim();
      asked = '';
      if (/^(set|add|del) /.test(line)) note({ where, what: line });
      const behind = connect({ path: socketPath });
      behind.on('error', () => client.destroy());
      behind.on('data', (answer) => void (client.writable && client.write(answer)));
      behind.on('end', () => client.end());
      behind.write(`${line}\n`);
    });
  });
  return listening(server);
}

const txnSchema = z.object({
  success: z.array(
    z.union([
      z.object({ request_put: z.object({ key: z.string(), value: z.string().default('') }) }),
      z.object({ request_delete_range: z.object({ key: z.string() }) }),
    ]),
  ),
});

/** Before etcd's JSON gateway; only what etcd says it did is noted. */
export async function openEtcdDoor(where: string, url: string, note: (write: SeenWrite) => void): Promise<Door> {
  async function handOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const answer = await fetch(`${url}${request.url ?? ''}`, { method: 'POST', body });
    const text = await answer.text();
    if (request.url === '/v3/kv/txn' && text.includes('"succeeded":true')) noteTxn(body);
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
  }
  function noteTxn(body: string): void {
    for (const act of txnSchema.parse(JSON.parse(body)).success)
      if ('request_put' in act) note({ where, what: `put ${plain(act.request_put.key)} = ${plain(act.request_put.value)}` });
      else note({ where, what: `delete ${plain(act.request_delete_range.key)}` });
  }
  const server = createHttpServer((request, response) => {
    // A sender that was killed reads no answer.
    response.on('error', () => response.destroy());
    handOn(request, response).catch(() => response.destroy());
  });
  return listening(server);
}

const plain = (base64: string): string => Buffer.from(base64, 'base64').toString();

async function listening(server: Server): Promise<Door> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server.address());
  return {
    port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      // Those that are kept alive for a next request would keep the door open.
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('a door must listen on a port');
  return address.port;
}
