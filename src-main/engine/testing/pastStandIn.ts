import { workspaceSchema, type Workspace } from '../../../contract/workspace';
import { BackendFailure, type Backend, type SeriesRequest } from '../backends/backend';
import type { ReplaySource } from '../backtest/replaySource';

/** A shop's history in this process, without a server: every metric and slice is what `rate` says. */
export interface PastStandIn extends ReplaySource {
  /** Rate per second in the bucket that begins at `at`; NaN = no sample. */
  rate: (metric: string, slice: Readonly<Record<string, string>>, at: number) => number;
  /** What a query is refused with; null = nothing. */
  failure: (request: SeriesRequest) => BackendFailure | null;
  live: boolean;
  /** Held back until it settles. */
  hold: Promise<void>;
  /** Samples before this moment are there. */
  seenTo: number;
  readonly asked: SeriesRequest[];
}

const name = { zh: '单', en: 'orders' };

/** Two stages of which one is cut in two: six series. */
export const smallShop: Workspace = workspaceSchema.parse({
  version: 1,
  name,
  timeZone: 'Asia/Shanghai',
  backends: { shop: { kind: 'demoCity', url: 'embedded' } },
  source: 'shop',
  dimensions: { channel: { name, values: { A: name, B: name } } },
  metrics: { submitted: { name, query: { demoCity: 'submitted' } }, paid: { name, query: { demoCity: 'paid' } } },
  funnel: [{ metric: 'submitted' }, { metric: 'paid' }],
});

const dayMs = 86_400_000;

/** Quiet nights, a lunch peak fifty times as high, a scatter of half a percent that is the same at every run. */
export function usualRate(slice: Readonly<Record<string, string>>, at: number): number {
  const hour = ((at + 8 * 3_600_000) % dayMs) / 3_600_000;
  const whole = 20 + 1_000 * Math.exp(-((hour - 12.3) ** 2) / 3);
  const part = slice['channel'] === undefined ? 1 : 0.5;
  return whole * part * (1 + 0.005 * Math.sin(at * 12.9898) * Math.cos(at * 78.233));
}

export function pastStandIn(seenTo: number, workspace: Workspace = smallShop): PastStandIn {
  const backend: Backend = {
    check: () => Promise.reject(new BackendFailure('refused', 'not asked')),
    samples: {
      breakdown: () => Promise.reject(new BackendFailure('refused', 'not asked')),
      query: async (request, signal) => {
        past.asked.push(request);
        await past.hold;
        if (signal.aborted) throw new BackendFailure('closed', 'It was called off.');
        const failure = past.failure(request);
        if (failure !== null) throw failure;
        const { from, to, stepMs } = request;
        const columns = request.series.map(({ query, slice }) =>
          Float64Array.from({ length: (to - from) / stepMs }, (_, i) => past.rate(query, slice, from + i * stepMs)),
        );
        return { seenTo: past.seenTo, columns, partial: null, reporting: null };
      },
    },
    events: null,
    silences: null,
    topology: null,
    close: () => undefined,
  };
  const traits = { simulated: true, ownTime: true, durable: false, settleMs: 0, seriesMax: 64, bucketsMax: 10_000 };
  const past: PastStandIn = {
    workspace,
    backends: new Map([['shop', { backend, traits, readableTo: () => past.seenTo }]]),
    live: false,
    history: () => null,
    rate: (_metric, slice, at) => usualRate(slice, at),
    failure: () => null,
    hold: Promise.resolve(),
    seenTo,
    asked: [],
  };
  return past;
}
