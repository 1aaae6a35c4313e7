import type { BackendHealth, RoomEvent } from '../../../contract/state';
import type { BackendKind } from '../../../contract/backendSettings';
import type { Backend, BackendFailure, BackendTraits } from '../backends/backend';
import type { AlertWatch } from './alertWatch';
import { patientBackend, type PatientBackend } from '../backends/patientBackend';
import type { IsolatedAnswer } from '../backends/queryIsolated';
import { clockOffset, isClockOff, type ClockOffset } from '../clock/clockOffset';
import { EventSieve } from './eventSieve';
import { LiveEnds, type LiveStatus, type Reporting } from './liveEnds';
import { NoteBoard } from './noteBoard';
import { startPollLoop, type PollLoop } from './pollLoop';
import type { SampleHistory } from '../samples/readSeries';
import { RoomClock } from '../clock/roomClock';
import type { RoomReading } from '../clock/roomTime';
import type { SampleStore } from '../samples/sampleStore';
import type { Series } from '../samples/series';
import type { Timers } from '../timers';

/** While all is well the clock is read this often, real ms; after a failure always, because the server may be another. */
const checkEveryMs = 5_000;
/** A clock that is this much earlier than it has to be, real ms, was set back; less is a network's doing. */
const wentBackMs = 2_000;
/** Share of the interval that one poll may spend on asking; series that were left out come first next time. */
const budgetShare = 0.8;

export interface PollerOptions {
  readonly id: string;
  readonly kind: BackendKind;
  readonly backend: Backend;
  readonly traits: BackendTraits;
  readonly intervalMs: number;
  /** The finest step that is read from it: its clock has to be right to half of that. */
  readonly stepMs: number;
  readonly store: SampleStore;
  readonly history: () => SampleHistory | null;
  readonly timers: Timers;
  readonly random: () => number;
  /** What time it is for a backend that never told: the room's, epoch ms. */
  readonly nowOfDead: () => number;
  /** What has to be polled now; nothing else is. */
  readonly liveSeries: () => readonly Series[];
  /** LiveEndsOptions.onceABucket */
  readonly onceABucket: (series: Series) => boolean;
  readonly onEvents: (events: readonly RoomEvent[]) => void;
  /** Looks after silences; null where the backend has none. */
  readonly watch: AlertWatch | null;
  /** After every round: health, clock or samples may be new. */
  readonly onRound: () => void;
}

/** What one round of polling found about the answers as such. */
interface Completeness {
  readonly reporting: Reporting | null;
  readonly partial: string | null;
}

/** Keeps the live ends of the wanted series of one backend, its clock, its health and its events. */
export class BackendPoller {
  readonly clock = new RoomClock();
  readonly id: string;
  readonly backend: Backend;
  readonly traits: BackendTraits;
  readonly #ends: LiveEnds;
  readonly #patient: PatientBackend;
  readonly #notes = new NoteBoard();
  #sieve = new EventSieve();
  readonly #loop: PollLoop;
  #identity: string | null = null;
  #checkedMono = Number.NEGATIVE_INFINITY;
  #seenTo: number | null = null;
  #roundTripMs: number | null = null;
  #answeredMono: number | null = null;
  #failingSinceMono: number | null = null;
  #failure: BackendFailure | null = null;
  #behindMs = 0;
  #version: string | null = null;
  #completeness: Completeness = { reporting: null, partial: null };

  constructor(private readonly options: PollerOptions) {
    this.id = options.id;
    this.#patient = patientBackend(options.backend, () => options.timers.monoNow());
    this.backend = this.#patient.backend;
    this.traits = options.traits;
    this.#ends = new LiveEnds(options);
    this.#loop = startPollLoop({
      intervalMs: options.intervalMs,
      poll: (signal) => this.#poll(signal),
      onSettled: (failure) => this.#settle(failure),
      timers: options.timers,
      random: options.random,
    });
  }

  get watch(): AlertWatch | null {
    return this.options.watch;
  }

  seenTo(): number | null {
    return this.#seenTo;
  }

  /** A backend that is down from the start still has a past on disk. */
  readableTo(): number | null {
    return this.#seenTo ?? (this.traits.durable && this.#failingSinceMono !== null ? this.options.nowOfDead() : null);
  }

  liveStatus(series: Series): LiveStatus | null {
    return this.#ends.status(series);
  }

  /** Neither an answer nor a failure yet. */
  get connecting(): boolean {
    return this.#answeredMono === null && this.#failingSinceMono === null;
  }

  /** It answered, and does not fail. */
  get answers(): boolean {
    return this.#answeredMono !== null && this.#failingSinceMono === null;
  }

  get failure(): string | null {
    return this.#failingSinceMono === null ? null : (this.#failure?.message ?? null);
  }

  /** How old its newest sample may be while all is well, ms of the backend's time: it is asked that often, for what has settled by then. */
  get sampleDueMs(): number {
    return (this.options.intervalMs + this.traits.settleMs + this.#behindMs) * this.#rate;
  }

  get #rate(): number {
    return this.clock.estimate(this.options.timers.monoNow())?.rate ?? 1;
  }

  /** The clock's distance from the room's where it is too large to compare with what others say; else null. */
  clockOff(room: RoomReading | null): ClockOffset | null {
    const offset = clockOffset(this, room, this.options.timers.monoNow());
    return isClockOff(offset, this.options.stepMs) ? offset : null;
  }

  /** @param roomAtMono room time of a local monotonic moment */
  health(roomAtMono: (mono: number) => number, room: RoomReading | null): BackendHealth {
    const mono = this.options.timers.monoNow();
    const failing = this.#failingSinceMono !== null;
    const offset = clockOffset(this, room, mono);
    const waitsUntilMono = this.#patient.restUntilMono();
    return {
      id: this.id,
      kind: this.options.kind,
      simulated: this.traits.simulated,
      phase: failing ? 'failing' : this.#answeredMono === null ? 'connecting' : 'live',
      answeredAt: this.#answeredMono === null ? null : Math.round(roomAtMono(this.#answeredMono)),
      failingSince: this.#failingSinceMono === null ? null : Math.round(roomAtMono(this.#failingSinceMono)),
      failure: this.#failure?.code ?? null,
      reason: this.#failure?.message ?? this.#completeness.partial,
      roundTripMs: this.#roundTripMs,
      intervalMs: this.options.intervalMs * this.#rate,
      clockOffMs: offset === null ? null : Math.round(offset.offMs),
      clockErrorMs: offset === null ? null : Math.ceil(offset.errorMs),
      reporting: this.#completeness.reporting,
      version: this.#version,
      notes: isClockOff(offset, this.options.stepMs) ? ['clock-off', ...this.#notes.read(mono)] : this.#notes.read(mono),
      // To the second: it is computed from a moving clock.
      waitsUntil: waitsUntilMono === null ? null : Math.round(roomAtMono(waitsUntilMono) / 1_000) * 1_000,
    };
  }

  close(): void {
    this.#ends.keep();
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
    await this.options.watch?.poll(signal);
  }

  async #check(signal: AbortSignal): Promise<void> {
    const { clock, identity, version, notes, behindMs } = await this.backend.check(signal);
    this.#behindMs = behindMs ?? 0;
    if (this.#identity !== null && this.#identity !== identity) this.#beginAnew();
    this.#identity = identity;
    this.#version = version;
    this.#notes.stand(notes);
    const before = this.clock.estimate(clock.receivedMono);
    this.clock.observe(clock);
    const after = this.clock.estimate(clock.receivedMono);
    if (before !== null && after !== null && after.at < before.at - wentBackMs * after.rate) this.#goBackTo(after.at);
    this.#checkedMono = this.options.timers.monoNow();
    this.#roundTripMs = Math.round((clock.receivedMono - clock.sentMono) * 10) / 10;
  }

  /** Another world answers: nothing read before may be mixed with what comes now. */
  #beginAnew(): void {
    this.options.store.dropBackend(this.id);
    this.#ends.clear();
    this.#sieve = new EventSieve();
    this.clock.restart();
    this.#notes.clear();
    this.#seenTo = null;
  }

  /** Its clock was set back: what it stamped by the other time is asked for again. */
  #goBackTo(at: number): void {
    this.#notes.happen(['time-went-back'], this.options.timers.monoNow());
    this.options.store.dropBackend(this.id);
    this.#seenTo = this.#seenTo === null ? null : Math.min(this.#seenTo, at);
    this.#ends.goBackTo(at);
  }

  async #pollTails(startedMono: number, signal: AbortSignal): Promise<void> {
    const { timers, intervalMs } = this.options;
    const { samples } = this.backend;
    if (samples === null) return;
    const answers: IsolatedAnswer[] = [];
    const now = this.clock.estimate(timers.monoNow())?.at;
    for (const batch of now === undefined ? [] : this.#ends.batches(now)) {
      if (answers.length > 0 && timers.monoNow() - startedMono > intervalMs * budgetShare) break;
      const before = this.#seenTo;
      const answer = await this.#ends.ask(samples, batch, signal);
      if (before !== null && answer.seenTo < before - wentBackMs) this.#checkedMono = Number.NEGATIVE_INFINITY;
      answers.push(answer);
    }
    // A refused query has seen nothing and says nothing about time.
    const seenTo = Math.min(...answers.map((answer) => answer.seenTo));
    this.#seenTo = Number.isFinite(seenTo) ? seenTo : (this.clock.estimate(timers.monoNow())?.at ?? this.#seenTo);
    this.#noteAnswers(answers);
  }

  #noteAnswers(answers: readonly IsolatedAnswer[]): void {
    const mono = this.options.timers.monoNow();
    const partial = answers.find((answer) => answer.partial !== null)?.partial ?? null;
    const reporting = answers.map((answer) => answer.reporting).reduce(worse, null);
    this.#completeness = { reporting, partial };
    this.#notes.happen([...answers.flatMap(({ notes }) => notes ?? [])], mono);
    if (partial === null) this.#notes.lift('partial-answers');
    else this.#notes.happen(['partial-answers'], mono);
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
    this.#ends.keep();
  }
}

function worse(a: Reporting | null, b: Reporting | null): Reporting | null {
  if (a === null || b === null) return a ?? b;
  return b.count * a.expected < a.count * b.expected ? b : a;
}
