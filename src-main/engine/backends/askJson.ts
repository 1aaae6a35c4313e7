import type { z } from 'zod';
import { BackendFailure } from './backend';

/** Nothing we ask for comes near this; what does is a defect or an attack, and would stall every other backend. */
export const bodyBytesMax = 64 * 1024 * 1024;
/** Enough of a server's error text to recognise it, not enough to flood the log. */
const errorTextMax = 300;

export interface JsonQuestion<Shape extends z.ZodType> {
  readonly url: URL;
  readonly shape: Shape;
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** POST form-encoded or JSON; GET when left out. */
  readonly body?: URLSearchParams | { readonly json: unknown };
  /** Instead of GET or POST; an empty answer is then parsed as null. */
  readonly method?: 'DELETE';
  /** Told the head of every answer that came, whatever its status: servers without a clock of their own have a Date there. */
  readonly onHead?: (headers: Headers) => void;
  readonly bytesMax?: number;
  /** Turns an error status and its text into a failure; null leaves it to the default sentence. */
  readonly explain?: (status: number, text: string) => BackendFailure | null;
}

/**
 * One HTTP request whose answer is parsed at this border.
 * @throws BackendFailure with a sentence; nothing else.
 */
export async function askJson<Shape extends z.ZodType>(question: JsonQuestion<Shape>): Promise<z.output<Shape>> {
  const deadline = AbortSignal.timeout(question.timeoutMs);
  const signal = AbortSignal.any([question.signal, deadline]);
  const where = question.url.origin;
  let status: number;
  let text: string;
  try {
    const response = await fetch(question.url, { ...bodyOf(question.body), ...methodOf(question), signal, redirect: 'error' });
    status = response.status;
    question.onHead?.(response.headers);
    text = await readText(response, question.bytesMax ?? bodyBytesMax, where);
  } catch (error) {
    throw failureOf(error, { where, timedOut: deadline.aborted, closed: question.signal.aborted, timeoutMs: question.timeoutMs });
  }
  if (status < 200 || status >= 300) {
    throw question.explain?.(status, text) ?? statusFailure(where, status, text);
  }
  const parsed = question.shape.safeParse(question.method === 'DELETE' && text === '' ? null : parseJson(text, where));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new BackendFailure(
    'bad-shape',
    `${where} answered in a shape that this console does not know (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}); check that the address is the right server and its version is supported.`,
  );
}

function bodyOf(body: JsonQuestion<z.ZodType>['body']): RequestInit {
  if (body === undefined) return { method: 'GET' };
  if (body instanceof URLSearchParams) return { method: 'POST', body };
  return { method: 'POST', body: JSON.stringify(body.json), headers: { 'content-type': 'application/json' } };
}

function methodOf({ method }: JsonQuestion<z.ZodType>): RequestInit {
  return method === undefined ? {} : { method };
}

async function readText(response: Response, bytesMax: number, where: string): Promise<string> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  for (;;) {
    const { done, value: chunk } = await reader.read();
    if (done) break;
    bytes += chunk.byteLength;
    if (bytes > bytesMax) {
      await reader.cancel();
      throw new BackendFailure(
        'too-big',
        `${where} sent more than ${Math.round(bytesMax / 1_048_576)} MB in one answer; ask for fewer lines or a wider step.`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string, where: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw new BackendFailure(
      'not-json',
      `${where} did not answer in JSON (it began with "${text.slice(0, 40).replaceAll(/\s+/g, ' ')}"); check that the address is the API itself and not a login page or a proxy.`,
    );
  }
}

function statusFailure(where: string, status: number, text: string): BackendFailure {
  const said = text.slice(0, errorTextMax).replaceAll(/\s+/g, ' ').trim();
  const advice =
    status === 401 || status === 403
      ? 'it wants credentials'
      : status === 404
        ? 'check the path in the workspace file'
        : status === 429
          ? 'it asks for fewer requests; lengthen poll in the workspace file'
          : 'look at its own log';
  return new BackendFailure(
    status === 429 || status === 503 ? 'busy' : 'http',
    `${where} answered ${status}: ${advice}${said === '' ? '.' : ` (it said: ${said}).`}`,
  );
}

function failureOf(
  error: unknown,
  { where, timedOut, closed, timeoutMs }: { where: string; timedOut: boolean; closed: boolean; timeoutMs: number },
): BackendFailure {
  if (error instanceof BackendFailure) return error;
  if (closed) return new BackendFailure('closed', `${where} was not waited for any longer.`);
  if (timedOut)
    return new BackendFailure(
      'timeout',
      `${where} did not answer within ${timeoutMs / 1_000} s; check its load and the network between.`,
    );
  const cause = causeCode(error);
  if (cause === 'ECONNREFUSED')
    return new BackendFailure('refused', `${where} refuses connections; start it, or correct its address in the workspace file.`);
  if (cause === 'ENOTFOUND' || cause === 'EAI_AGAIN')
    return new BackendFailure(
      'network',
      `${new URL(where).hostname} is not a known name; correct the address in the workspace file or check DNS.`,
    );
  return new BackendFailure('network', `${where} broke the connection (${cause ?? String(error)}); it may be restarting.`);
}

function causeCode(error: unknown): string | null {
  let current = error;
  for (let depth = 0; depth < 4 && current instanceof Error; depth += 1) {
    if ('code' in current && typeof current.code === 'string' && current.code !== '') return current.code;
    if (current instanceof AggregateError && current.errors.length > 0) current = current.errors[0];
    else current = current.cause;
  }
  return null;
}
