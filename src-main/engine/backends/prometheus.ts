import { askJson } from './askJson';
import {
  BackendFailure,
  type Backend,
  type BackendCheck,
  type SampleSource,
  type SeriesAnswer,
  type SeriesAsk,
  type SeriesRequest,
} from './backend';
import type { BackendContext, BackendEntry } from './backendEntry';
import { mapLimited } from './mapLimited';
import { countsOverWindow, expandPromQl } from './promQl';
import { errorAnswerSchema, instantAnswerSchema, parseSample, rangeAnswerSchema, type RangeAnswer } from './promShapes';

const requestTimeoutMs = 10_000;
/** Prometheus refuses more points per series in one range query. */
export const rangePointsMax = 11_000;
/** Its default is 20 queries at once for everybody; a console may not take more than a fifth. */
const queriesAtOnceMax = 4;
/** A rate needs two samples; below this there is hardly ever a second one. */
const fillingMsMin = 2_000;

/** Prometheus (and what speaks its HTTP API), from 2.42 on: nothing newer than `query` and `query_range` is needed. */
export const prometheus: BackendEntry<'prometheus'> = {
  traits: (settings) => ({
    simulated: false,
    ownTime: false,
    durable: true,
    settleMs: settings.settle,
    seriesMax: 64,
    bucketsMax: rangePointsMax,
  }),
  open: (settings, context) => openPrometheus(settings.url, settings.settle, context),
};

function openPrometheus(baseUrl: string, settleMs: number, context: BackendContext): Backend {
  // A base such as https://host/prometheus keeps its path.
  const base = baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`;
  const where = new URL(base).origin;
  const ask = {
    signal: AbortSignal.abort(),
    timeoutMs: requestTimeoutMs,
    explain: (status: number, text: string) => explain(where, status, text),
  };
  // VictoriaMetrics repaints its last 30 s unless it is told not to; Prometheus ignores what it does not know.
  const fresh = { nocache: '1', latency_offset: `${settleMs}ms` };
  const post = (path: string, form: Record<string, string>, signal: AbortSignal) =>
    ({ ...ask, url: new URL(path, base), body: new URLSearchParams({ ...form, ...fresh }), signal }) as const;

  async function readClock(signal: AbortSignal): Promise<BackendCheck> {
    const sentMono = context.monoNow();
    const answer = await askJson({ ...post('api/v1/query', { query: 'time()' }, signal), shape: instantAnswerSchema });
    const receivedMono = context.monoNow();
    if (answer.data.resultType !== 'scalar')
      throw new BackendFailure('bad-shape', `${where} does not tell its time; check that it is a Prometheus server.`);
    const at = parseSample(answer.data.result[1]) * 1_000;
    return {
      clock: { at, errorMs: 0, rate: 1, sentMono, receivedMono },
      identity: `prometheus ${base}`,
      version: null,
      notes: [],
    };
  }

  async function readRange(series: SeriesAsk, request: SeriesRequest, seenTo: number, signal: AbortSignal) {
    const column = new Float64Array((request.to - request.from) / request.stepMs).fill(Number.NaN);
    const last = Math.floor(Math.min(seenTo, request.to) / request.stepMs) * request.stepMs;
    const firstEnd = request.from + request.stepMs;
    if (last < firstEnd) return { column, warnings: [] };
    const answer = await askJson({
      ...post(
        'api/v1/query_range',
        {
          query: expandPromQl(series.query, series.slice, request.stepMs),
          start: String(firstEnd / 1_000),
          end: String(last / 1_000),
          step: String(request.stepMs / 1_000),
        },
        signal,
      ),
      shape: rangeAnswerSchema,
    });
    writeColumn(answer, series, request, column);
    return { column, warnings: answer.warnings ?? [] };
  }

  /** The bucket that still fills: what was counted so far, as if the rest of the step brought nothing. */
  async function readFilling(series: SeriesAsk, bucketAt: number, stepMs: number, seenTo: number, signal: AbortSignal) {
    const elapsedMs = seenTo - bucketAt;
    if (elapsedMs < fillingMsMin) return { value: Number.NaN, warnings: [] };
    const answer = await askJson({
      ...post(
        'api/v1/query',
        { query: expandPromQl(series.query, series.slice, elapsedMs), time: String(seenTo / 1_000) },
        signal,
      ),
      shape: instantAnswerSchema,
    });
    const { data } = answer;
    if (data.resultType === 'vector') refuseMany(data.result.length, series);
    const sample = data.resultType === 'scalar' ? data.result : data.result[0]?.value;
    const value = sample === undefined ? Number.NaN : parseSample(sample[1]);
    return { value: countsOverWindow(series.query) ? (value * elapsedMs) / stepMs : value, warnings: answer.warnings ?? [] };
  }

  const samples: SampleSource = {
    breakdown: async () => {
      throw new BackendFailure('bad-query', 'Breakdowns of Prometheus come with the drill-down.');
    },

    async query(request, signal): Promise<SeriesAnswer> {
      const points = (request.to - request.from) / request.stepMs;
      if (points > rangePointsMax)
        throw new BackendFailure(
          'too-many-points',
          `${points} points per line are more than Prometheus answers (${rangePointsMax}); widen the step.`,
        );
      const seenTo = Math.floor((await readClock(signal)).clock.at - settleMs);
      const fillingAt = Math.floor(seenTo / request.stepMs) * request.stepMs;
      const fillingIndex = (fillingAt - request.from) / request.stepMs;
      const asksFilling = fillingIndex >= 0 && fillingIndex < points;
      const answers = await mapLimited(request.series, queriesAtOnceMax, async (series) => {
        const range = await readRange(series, request, seenTo, signal);
        if (!asksFilling) return range;
        const filling = await readFilling(series, fillingAt, request.stepMs, seenTo, signal);
        range.column[fillingIndex] = filling.value;
        return { column: range.column, warnings: [...range.warnings, ...filling.warnings] };
      });
      const warnings = [...new Set(answers.flatMap((answer) => answer.warnings))];
      return {
        seenTo,
        columns: answers.map((answer) => answer.column),
        partial: warnings.length === 0 ? null : `${where} says the answer is not whole: ${warnings.slice(0, 3).join('; ')}.`,
        reporting: null,
      };
    },
  };
  return { check: readClock, samples, events: null, silences: null, close: () => undefined };
}

/** Bucket [t, t + step) is the expression at t + step, so its window reaches back exactly over the bucket. */
function writeColumn(answer: RangeAnswer, series: SeriesAsk, { from, stepMs }: SeriesRequest, column: Float64Array): void {
  refuseMany(answer.data.result.length, series);
  for (const [seconds, text] of answer.data.result[0]?.values ?? []) {
    const index = Math.round((seconds * 1_000 - from) / stepMs) - 1;
    if (index >= 0 && index < column.length) column[index] = parseSample(text);
  }
}

function refuseMany(count: number, series: SeriesAsk): void {
  if (count > 1)
    throw new BackendFailure(
      'bad-query',
      `The query ${series.query} answers ${count} series where one line is drawn; wrap it in sum(…) in the workspace file.`,
    );
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
