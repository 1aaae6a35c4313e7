import type { BackendHealth, RoomEvent } from '../../contract/state';
import type { BackendKind } from '../../contract/backendSettings';
import type { Backend, BackendFailure, BackendTraits, SampleSource } from './backends/backend';
import { queryIsolated } from './backends/queryIsolated';
import { EventSieve } from './eventSieve';
import { startPollLoop, type PollLoop } from './pollLoop';
import type { SampleHistory } from './readSeries';
import { RoomClock } from './roomClock';
import type { SampleStore } from './sampleStore';
import type { Series } from './series';
import type { Timers } from './timers';

/** A poll looks back at most this many buckets; what is older is fetched by whoever shows it. */
const tailSlotsMax = 60;
/** While all is well the clock is read this often, real ms; after a failure always, because the server may be another. */
const checkEveryMs = 5_000;
/** A query that cannot run is tried again this often, real ms: the server's rules may have changed. */
const refusalRestMs = 30_000;
/** Share of the interval that one poll may spend on asking; series that were left out come first next time. */
const budgetShare = 0.8;

export interface PollerOptions {
  readonly id: string;
  readonly kind: BackendKind;
  readonly backend: Backend;
  readonly traits: BackendTraits;
  readonly intervalMs: number;
  readonly store: SampleStore;
  readonly history: () => SampleHistory | null;
  readonly timers: Timers;
  readonly random: () => number;
  /** What has to be polled now; nothing else is. */
  readonly liveSeries: () => readonly Series[];
  readonly onEvents: (events: readonly RoomEvent[]) => void;
  /** After every round: health, clock or samples may be new. */
  readonly onRound: () => void;
}

/** What the newest poll said about one series. */
export interface LiveStatus {
  /** Samples up to here were seen in the newest answer, epoch ms of the backend. */
  readonly seenTo: number;
  /** End of the newest bucket with a value, at most `seenTo`; null when none was seen yet. */
  readonly sampleAt: number | null;
  readonly reporting: { readonly count: number; readonly expected: number } | null;
  /** Why this series cannot be had although the backend answers. */
  readonly refusal: string | null;
  readonly polledMono: number;
}

/** Keeps the live ends of the wanted series of one backend, its clock, its health and its events. */
export class BackendPoller {
  readonly clock = new RoomClock();
  readonly id: string;
  readonly backend: Backend;
  readonly traits: BackendTraits;
  readonly #live = new Map<string, LiveStatus>();
  #sieve = new EventSieve();
  readonly #loop: PollLoop;
  #identity: string | null = null;
  #checkedMono = Number.NEGATIVE_INFINITY;
  #seenTo: number | null = null;
  #roundTripMs: number | null = null;
  #answeredMono: number | null = null;
  #failingSinceMono: number | null = null;
  #failure: BackendFailure | null = null;

  constructor(private readonly options: PollerOptions) {
    this.id = options.id;
    this.backend = options.backend;
    this.traits = options.traits;
    this.#loop = startPollLoop({
      intervalMs: options.intervalMs,
      poll: (signal) => this.#poll(signal),
      onSettled: (failure) => this.#settle(failure),
      timers: options.timers,
      random: options.random,
    });
  }

  seenTo(): number | null {
    return this.#seenTo;
  }

  /** A backend that is down from the start still has a past on disk: it may be read up to the workstation's now. */
  readableTo(): number | null {
    return this.#seenTo ?? (this.traits.durable && this.#failingSinceMono !== null ? this.options.timers.wallNow() : null);
  }

  liveStatus(series: Series): LiveStatus | null {
    return this.#live.get(series.key) ?? null;
  }

  /** Neither an answer nor a failure yet. */
  get connecting(): boolean {
    return this.#answeredMono === null && this.#failingSinceMono === null;
  }

  get failure(): string | null {
    return this.#failingSinceMono === null ? null : (this.#failure?.message ?? null);
  }

  /** Interval in ms of the backend's time. */
  get intervalMs(): number {
    return this.options.intervalMs * (this.clock.estimate(this.options.timers.monoNow())?.rate ?? 1);
  }

  /** @param roomAtMono room time of a local monotonic moment */
  health(roomAtMono: (mono: number) => number): BackendHealth {
    const failing = this.#failingSinceMono !== null;
    return {
      id: this.id,
      kind: this.options.kind,
      simulated: this.traits.simulated,
      phase: failing ? 'failing' : this.#answeredMono === null ? 'connecting' : 'live',
      answeredAt: this.#answeredMono === null ? null : Math.round(roomAtMono(this.#answeredMono)),
      failingSince: this.#failingSinceMono === null ? null : Math.round(roomAtMono(this.#failingSinceMono)),
      failure: this.#failure?.code ?? null,
      reason: this.#failure?.message ?? null,
      roundTripMs: this.#roundTripMs,
      intervalMs: this.intervalMs,
      clockOffMs: null,
      clockErrorMs: null,
      reporting: null,
      version: null,
      notes: [],
      waitsUntil: null,
    };
  }

  close(): void {
    this.#loop.close();
    this.backend.close();
  }

  async #poll(signal: AbortSignal): Promise<void> {
    const { timers } = this.options;
    const startedMono = timers.monoNow();
    if (this.#failingSinceMono !== null || startedMono - this.#checkedMono >= checkEveryMs) await this.#check(signal);
    await this.#pollTails(startedMono, signal);
    const backendNow = this.clock.estimate(timers.monoNow())?.at ?? 0;
    if (this.backend.events === null) return;
    const events = await this.backend.events.since(this.#sieve.sinceAt(backendNow), signal);
    const fresh = this.#sieve.fresh(events);
    if (fresh.length > 0) this.options.onEvents(fresh.map((event) => ({ ...event, backendId: this.id })));
  }

  async #check(signal: AbortSignal): Promise<void> {
    const { clock, identity } = await this.backend.check(signal);
    if (this.#identity !== null && this.#identity !== identity) {
      this.options.store.dropBackend(this.id);
      this.#live.clear();
      this.#sieve = new EventSieve();
      this.clock.restart();
      this.#seenTo = null;
    }
    this.#identity = identity;
    this.clock.observe(clock);
    this.#checkedMono = this.options.timers.monoNow();
    this.#roundTripMs = Math.round((clock.receivedMono - clock.sentMono) * 10) / 10;
  }

  async #pollTails(startedMono: number, signal: AbortSignal): Promise<void> {
    const { timers, intervalMs } = this.options;
    const { samples } = this.backend;
    if (samples === null) return;
    let seenTo = Number.POSITIVE_INFINITY;
    for (const batch of this.#tailBatches()) {
      if (timers.monoNow() - startedMono > intervalMs * budgetShare && seenTo !== Number.POSITIVE_INFINITY) break;
      seenTo = Math.min(seenTo, await this.#pollBatch(samples, batch, signal));
    }
    if (seenTo !== Number.POSITIVE_INFINITY) this.#seenTo = seenTo;
    else this.#seenTo = this.clock.estimate(timers.monoNow())?.at ?? this.#seenTo;
  }

  async #pollBatch(samples: SampleSource, { series, fromSlot, toSlot, stepMs }: TailBatch, signal: AbortSignal): Promise<number> {
    const { store, timers } = this.options;
    const from = fromSlot * stepMs;
    const request = { series: series.map(({ ask }) => ask), from, to: toSlot * stepMs, stepMs };
    const answer = await queryIsolated(samples, request, signal);
    const finalTo = Math.floor(answer.seenTo / stepMs);
    series.forEach((one, i) => {
      const column = answer.columns[i] ?? new Float64Array(0);
      const refusal = answer.refusals[i] ?? null;
      if (refusal === null) {
        store.write(one, fromSlot, column, finalTo);
        if (this.traits.durable)
          this.options.history()?.append(one, fromSlot, column.subarray(0, Math.max(0, finalTo - fromSlot)), answer.seenTo);
      }
      const newest = column.findLastIndex((value) => !Number.isNaN(value));
      const sampleAt = newest < 0 ? null : Math.min(answer.seenTo, from + (newest + 1) * stepMs);
      this.#live.set(one.key, {
        seenTo: refusal === null ? answer.seenTo : (this.#live.get(one.key)?.seenTo ?? from),
        sampleAt: sampleAt ?? this.#live.get(one.key)?.sampleAt ?? null,
        reporting: answer.reporting,
        refusal,
        polledMono: timers.monoNow(),
      });
    });
    return answer.seenTo;
  }

  /** Wanted series grouped by step and by how far back they lack buckets; longest unpolled first. */
  #tailBatches(): TailBatch[] {
    const nowMono = this.options.timers.monoNow();
    const now = this.clock.estimate(nowMono)?.at;
    if (now === undefined) return [];
    const groups = new Map<string, TailBatch & { readonly series: Series[] }>();
    const wanted = new Set<string>();
    for (const series of this.options.liveSeries()) {
      wanted.add(series.key);
      const status = this.#live.get(series.key);
      if (status !== undefined && status.refusal !== null && nowMono - status.polledMono < refusalRestMs) continue;
      const toSlot = Math.floor(now / series.stepMs) + 1;
      const fromSlot = this.options.store.missing(series, toSlot - tailSlotsMax, tailSlotsMax)[0]?.from ?? toSlot - 1;
      const key = `${series.stepMs} ${fromSlot}`;
      const group = groups.get(key) ?? { series: [], fromSlot, toSlot, stepMs: series.stepMs };
      group.series.push(series);
      groups.set(key, group);
    }
    for (const key of this.#live.keys()) if (!wanted.has(key)) this.#live.delete(key);
    const polledMono = (series: Series | undefined): number =>
      series === undefined ? 0 : (this.#live.get(series.key)?.polledMono ?? 0);
    return [...groups.values()]
      .flatMap((group) => chunk(group.series, this.traits.seriesMax).map((series) => ({ ...group, series })))
      .sort((a, b) => polledMono(a.series[0]) - polledMono(b.series[0]));
  }

  #settle(failure: BackendFailure | null): void {
    const mono = this.options.timers.monoNow();
    if (failure === null) {
      this.#answeredMono = mono;
      this.#failingSinceMono = null;
      this.#failure = null;
    } else if (failure.code !== 'starting') {
      // What is still being started has not failed: panels wait for its clock instead of showing another.
      this.#failingSinceMono ??= mono;
      this.#failure = failure;
    }
    this.options.onRound();
  }
}

interface TailBatch {
  readonly series: readonly Series[];
  readonly fromSlot: number;
  readonly toSlot: number;
  readonly stepMs: number;
}

function chunk<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
