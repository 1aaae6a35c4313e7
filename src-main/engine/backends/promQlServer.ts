import { BackendFailure, type Backend, type SampleSource } from './backend';
import type { BackendContext } from './backendEntry';
import { readBreakdown } from './promQlBreakdown';
import { createPromQlClient } from './promQlClient';
import { rangePointsMax, readSeries } from './promQlSeries';

export interface PromQlServerOptions {
  readonly kind: 'prometheus' | 'victoriaMetrics';
  readonly url: string;
  readonly settleMs: number;
  /** Sent with every question. */
  readonly extraForm: Readonly<Record<string, string>>;
}

/** A server that speaks the Prometheus HTTP API, from 2.42 on: nothing newer than `query` and `query_range` is needed. */
export function openPromQlServer(options: PromQlServerOptions, context: BackendContext): Backend {
  const client = createPromQlClient({ ...options, monoNow: context.monoNow });
  const readSeenTo = async (signal: AbortSignal): Promise<number> =>
    Math.floor((await client.readClock(signal)).at - options.settleMs);

  const samples: SampleSource = {
    async query(request, signal) {
      const points = (request.to - request.from) / request.stepMs;
      if (points > rangePointsMax)
        throw new BackendFailure(
          'too-many-points',
          `${points} points per line are more than ${client.where} answers (${rangePointsMax}); widen the step.`,
        );
      return readSeries(client, request, await readSeenTo(signal), signal);
    },

    async breakdown(request, signal) {
      return readBreakdown(client, request, await readSeenTo(signal), signal);
    },
  };

  return {
    samples,
    events: null,
    silences: null,
    close: () => undefined,

    async check(signal) {
      const clock = await client.readClock(signal);
      return { clock, identity: `${options.kind} ${options.url}`, version: null, notes: [] };
    },
  };
}
