import { isIP } from 'node:net';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Agent, request, type Dispatcher } from 'undici';
import { BackendFailure } from './backend';
import type { HttpDoor, OpenDoor } from './httpDoor';
import { connectionFailure, readRetryAfter, statusFailure } from './httpFailure';

/** Nothing we ask for comes near this; what does is a defect or an attack, and would stall every other backend. */
export const bodyBytesMax = 64 * 1024 * 1024;

export interface HttpQuestion {
  readonly url: URL;
  readonly signal: AbortSignal;
  /** From the first byte we send to the last one of the answer. */
  readonly timeoutMs: number;
  /** Who we are there; nobody when left out. */
  readonly door?: HttpDoor;
  /** POST form-encoded or JSON; GET when left out. */
  readonly body?: URLSearchParams | { readonly json: unknown };
  /** Instead of GET or POST. */
  readonly method?: 'DELETE';
  /** Told the head of every answer that came, whatever its status: servers without a clock of their own have a Date there. */
  readonly onHead?: (headers: Headers) => void;
  /** Counted after decompression. */
  readonly bytesMax?: number;
  /** Turns an error status and its text into a failure; null leaves it to the default sentence. */
  readonly explain?: (status: number, text: string) => BackendFailure | null;
}

const plainDoor: OpenDoor = {
  dispatcher: new Agent({ headersTimeout: 0, bodyTimeout: 0 }),
  headers: {},
  secrets: [],
  alert: () => null,
};

/**
 * One HTTP request, its answer as text. Redirects are refused: they could lead credentials elsewhere.
 * @throws BackendFailure with a sentence in which no secret stands; nothing else.
 */
export async function askText(question: HttpQuestion): Promise<string> {
  return ask(question, (answer) => readAnswer(answer, question));
}

/** The same for who wants to know the status, whatever it is; a redirect is an answer like any other and is not followed. */
export async function askAnswer(question: HttpQuestion): Promise<{ readonly status: number; readonly text: string }> {
  return ask(question, async (answer) => ({
    status: answer.statusCode,
    text: await readBody(answer, question.bytesMax ?? bodyBytesMax, question.url.origin),
  }));
}

async function ask<Value>(question: HttpQuestion, take: (answer: Dispatcher.ResponseData) => Promise<Value>): Promise<Value> {
  const { url, signal, timeoutMs } = question;
  const where = url.origin;
  let door = plainDoor;
  const waiting = waitFor(signal, timeoutMs);
  try {
    if (question.door !== undefined) door = await waiting.orGivenUp(question.door.open());
    const answer = await waiting.orGivenUp(send(question, door, waiting.signal));
    return await waiting.orGivenUp(take(answer));
  } catch (error) {
    if (signal.aborted) throw new BackendFailure('closed', `${where} was not waited for any longer.`);
    if (waiting.signal.aborted)
      throw new BackendFailure(
        'timeout',
        `${where} did not answer within ${timeoutMs / 1_000} s; check its load and the network between.`,
      );
    const failure = connectionFailure(error, where, door.alert());
    if (failure.code === 'untrusted' || failure.code === 'denied') question.door?.reopen();
    throw new BackendFailure(failure.code, question.door?.redact(failure.message) ?? failure.message, failure.retryAfterMs);
  } finally {
    waiting.end();
  }
}

async function send(
  { url, body, method, onHead }: HttpQuestion,
  door: OpenDoor,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  const form = body instanceof URLSearchParams;
  const answer = await request(url, {
    dispatcher: door.dispatcher,
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      accept: 'application/json',
      // On this machine packing costs more than sending.
      ...(isLoopback(url.hostname) ? {} : { 'accept-encoding': 'gzip' }),
      ...(body === undefined ? {} : { 'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json' }),
      ...door.headers,
    },
    body: body === undefined ? null : form ? body.toString() : JSON.stringify(body.json),
    signal,
  });
  onHead?.(
    new Headers(Object.entries(answer.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))),
  );
  return answer;
}

async function readAnswer(answer: Dispatcher.ResponseData, question: HttpQuestion): Promise<string> {
  const { statusCode: status, headers } = answer;
  const where = question.url.origin;
  const text = await readBody(answer, question.bytesMax ?? bodyBytesMax, where);
  if (status >= 200 && status < 300) return text;
  const failure = question.explain?.(status, text) ?? statusFailure(where, status, text);
  const asked = status === 429 || status === 503 ? readRetryAfter(headOf(headers, 'retry-after'), headOf(headers, 'date')) : null;
  throw new BackendFailure(failure.code, failure.message, asked ?? failure.retryAfterMs);
}

async function readBody({ headers, body }: Dispatcher.ResponseData, bytesMax: number, where: string): Promise<string> {
  const packed = headOf(headers, 'content-encoding') === 'gzip';
  const source: Readable = packed ? body.pipe(createGunzip()) : body;
  if (packed) body.once('error', (error) => source.destroy(error));
  // Destroyed before its end, a body reports that as an error to nobody in particular.
  body.on('error', () => undefined);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of source) {
      if (!(chunk instanceof Uint8Array)) throw new Error('a body is bytes');
      bytes += chunk.byteLength;
      if (bytes > bytesMax)
        throw new BackendFailure(
          'too-big',
          `${where} sent more than ${sizeOf(bytesMax)} in one answer; ask for fewer lines or a wider step.`,
        );
      chunks.push(chunk);
    }
  } finally {
    // What was not read to its end would hold the connection.
    if (!body.readableEnded) body.destroy();
  }
  return Buffer.concat(chunks, bytes).toString('utf8');
}

function sizeOf(bytes: number): string {
  return bytes < 1_048_576 ? `${Math.round(bytes / 1_024)} kB` : `${Math.round(bytes / 1_048_576)} MB`;
}

interface Waiting {
  readonly signal: AbortSignal;
  /** Undici looks at a signal only once it is connected; who waits lets go at once. */
  orGivenUp<Value>(work: Promise<Value>): Promise<Value>;
  end(): void;
}

function waitFor(closing: AbortSignal, timeoutMs: number): Waiting {
  const giveUp = new AbortController();
  const stop = (): void => giveUp.abort();
  const timer = setTimeout(stop, timeoutMs);
  closing.addEventListener('abort', stop);
  if (closing.aborted) stop();
  return {
    signal: giveUp.signal,
    orGivenUp: (work) =>
      new Promise((resolve, reject) => {
        const letGo = (): void => reject(new Error('given up'));
        if (giveUp.signal.aborted) letGo();
        giveUp.signal.addEventListener('abort', letGo, { once: true });
        work.then(resolve, reject).finally(() => giveUp.signal.removeEventListener('abort', letGo));
      }),
    end() {
      clearTimeout(timer);
      closing.removeEventListener('abort', stop);
    },
  };
}

function headOf(headers: Dispatcher.ResponseData['headers'], name: string): string | null {
  const value = headers[name];
  return typeof value === 'string' ? value : (value?.[0] ?? null);
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'));
}
