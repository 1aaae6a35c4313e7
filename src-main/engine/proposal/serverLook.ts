import { z } from 'zod';
import { askJson } from '../backends/askJson';
import { BackendFailure } from '../backends/backend';
import { mapLimited } from '../backends/mapLimited';
import { parseSample } from '../backends/promShapes';

/** A server's time series as a proposal needs them: few questions, small answers, all of the last hours only. */
export interface ServerLook {
  /** The server's own clock, epoch ms. */
  readonly now: number;
  readonly kind: 'prometheus' | 'victoriaMetrics';
  names(): Promise<readonly string[]>;
  /** Type and help by family; empty where the server keeps none. */
  metadata(): Promise<Readonly<Record<string, FamilyNote>>>;
  /** How many series each family has now. */
  sizes(names: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Values by label name, without the family's own name; at most `valuesMax` of each are told. */
  labels(name: string): Promise<Readonly<Record<string, readonly string[]>>>;
  /** One curve per combination of the labels that the query keeps. */
  curves(query: string, span: Span): Promise<readonly Curve[]>;
  /** One number per combination of labels, now. */
  readings(query: string): Promise<readonly Reading[]>;
  /** Between the newest samples of one of the family's series; null when it has too few to tell. */
  sampleIntervalMs(name: string): Promise<number | null>;
}

export interface FamilyNote {
  readonly type: string;
  readonly help: string;
}

export interface Span {
  readonly startAt: number;
  readonly endAt: number;
  readonly stepMs: number;
}

export interface Reading {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** `values[i]` belongs to `startAt + i × stepMs`; NaN where the server had nothing. */
export interface Curve extends Span {
  readonly labels: Readonly<Record<string, string>>;
  readonly values: Float64Array;
}

/** Larger answers are no shop's funnel. */
const answerBytesMax = 16_777_216;
const timeoutMs = 30_000;
/** Younger servers than a labels endpoint are asked about what they saw of late only: label values of last year mislead. */
const recentMs = 3 * 3_600_000;
export const valuesMax = 60;
const askAtOnceMax = 4;
/** Names in one question; a URL-encoded form has room for far more, a server's regex engine has not. */
const namesPerQuestion = 50;

const envelope = <Data extends z.ZodType>(data: Data) => z.object({ status: z.literal('success'), data });
const textsSchema = envelope(z.array(z.string()));
const metadataSchema = envelope(z.record(z.string(), z.array(z.object({ type: z.string(), help: z.string() }))));
const labelSets = z.record(z.string(), z.string());
const sampleSchema = z.tuple([z.number(), z.string()]);
const vectorSchema = envelope(z.object({ result: z.array(z.object({ metric: labelSets, value: sampleSchema })) }));
/** Prometheus answers `time()` with a scalar, VictoriaMetrics with a vector of one. */
const clockSchema = envelope(z.object({ result: z.union([sampleSchema, z.tuple([z.object({ value: sampleSchema })])]) }));
const matrixSchema = envelope(z.object({ result: z.array(z.object({ metric: labelSets, values: z.array(sampleSchema) })) }));

/** @throws BackendFailure with a sentence, when the server cannot be asked at all. */
export async function lookAtServer(url: string): Promise<ServerLook> {
  const ask = <Shape extends z.ZodType>(path: string, form: Readonly<Record<string, string>>, shape: Shape) => {
    const target = new URL(`${url.replace(/\/+$/, '')}/api/v1/${path}`);
    for (const [name, value] of Object.entries(form)) target.searchParams.append(name, value);
    return askJson({ url: target, signal: new AbortController().signal, timeoutMs, bytesMax: answerBytesMax, shape });
  };
  const post = <Shape extends z.ZodType>(path: string, form: Readonly<Record<string, string>>, shape: Shape) =>
    askJson({
      url: new URL(`${url.replace(/\/+$/, '')}/api/v1/${path}`),
      body: new URLSearchParams(form),
      signal: new AbortController().signal,
      timeoutMs,
      bytesMax: answerBytesMax,
      shape,
    });
  const { result: clock } = (await ask('query', { query: 'time()' }, clockSchema)).data;
  const now = Math.round(parseSample(clock.length === 2 ? clock[1] : clock[0].value[1]) * 1_000);
  const recent = { start: String((now - recentMs) / 1_000), end: String(now / 1_000) };

  return {
    now,
    kind: clock.length === 2 ? 'prometheus' : 'victoriaMetrics',
    names: async () => (await ask('label/__name__/values', recent, textsSchema)).data,
    metadata: async () => {
      try {
        const { data } = await ask('metadata', {}, metadataSchema);
        return Object.fromEntries(Object.entries(data).flatMap(([name, [note]]) => (note === undefined ? [] : [[name, note]])));
      } catch (error) {
        // Older servers and some relatives of Prometheus have no metadata; names then have to do.
        if (error instanceof BackendFailure && (error.code === 'http' || error.code === 'bad-shape')) return {};
        throw error;
      }
    },
    sizes: async (names) => {
      const parts = Array.from({ length: Math.ceil(names.length / namesPerQuestion) }, (_, i) =>
        names.slice(i * namesPerQuestion, (i + 1) * namesPerQuestion),
      );
      const answers = await mapLimited(parts, askAtOnceMax, (part) =>
        post('query', { query: `count by (__name__) ({__name__=~${quote(part.map(escapeRegex).join('|'))}})` }, vectorSchema),
      );
      return new Map(
        answers.flatMap(({ data }) => data.result.map(({ metric, value }) => [metric['__name__'] ?? '', parseSample(value[1])])),
      );
    },
    labels: async (name) => {
      const match = { 'match[]': `{__name__=${quote(name)}}`, ...recent };
      const keys = (await ask('labels', match, textsSchema)).data.filter((key) => key !== '__name__');
      const values = await mapLimited(keys, askAtOnceMax, async (key) => {
        const told = (await ask(`label/${key}/values`, match, textsSchema)).data;
        return [key, told.filter((value) => value !== '').slice(0, valuesMax)] as const;
      });
      return Object.fromEntries(values);
    },
    curves: async (query, span) => {
      const { startAt, endAt, stepMs } = span;
      const form = { query, start: String(startAt / 1_000), end: String(endAt / 1_000), step: String(stepMs / 1_000) };
      const { result } = (await post('query_range', form, matrixSchema)).data;
      return result.map(({ metric, values }) => {
        const curve = new Float64Array(Math.floor((endAt - startAt) / stepMs) + 1).fill(Number.NaN);
        for (const [seconds, text] of values) curve[Math.round((seconds * 1_000 - startAt) / stepMs)] = parseSample(text);
        return { ...span, labels: metric, values: curve };
      });
    },
    readings: async (query) => {
      const { result } = (await post('query', { query }, vectorSchema)).data;
      return result.map(({ metric, value }) => ({ labels: metric, value: parseSample(value[1]) }));
    },
    sampleIntervalMs: async (name) => {
      const [one] = (await post('query', { query: `topk(1, {__name__=${quote(name)}})` }, vectorSchema)).data.result;
      if (one === undefined) return null;
      const matchers = Object.entries({ ...one.metric, __name__: name }).map(([label, value]) => `${label}=${quote(value)}`);
      const { result } = (await post('query', { query: `{${matchers.join(',')}}[5m]` }, matrixSchema)).data;
      const times = (result[0]?.values ?? []).slice(-11).map(([seconds]) => seconds);
      const gaps = times.slice(1).map((seconds, i) => seconds - (times[i] ?? 0));
      const middle = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)];
      return middle === undefined ? null : Math.round(middle * 1_000);
    },
  };
}

export function quote(text: string): string {
  return JSON.stringify(text);
}

function escapeRegex(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
