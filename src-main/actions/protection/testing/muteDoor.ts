import { once } from 'node:events';
import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net';

/** A way to a real server on which answers can be cut off: what is sent arrives there, and nothing comes back. */
export interface MuteDoor {
  /** host:port */
  readonly address: string;
  /** From now on requests that match get no answer; null: all do again. */
  mute(requests: RegExp | null): void;
  close(): Promise<void>;
}

export async function startMuteDoor(to: NetConnectOpts): Promise<MuteDoor> {
  let muted: RegExp | null = null;
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ ...to, allowHalfOpen: true });
    let [request, silent] = ['', false];
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      socket.on('error', () => socket.destroy());
    }
    near.on('data', (chunk) => {
      request += chunk.toString('latin1');
      silent ||= muted?.test(request) ?? false;
      far.write(chunk);
    });
    near.on('end', () => far.end());
    near.on('close', () => far.destroy());
    far.on('data', (chunk) => silent || near.write(chunk));
    far.on('end', () => silent || near.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('It listens on a port.');
  return {
    address: `127.0.0.1:${at.port}`,
    mute: (requests) => (muted = requests),
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
