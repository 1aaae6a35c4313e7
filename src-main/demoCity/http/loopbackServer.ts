import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { CityError } from '../cityError';

export interface Request {
  method: string;
  /** Path segments, decoded: `/api/controls/x` is ['api', 'controls', 'x']. */
  path: string[];
  search: URLSearchParams;
  /** Parses the body as JSON of a schema; throws CityError 400 that names the key. */
  json<T>(schema: z.ZodType<T>): Promise<T>;
}

/** What a route answers: JSON, or text with its type. */
export type Answer = { json: unknown } | { text: string; contentType: string };
export type Route = (request: Request) => Promise<Answer> | Answer;

export interface LoopbackServer {
  url: string;
  close(): Promise<void>;
}

const bodyBytesMax = 1_000_000;
const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Serves one route on 127.0.0.1 only. A Host that is not loopback is refused, so that no web page can rebind its name to us. */
export async function serveLoopback(port: number, route: Route): Promise<LoopbackServer> {
  const server = createServer((incoming, response) => {
    void answer(incoming, route).then((reply) => {
      // A body nobody read to its end would be taken for the next request.
      if (!incoming.complete) response.setHeader('connection', 'close');
      send(response, reply);
    });
  });
  server.requestTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { url: `http://127.0.0.1:${portOf(server)}`, close: () => closeServer(server) };
}

interface Reply {
  status: number;
  contentType: string;
  body: string;
}

async function answer(incoming: IncomingMessage, route: Route): Promise<Reply> {
  try {
    if (!isLoopback(incoming.headers.host)) return refuse(403, 'this city answers on loopback only');
    const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
    const reply = await route({
      method: incoming.method ?? 'GET',
      path: url.pathname.split('/').filter(Boolean).map(decode),
      search: url.searchParams,
      json: async (schema) => parseBody(await readBody(incoming), schema),
    });
    if ('json' in reply) return { status: 200, contentType: 'application/json', body: JSON.stringify(reply.json) };
    return { status: 200, contentType: reply.contentType, body: reply.text };
  } catch (error) {
    if (error instanceof CityError) return refuse(error.status, error.message);
    return refuse(500, error instanceof Error ? error.message : 'the city stumbled');
  }
}

function refuse(status: number, message: string): Reply {
  return { status, contentType: 'application/json', body: JSON.stringify({ error: message }) };
}

function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { 'content-type': reply.contentType, 'cache-control': 'no-store' });
  response.end(reply.body);
}

function isLoopback(host: string | undefined): boolean {
  return host !== undefined && loopbackHosts.has(host.replace(/:\d+$/, ''));
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new CityError(400, `path: "${segment}" is not URL-encoded text`);
  }
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    const piece = Buffer.from(z.instanceof(Uint8Array).parse(chunk));
    bytes += piece.length;
    if (bytes > bodyBytesMax) throw new CityError(400, `body: more than ${bodyBytesMax} bytes`);
    chunks.push(piece);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseBody<T>(text: string, schema: z.ZodType<T>): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CityError(400, 'body: not JSON');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new CityError(400, `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'not what was expected'}`);
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a listening TCP server has a port');
  return address.port;
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
