import { once } from 'node:events';
import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net';

/** A way to a real server on which answers can be cut off: what is sent arrives there, and nothing comes back. */
export interface MuteDoor {
  /** host:port */
  readonly address: string;
  /** From now on requests that match get no answer. Aborted once the first answer was swallowed: what was sent has had its effect. */
  mute(requests: RegExp): AbortSignal;
  /** All get their answers again. */
  unmute(): void;
  close(): Promise<void>;
}

export async function startMuteDoor(to: NetConnectOpts): Promise<MuteDoor> {
  let muted: { readonly requests: RegExp; readonly swallowed: AbortController } | null = null;
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect({ ...to, allowHalfOpen: true });
    let request = '';
    let silent: AbortController | null = null;
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      socket.on('error', () => socket.destroy());
    }
    near.on('data', (chunk) => {
      request += chunk.toString('latin1');
      if (muted?.requests.test(request) === true) silent ??= muted.swallowed;
      far.write(chunk);
    });
    near.on('end', () => far.end());
    near.on('close', () => far.destroy());
    far.on('data', (chunk) => {
      if (silent === null) near.write(chunk);
      else silent.abort();
    });
    far.on('end', () => silent ?? near.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('It listens on a port.');
  return {
    address: `127.0.0.1:${at.port}`,
    mute: (requests) => {
      muted = { requests, swallowed: new AbortController() };
      return muted.swallowed.signal;
    },
    unmute: () => (muted = null),
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
