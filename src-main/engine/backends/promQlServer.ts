import { BackendFailure, type Backend, type SampleSource } from './backend';
import type { BackendContext, SettingsOf } from './backendEntry';
import { createHttpDoor } from './httpDoor';
import { readBreakdown } from './promQlBreakdown';
import { createChangeWatch } from './promQlChanges';
import { createPromQlClient, type PromQlClient } from './promQlClient';
import { createSeriesReader, rangePointsMax } from './promQlSeries';
import { createTargetWatch } from './promQlTargets';
import type { ServerTime } from './promQlTime';
import { createVersionReader } from './promQlVersion';

export type PromQlSettings = SettingsOf<'prometheus' | 'victoriaMetrics'>;

/** What differs between servers that speak the Prometheus HTTP API. */
export interface PromQlDialect {
  /** Sent with every question about samples. */
  extraForm(settleMs: number): Readonly<Record<string, string>>;
  time(client: PromQlClient, settleMs: number): ServerTime;
  version(client: PromQlClient, signal: AbortSignal): Promise<string | null>;
}

/** A server that speaks the Prometheus HTTP API, from 2.42 on: nothing newer than `query` and `query_range` is needed. */
export function openPromQlServer(settings: PromQlSettings, dialect: PromQlDialect, context: BackendContext): Backend {
  const { kind, url, settle: settleMs } = settings;
  const { monoNow } = context;
  const door = createHttpDoor(settings, context);
  const client = createPromQlClient({ url, door, extraForm: dialect.extraForm(settleMs), monoNow });
  const time = dialect.time(client, settleMs);
  const readVersion = createVersionReader((signal) => dialect.version(client, signal), monoNow);
  const readSeries = createSeriesReader(client, createTargetWatch(client, monoNow));
  const readSeenTo = async (signal: AbortSignal): Promise<number> =>
    Math.floor((await time.readClock(signal)).at - time.behindMs());

  const samples: SampleSource = {
    async query(request, signal) {
      const points = (request.to - request.from) / request.stepMs;
      if (points > rangePointsMax)
        throw new BackendFailure(
          'too-many-points',
          `${points} points per line are more than ${client.where} answers (${rangePointsMax}); widen the step.`,
        );
      return readSeries(request, await readSeenTo(signal), signal);
    },

    async breakdown(request, signal) {
      return readBreakdown(client, request, await readSeenTo(signal), signal);
    },
  };

  const changes = context.changes === undefined ? null : createChangeWatch(client, context.changes, readSeenTo, monoNow);

  return {
    samples,
    events: changes,
    silences: null,
    topology: null,
    close: () => door.close(),

    async check(signal) {
      await time.look(signal);
      const clock = await time.readClock(signal);
      const repaintedMs = time.behindMs() - settleMs;
      return {
        clock,
        identity: `${kind} ${url}`,
        version: await readVersion(signal),
        notes: [
          ...(repaintedMs > 0 ? (['repaints-newest'] as const) : []),
          ...(changes?.refused() === true ? (['changes-refused'] as const) : []),
        ],
        behindMs: repaintedMs,
      };
    },
  };
}
