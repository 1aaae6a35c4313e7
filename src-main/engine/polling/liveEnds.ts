import type { BackendTraits, SampleSource } from '../backends/backend';
import { queryIsolated, type IsolatedAnswer } from '../backends/queryIsolated';
import type { SampleHistory } from '../samples/readSeries';
import type { SampleStore } from '../samples/sampleStore';
import type { Series } from '../samples/series';
import { tailBatches, type TailBatch } from './tailBatches';
import type { Timers } from '../timers';

/** A query that cannot run is tried again this often, real ms: the server's rules may have changed. */
const refusalRestMs = 30_000;

export type Reporting = { readonly count: number; readonly expected: number };

/** What the newest poll said about one series. */
export interface LiveStatus {
  /** Samples up to here were seen in the newest answer, epoch ms of the backend. */
  readonly seenTo: number;
  /** End of the newest bucket with a value, at most `seenTo`; null when none was seen yet. */
  readonly sampleAt: number | null;
  readonly reporting: Reporting | null;
  /** Why this series cannot be had although the backend answers. */
  readonly refusal: string | null;
  readonly polledMono: number;
}

export interface LiveEndsOptions {
  readonly traits: BackendTraits;
  readonly store: SampleStore;
  readonly history: () => SampleHistory | null;
  readonly timers: Timers;
  /** What has to be polled now; nothing else is. */
  readonly liveSeries: () => readonly Series[];
  /** Not drawn, only judged: asked when another bucket is complete. */
  readonly onceABucket: (series: Series) => boolean;
}

/** The live ends of the wanted series of one backend: what is asked next, and what the newest answer said about each. */
export class LiveEnds {
  readonly #statuses = new Map<string, LiveStatus>();
  #unkept: {
    readonly series: Series;
    readonly fromSlot: number;
    readonly values: Float64Array;
    readonly seenTo: number;
  }[] = [];

  constructor(private readonly options: LiveEndsOptions) {}

  status(series: Series): LiveStatus | null {
    return this.#statuses.get(series.key) ?? null;
  }

  clear(): void {
    this.#statuses.clear();
  }

  /** Hands what the last answers finished to the history; called once they are drawn, because thousands of series take a while. */
  keep(): void {
    const history = this.options.history();
    for (const { series, fromSlot, values, seenTo } of this.#unkept) history?.append(series, fromSlot, values, seenTo);
    this.#unkept = [];
  }

  /** Nothing was seen or sampled later than `at`. */
  goBackTo(at: number): void {
    for (const [key, status] of this.#statuses)
      this.#statuses.set(key, {
        ...status,
        seenTo: Math.min(status.seenTo, at),
        sampleAt: status.sampleAt === null ? null : Math.min(status.sampleAt, at),
      });
  }

  /** @param now the backend's time, epoch ms */
  batches(now: number): TailBatch[] {
    const { store, timers, traits, liveSeries, onceABucket } = this.options;
    const wanted = liveSeries();
    const keys = new Set(wanted.map(({ key }) => key));
    for (const key of this.#statuses.keys()) if (!keys.has(key)) this.#statuses.delete(key);
    const asked = wanted.filter((series) => {
      const status = this.#statuses.get(series.key);
      if (status === undefined) return true;
      if (status.refusal !== null) return timers.monoNow() - status.polledMono >= refusalRestMs;
      return (
        !onceABucket(series) || Math.floor((now - traits.settleMs) / series.stepMs) > Math.floor(status.seenTo / series.stepMs)
      );
    });
    return tailBatches(asked, store, now, traits.seriesMax, ({ key }) => this.#statuses.get(key)?.polledMono ?? 0);
  }

  /** @throws BackendFailure */
  async ask(
    samples: SampleSource,
    { series, fromSlot, toSlot, stepMs }: TailBatch,
    signal: AbortSignal,
  ): Promise<IsolatedAnswer> {
    const { store, timers, traits } = this.options;
    const from = fromSlot * stepMs;
    const request = { series: series.map(({ ask }) => ask), from, to: toSlot * stepMs, stepMs };
    const answer = await queryIsolated(samples, request, signal);
    const finalTo = Math.floor(answer.seenTo / stepMs);
    series.forEach((one, i) => {
      const column = answer.columns[i] ?? new Float64Array(0);
      const refusal = answer.refusals[i] ?? null;
      if (refusal === null) {
        store.write(one, fromSlot, column, finalTo);
        const final = column.subarray(0, Math.max(0, finalTo - fromSlot));
        if (traits.durable && final.length > 0)
          this.#unkept.push({ series: one, fromSlot, values: final, seenTo: answer.seenTo });
      }
      const newest = column.findLastIndex((value) => !Number.isNaN(value));
      const before = this.#statuses.get(one.key);
      const sampleAt = newest < 0 ? null : Math.min(answer.seenTo, from + (newest + 1) * stepMs);
      this.#statuses.set(one.key, {
        seenTo: refusal === null ? answer.seenTo : (before?.seenTo ?? from),
        sampleAt: earlier(sampleAt, answer.newestAt) ?? before?.sampleAt ?? null,
        reporting: answer.reporting,
        refusal,
        polledMono: timers.monoNow(),
      });
    });
    return answer;
  }
}

/** `known`: when the newest raw sample was taken; null when none is left, undefined where nobody knows better. */
function earlier(sampleAt: number | null, known: number | null | undefined): number | null {
  if (known === undefined || sampleAt === null) return sampleAt;
  return known === null ? null : Math.min(sampleAt, known);
}
