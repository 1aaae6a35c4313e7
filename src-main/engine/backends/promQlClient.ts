import { askJson } from './askJson';
import { BackendFailure, type ClockReading } from './backend';
import type { HttpDoor } from './httpDoor';
import { errorAnswerSchema, instantAnswerSchema, parseSample, rangeAnswerSchema } from './promShapes';

const requestTimeoutMs = 10_000;

/** One series of an answer: its labels, and its samples as [unix seconds, text]. */
export interface PromQlRow {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly (readonly [number, string])[];
}

export interface PromQlAnswer {
  readonly rows: readonly PromQlRow[];
  readonly warnings: readonly string[];
}

/** The two questions of the Prometheus HTTP API that samples come from, and the server's time. Times in epoch ms. */
export interface PromQlClient {
  /** scheme://host:port, for sentences. */
  readonly where: string;
  readClock(signal: AbortSignal): Promise<ClockReading>;
  instant(query: string, at: number, signal: AbortSignal): Promise<PromQlAnswer>;
  range(
    query: string,
    span: { readonly firstAt: number; readonly lastAt: number; readonly stepMs: number },
    signal: AbortSignal,
  ): Promise<PromQlAnswer>;
}

export interface PromQlClientOptions {
  readonly url: string;
  readonly door: HttpDoor;
  /** Sent with every question. */
  readonly extraForm: Readonly<Record<string, string>>;
  readonly monoNow: () => number;
}

export function createPromQlClient({ url, door, extraForm, monoNow }: PromQlClientOptions): PromQlClient {
  // A base such as https://host/prometheus keeps its path.
  const base = url.endsWith('/') ? url : `${url}/`;
  const where = new URL(base).origin;
  const post = (path: string, form: Record<string, string>, signal: AbortSignal) =>
    ({
      url: new URL(path, base),
      body: new URLSearchParams({ ...form, ...extraForm }),
      signal,
      door,
      timeoutMs: requestTimeoutMs,
      explain: (status: number, text: string) => explain(where, status, text),
    }) as const;

  return {
    where,

    async readClock(signal) {
      const sentMono = monoNow();
      const answer = await askJson({ ...post('api/v1/query', { query: 'time()' }, signal), shape: instantAnswerSchema });
      const receivedMono = monoNow();
      if (answer.data.resultType !== 'scalar')
        throw new BackendFailure('bad-shape', `${where} does not tell its time; check that it is a Prometheus server.`);
      const at = parseSample(answer.data.result[1]) * 1_000;
      return { at, errorMs: 0, rate: 1, sentMono, receivedMono };
    },

    async instant(query, at, signal) {
      const form = { query, time: String(at / 1_000) };
      const { data, warnings } = await askJson({ ...post('api/v1/query', form, signal), shape: instantAnswerSchema });
      const rows =
        data.resultType === 'scalar'
          ? [{ labels: {}, samples: [data.result] }]
          : data.result.map(({ metric, value }) => ({ labels: metric, samples: [value] }));
      return { rows, warnings: warnings ?? [] };
    },

    async range(query, { firstAt, lastAt, stepMs }, signal) {
      const form = { query, start: String(firstAt / 1_000), end: String(lastAt / 1_000), step: String(stepMs / 1_000) };
      const { data, warnings } = await askJson({ ...post('api/v1/query_range', form, signal), shape: rangeAnswerSchema });
      return { rows: data.result.map(({ metric, values }) => ({ labels: metric, samples: values })), warnings: warnings ?? [] };
    },
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

function safeJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return null;
  }
}
