import { BackendFailure, type Backend, type SampleSource } from './backend';
import type { BackendContext, SettingsOf } from './backendEntry';
import { createHttpDoor } from './httpDoor';
import { readBreakdown } from './promQlBreakdown';
import { createPromQlClient } from './promQlClient';
import { createSeriesReader, rangePointsMax } from './promQlSeries';
import { createTargetWatch } from './promQlTargets';

export type PromQlSettings = SettingsOf<'prometheus' | 'victoriaMetrics'>;

/** A server that speaks the Prometheus HTTP API, from 2.42 on: nothing newer than `query` and `query_range` is needed. */
export function openPromQlServer(
  settings: PromQlSettings,
  extraForm: Readonly<Record<string, string>>,
  context: BackendContext,
): Backend {
  const { kind, url, settle: settleMs } = settings;
  const door = createHttpDoor(settings, context);
  const client = createPromQlClient({ url, door, extraForm, monoNow: context.monoNow });
  const readSeries = createSeriesReader(client, createTargetWatch(client, context.monoNow));
  const readSeenTo = async (signal: AbortSignal): Promise<number> => Math.floor((await client.readClock(signal)).at - settleMs);

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

  return {
    samples,
    events: null,
    silences: null,
    close: () => door.close(),

    async check(signal) {
      const clock = await client.readClock(signal);
      return { clock, identity: `${kind} ${url}`, version: null, notes: [] };
    },
  };
}
