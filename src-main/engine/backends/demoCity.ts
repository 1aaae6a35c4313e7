import {
  cityAnswerSchema,
  cityBreakdownAnswerSchema,
  cityClockSchema,
  cityEventsSchema,
  cityTopologySchema,
} from '../../../contract/cityApi';
import { askJson } from './askJson';
import {
  BackendFailure,
  type Backend,
  type BackendCheck,
  type BreakdownAnswer,
  type EventSource,
  type SampleSource,
  type SeriesAnswer,
  type SeriesRequest,
  type TopologySource,
} from './backend';
import type { BackendContext, BackendEntry, SettingsOf } from './backendEntry';
import { createHttpDoor } from './httpDoor';

const requestTimeoutMs = 5_000;
/** Its plant changes with the city only. */
const topologyEveryMs = 60_000;

/** Demo City over HTTP, embedded or at an address. */
export const demoCity: BackendEntry<'demoCity'> = {
  traits: () => ({
    simulated: true,
    ownTime: true,
    // Another process is another city, and its past is computed again in milliseconds: a copy on disk could only be wrong.
    durable: false,
    settleMs: 0,
    seriesMax: 256,
    bucketsMax: 10_000,
  }),
  open: (settings, context) => openDemoCity(settings, context),
};

function openDemoCity(settings: SettingsOf<'demoCity'>, context: BackendContext): Backend {
  const { url } = settings;
  const door = createHttpDoor(settings, context);
  const address = (path: string): URL => {
    const base = url === 'embedded' ? context.demoCityUrl : url;
    if (base === null)
      throw new BackendFailure('starting', 'The embedded Demo City has not started yet; it is tried again by itself.');
    return new URL(path, base);
  };

  const samples: SampleSource = {
    async breakdown({ query: metric, slice, by, spans, rowsMax }, signal): Promise<BreakdownAnswer> {
      // The city lives in whole seconds.
      const whole = spans.map(({ from, to }) => ({ from: Math.floor(from / 1_000) * 1_000, to: Math.floor(to / 1_000) * 1_000 }));
      const answer = await askJson({
        url: address('/api/breakdown'),
        shape: cityBreakdownAnswerSchema,
        signal,
        door,
        timeoutMs: requestTimeoutMs,
        explain,
        body: { json: { metric, slice, by, spans: whole, rowsMax } },
      });
      const rows = answer.rows.map(({ key, values }) => ({ key, values: spanValues(values, spans.length) }));
      return { seenTo: answer.now, rows, partial: null, reporting: answer.reporting ?? null };
    },

    async query(request, signal): Promise<SeriesAnswer> {
      const answer = await askJson({
        url: address('/api/query'),
        shape: cityAnswerSchema,
        signal,
        door,
        timeoutMs: requestTimeoutMs,
        explain,
        body: {
          json: {
            series: request.series.map(({ query, slice }) => ({ metric: query, slice })),
            from: request.from,
            to: request.to,
            stepMs: request.stepMs,
          },
        },
      });
      if (answer.results.length !== request.series.length)
        throw new BackendFailure(
          'bad-shape',
          `Demo City answered ${answer.results.length} series for ${request.series.length}; console and city are of different versions.`,
        );
      return {
        seenTo: answer.now,
        columns: answer.results.map(({ values }) => columnOf(values, request, answer.now)),
        partial: null,
        reporting: answer.reporting ?? null,
      };
    },
  };

  const events: EventSource = {
    async since(sinceAt, signal) {
      const from = address('/api/events');
      from.searchParams.set('since', String(Math.floor(sinceAt)));
      const answer = await askJson({ url: from, shape: cityEventsSchema, signal, door, timeoutMs: requestTimeoutMs });
      return answer.events.map((event) => ({ ...event, severity: 'none', until: null, labels: {}, alert: null }));
    },
  };

  const topology: TopologySource = {
    everyMs: topologyEveryMs,
    async read(signal) {
      const { nodes, edges } = await askJson({
        url: address('/api/topology'),
        shape: cityTopologySchema,
        signal,
        door,
        timeoutMs: requestTimeoutMs,
      });
      return {
        at: null,
        nodes: nodes.map(({ id, name, kind, instances }) => ({
          name: id,
          kind,
          title: name,
          idcs: [...new Set(instances.map(({ idc }) => idc))],
        })),
        edges: edges.map((edge) => ({ ...edge, callsPerSecond: null })),
        reason: null,
      };
    },
  };

  return {
    samples,
    events,
    silences: null,
    topology,
    close: () => door.close(),

    async check(signal): Promise<BackendCheck> {
      const sentMono = context.monoNow();
      const clock = await askJson({
        url: address('/api/clock'),
        shape: cityClockSchema,
        signal,
        door,
        timeoutMs: requestTimeoutMs,
      });
      const receivedMono = context.monoNow();
      return {
        clock: { at: clock.now, errorMs: 1, rate: clock.speed, sentMono, receivedMono },
        identity: `city ${clock.seed} from ${clock.historyFrom}`,
        version: null,
        notes: [],
      };
    },
  };
}

/** 400, 404 and 413 are about the question, so asking the same again is no use. */
function explain(status: number, text: string): BackendFailure | null {
  if (status === 413) return new BackendFailure('too-big', `Demo City refuses so many rows: ${text.slice(0, 300)}`);
  if (status !== 400 && status !== 404) return null;
  return new BackendFailure('bad-query', `Demo City cannot answer a query of the workspace file: ${text.slice(0, 300)}`);
}

/** A bucket that has not begun is NaN, whatever the city says about it. */
function columnOf(values: readonly (number | null)[], { from, to, stepMs }: SeriesRequest, now: number): Float64Array {
  const column = new Float64Array(Math.ceil((to - from) / stepMs)).fill(Number.NaN);
  const begun = Math.min(column.length, values.length, Math.ceil((now - from) / stepMs));
  for (let i = 0; i < begun; i += 1) column[i] = values[i] ?? Number.NaN;
  return column;
}

function spanValues(values: readonly (number | null)[], count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => values[i] ?? Number.NaN);
}
