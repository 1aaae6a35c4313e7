import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import {
  feedGrantSchema,
  feedHelloSchema,
  feedMessageBytesMax,
  pushFeedVersion,
  type FeedBatchInput,
  type FeedGap,
  type FeedRefusal,
  type FeedTime,
} from '../../../contract/pushFeed';
import { FeedLog } from './feedLog';
import { batchesOnTheWire, type GatewayFaults } from './gatewayFaults';

/** The reference gateway: what docs/push-feed.md says, in one file. Tests switch its faults. */
export interface PushGateway {
  readonly url: string;
  readonly epoch: string;
  /** How many consoles are connected and have said hello. */
  readonly consoles: number;
  /** Batches in the log. */
  readonly logged: number;
  /** Switched by tests at any time; all off at first. */
  readonly faults: GatewayFaults;
  /** Appends to the log and sends to every console that has credit. */
  push(batch: Omit<FeedBatchInput, 'cursor'>): void;
  /** What is pushed into the empty log is whole from this moment on; otherwise from the first watermark on. */
  beginAt(at: number): void;
  /** Forgets what was pushed so far: a console that is away now comes back to a gap. */
  forget(): void;
  /** Ends every connection; consoles come back by themselves. */
  disconnect(): void;
  /** The port is closed until `start`; the log stays, as if it were on disk. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops, and starts with an empty log and a new epoch. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface GatewayOptions {
  /** A free one when left out. */
  readonly port?: number;
  /** Batches kept for consoles that come back. */
  readonly batchesMax?: number;
  /** The whole Authorization header that is let in; everybody is when left out. */
  readonly authorization?: string;
  readonly tls?: ServerOptions;
  /** Both when left out. */
  readonly transports?: ('websocket' | 'polling')[];
  readonly clock?: () => FeedTime;
}

interface Console {
  readonly socket: Socket;
  /** Cursor of the next batch for it. */
  next: number;
  sent: number;
  granted: number;
}

const serverName = 'Highnoon reference gateway 1';

export async function startPushGateway(options: GatewayOptions = {}): Promise<PushGateway> {
  const { batchesMax = 1_000, clock = () => ({ at: Date.now(), rate: 1 }) } = options;
  const faults: GatewayFaults = {
    dropEvery: 0,
    holdBack: false,
    garbage: false,
    duplicate: false,
    resetCounts: false,
    clockOffMs: 0,
    refuse: null,
  };
  const consoles = new Set<Console>();
  let log = new FeedLog(batchesMax);
  let epoch = randomUUID();
  let port = options.port ?? 0;
  let running: { readonly io: Server; close(): Promise<void> } | null = null;

  const shownClock = (): FeedTime => ({ ...clock(), at: clock().at + faults.clockOffMs });
  const shifted = (at: number | null): number | null => (at === null ? null : at + faults.clockOffMs);

  /** Sends what this console has credit for. It holds no queue of its own: a slow console falls behind in the log, and out of it. */
  const pump = (console: Console): void => {
    while (!faults.holdBack && console.sent < console.granted) {
      // Said only when something follows: a console that takes nothing is not sent one gap after the other.
      if (console.next < log.oldest) {
        console.next = log.oldest;
        const completeFrom = shifted(log.completeFrom) ?? shownClock().at;
        console.socket.emit('gap', { next: log.oldest, completeFrom } satisfies FeedGap);
      }
      const batch = log.at(console.next);
      if (batch === undefined) return;
      console.next += 1;
      for (const message of batchesOnTheWire(batch, faults)) {
        console.sent += 1;
        console.socket.emit('batch', message);
      }
    }
  };

  const welcome = (socket: Socket, message: unknown, answer: (reply: unknown) => void): void => {
    const hello = feedHelloSchema.safeParse(message);
    if (!hello.success)
      return answer({ refused: 'version', message: `this gateway speaks version ${pushFeedVersion}` } satisfies FeedRefusal);
    const { resume, credit } = hello.data;
    const known = resume !== null && resume.epoch === epoch && resume.cursor < log.next && resume.cursor + 1 >= log.oldest;
    const next = known ? resume.cursor + 1 : log.oldest;
    const completeFrom = known ? null : (shifted(log.completeFrom) ?? shownClock().at);
    answer({ version: pushFeedVersion, epoch, server: serverName, next, completeFrom, ...shownClock() });
    const console: Console = { socket, next, sent: 0, granted: credit };
    consoles.add(console);
    socket.on('grant', (grant: unknown) => {
      const parsed = feedGrantSchema.safeParse(grant);
      if (parsed.success) console.granted = Math.max(console.granted, parsed.data.batches);
      pump(console);
    });
    socket.on('disconnect', () => consoles.delete(console));
    pump(console);
  };

  const admits = ({ headers }: IncomingMessage, auth: unknown): boolean => {
    if (options.authorization === undefined || headers.authorization === options.authorization) return true;
    return auth !== null && typeof auth === 'object' && 'authorization' in auth && auth.authorization === options.authorization;
  };

  const gateway: PushGateway = {
    get url() {
      return `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`;
    },
    get epoch() {
      return epoch;
    },
    get consoles() {
      return consoles.size;
    },
    get logged() {
      return log.next - log.oldest;
    },
    faults,
    push(batch) {
      log.append(batch);
      for (const console of consoles) pump(console);
    },
    beginAt: (at) => log.beginAt(at),
    forget: () => log.forget(),
    disconnect: () => void running?.io.disconnectSockets(true),
    async start() {
      const server = options.tls === undefined ? createHttpServer() : createHttpsServer(options.tls);
      const io = new Server(server, {
        maxHttpBufferSize: feedMessageBytesMax,
        serveClient: false,
        ...(options.transports === undefined ? {} : { transports: options.transports }),
      });
      io.engine.use((_request: IncomingMessage, response: ServerResponse, next: () => void) => {
        if (faults.refuse === null) next();
        else response.writeHead(faults.refuse, faults.refuse === 401 ? {} : { 'retry-after': '1' }).end();
      });
      io.use((socket, next) =>
        next(admits(socket.request, socket.handshake.auth) ? undefined : new Error('these credentials are not known here')),
      );
      io.on('connection', (socket) => {
        socket.on('hello', (message: unknown, answer: unknown) => {
          if (typeof answer === 'function') welcome(socket, message, (reply) => void Reflect.apply(answer, undefined, [reply]));
        });
        socket.on('time', (answer: unknown) => {
          if (typeof answer === 'function' && !faults.holdBack) Reflect.apply(answer, undefined, [shownClock()]);
        });
      });
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', () => resolve()));
      port = (server.address() as AddressInfo).port;
      running = { io, close: () => io.close() };
    },
    async stop() {
      consoles.clear();
      running?.io.disconnectSockets(true);
      await running?.close();
      running = null;
    },
    async restart() {
      await gateway.stop();
      log = new FeedLog(batchesMax);
      epoch = randomUUID();
      await gateway.start();
    },
    close: () => gateway.stop(),
  };
  await gateway.start();
  return gateway;
}
