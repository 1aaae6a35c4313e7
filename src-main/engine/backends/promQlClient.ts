import { z } from 'zod';
import { parseJson } from './askJson';
import { askText } from './askText';
import { BackendFailure, type ClockReading } from './backend';
import type { HttpDoor } from './httpDoor';
import { readPromQlAnswer, type PromQlAnswer } from './promQlAnswer';

const requestTimeoutMs = 10_000;
const errorAnswerSchema = z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() });

/** The two questions of the Prometheus HTTP API that samples come from, and the server's time. Times in epoch ms. */
export interface PromQlClient {
  /** scheme://host:port, for sentences. */
  readonly where: string;
  /** One number about the server's own now, in unix seconds, read as a moment; only `form` is sent along. */
  tell(query: string, form: Readonly<Record<string, string>>, signal: AbortSignal): Promise<ClockReading>;
  instant(query: string, at: number, signal: AbortSignal): Promise<PromQlAnswer>;
  range(
    query: string,
    span: { readonly firstAt: number; readonly lastAt: number; readonly stepMs: number },
    signal: AbortSignal,
  ): Promise<PromQlAnswer>;
  /** The text of a page of the server. */
  page(path: string, signal: AbortSignal): Promise<string>;
}

export interface PromQlClientOptions {
  readonly url: string;
  readonly door: HttpDoor;
  /** Sent with every question about samples. */
  readonly extraForm: Readonly<Record<string, string>>;
  readonly monoNow: () => number;
}

export function createPromQlClient({ url, door, extraForm, monoNow }: PromQlClientOptions): PromQlClient {
  // A base such as https://host/prometheus keeps its path.
  const base = url.endsWith('/') ? url : `${url}/`;
  const where = new URL(base).origin;
  async function ask(path: string, form: Record<string, string>, signal: AbortSignal): Promise<PromQlAnswer> {
    const question = {
      url: new URL(path, base),
      body: new URLSearchParams(form),
      signal,
      door,
      timeoutMs: requestTimeoutMs,
      explain: (status: number, text: string) => explain(where, status, text),
    };
    return readPromQlAnswer(parseJson(await askText(question), question), where);
  }

  return {
    where,

    async tell(query, form, signal) {
      const sentMono = monoNow();
      const answer = await ask('api/v1/query', { query, ...form }, signal);
      const receivedMono = monoNow();
      const at = (answer.rows[0]?.values[0] ?? Number.NaN) * 1_000;
      if (Number.isNaN(at))
        throw new BackendFailure('bad-shape', `${where} does not tell its time; check that it is a Prometheus server.`);
      return { at, errorMs: 0, rate: 1, sentMono, receivedMono };
    },

    instant: (query, at, signal) => ask('api/v1/query', { query, time: String(at / 1_000), ...extraForm }, signal),

    range(query, { firstAt, lastAt, stepMs }, signal) {
      const form = { query, start: String(firstAt / 1_000), end: String(lastAt / 1_000), step: String(stepMs / 1_000) };
      return ask('api/v1/query_range', { ...form, ...extraForm }, signal);
    },

    page: (path, signal) => askText({ url: new URL(path, base), signal, door, timeoutMs: requestTimeoutMs }),
  };
}

/** 400 and 422 carry what is wrong with the query; 503 means that the server gave up on it. */
function explain(where: string, status: number, text: string): BackendFailure | null {
  const parsed = errorAnswerSchema.safeParse(safeJson(text));
  if (!parsed.success) return null;
  const said = parsed.data.error.slice(0, 300);
  if (parsed.data.error.includes('exceeded maximum resolution'))
    return new BackendFailure(
      'too-many-points',
      `${where} refuses so many points per line; widen the step in the workspace file.`,
    );
  if (status === 503)
    return new BackendFailure('busy', `${where} gave up on a query (${said}); it is overloaded or starting, and is tried again.`);
  return new BackendFailure('bad-query', `${where} cannot run a query of the workspace file: ${said}`);
}

/** null for what is no JSON. */
export function safeJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}
