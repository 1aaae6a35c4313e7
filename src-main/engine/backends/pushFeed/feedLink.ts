import { io, type Socket } from 'socket.io-client';
import {
  feedGapSchema,
  feedTimeSchema,
  feedWelcomeSchema,
  pushFeedVersion,
  type FeedHello,
  type FeedWelcome,
} from '../../../../contract/pushFeed';
import { BackendFailure, type ClockReading } from '../backend';
import type { FeedAccess, FeedOptions } from './connectOptions';
import { answerMsMax, closedFailure, feedFailure, noAnswer, noWelcome } from './feedFailure';
import { FeedIntake } from './feedIntake';

/** Batches under way: enough to replay fast over a slow network, few enough to hold. */
const creditBatches = 64;
const grantEveryBatches = 16;
/** The first retry comes after this share of the poll interval, the slowest after two intervals. */
const retryShareFirst = 0.2;
const retryFactor = 1.7;
const retryIntervalsMax = 2;
const retryJitterShare = 0.3;

export interface FeedLinkOptions {
  readonly url: string;
  readonly pollMs: number;
  /** Asked before the first connection; what it rejects with is the failure that is shown. */
  readonly access: () => Promise<FeedAccess>;
  readonly monoNow: () => number;
  readonly random: () => number;
}

type Phase =
  | { readonly name: 'connecting' }
  | { readonly name: 'open'; readonly welcome: FeedWelcome }
  | { readonly name: 'failed'; readonly failure: BackendFailure };

/** One connection to a gateway that comes back by itself, and what arrived over it. */
export class FeedLink {
  #phase: Phase = { name: 'connecting' };
  #intake: FeedIntake | null = null;
  #socket: Socket | null = null;
  #waiting: (() => void)[] = [];
  #secrets: readonly string[] = [];
  #failures = 0;
  #received = 0;
  #granted = creditBatches;
  #heardMono: number;
  #clock: { readonly at: number; readonly rate: number; readonly mono: number } | null = null;
  #retry: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(private readonly setup: FeedLinkOptions) {
    this.#heardMono = setup.monoNow();
    void this.#connect();
  }

  get where(): string {
    return new URL(this.setup.url).origin;
  }
  /** Monotonic ms of the last batch or welcome. */
  get heardMono(): number {
    return this.#heardMono;
  }

  /** What arrived in the present epoch. Waits for the first try only. @throws BackendFailure */
  async intake(signal: AbortSignal): Promise<{ readonly intake: FeedIntake; readonly welcome: FeedWelcome }> {
    while (this.#phase.name === 'connecting' && !signal.aborted && !this.#closed) await this.#change(signal);
    if (signal.aborted || this.#closed) throw closedFailure(this.where);
    if (this.#phase.name === 'failed') throw this.#phase.failure;
    if (this.#phase.name !== 'open' || this.#intake === null)
      throw new BackendFailure('starting', `${this.where} is being connected.`);
    return { intake: this.#intake, welcome: this.#phase.welcome };
  }

  /** @throws BackendFailure */
  async readClock(signal: AbortSignal): Promise<ClockReading> {
    await this.intake(signal);
    const sentMono = this.setup.monoNow();
    const reply = feedTimeSchema.safeParse(await this.#askTime(signal));
    const receivedMono = this.setup.monoNow();
    if (!reply.success) throw new BackendFailure('bad-shape', `${this.where} did not tell the time when it was asked for it.`);
    const { at, rate } = reply.data;
    this.#clock = { at, rate, mono: receivedMono };
    return { at, errorMs: 1, rate, sentMono, receivedMono };
  }

  close(): void {
    this.#closed = true;
    if (this.#retry !== null) clearTimeout(this.#retry);
    this.#socket?.disconnect();
    this.#socket?.io.engine?.close();
    this.#wake();
  }

  async #connect(): Promise<void> {
    this.#retry = null;
    try {
      if (this.#socket === null) {
        const { options, secrets } = await this.setup.access();
        this.#secrets = secrets;
        this.#socket = this.#open(options);
      }
      if (!this.#closed) this.#socket.connect();
    } catch (error) {
      if (!(error instanceof BackendFailure)) throw error;
      this.#fail(error);
    }
  }

  #open(options: FeedOptions): Socket {
    const socket = io(this.where, options);
    socket.on('connect', () => this.#sayHello(socket));
    socket.on('connect_error', (error) => this.#fail(feedFailure(error, this.where, this.#secrets)));
    socket.on('disconnect', (reason, details) => {
      const said = details instanceof Error || details === undefined ? reason : `${reason}: ${details.description}`;
      this.#fail(new BackendFailure('network', `${this.where} ended the connection (${said}); it may be restarting.`));
    });
    socket.on('batch', (message: unknown) => this.#takeBatch(socket, message));
    socket.on('gap', (message: unknown) => {
      const gap = feedGapSchema.safeParse(message);
      if (gap.success && this.#phase.name === 'open') this.#intake?.goOnAt(gap.data.next, gap.data.completeFrom);
    });
    return socket;
  }

  #sayHello(socket: Socket): void {
    const before = this.#intake;
    const resume = before === null || before.cursor === null ? null : { epoch: before.epoch, cursor: before.cursor };
    this.#received = 0;
    this.#granted = creditBatches;
    const hello: FeedHello = { version: pushFeedVersion, resume, credit: creditBatches };
    // Taken in the same turn: the first batch may stand right behind it.
    socket.timeout(answerMsMax).emit('hello', hello, (error: Error | null, reply?: unknown) => {
      const welcome = feedWelcomeSchema.safeParse(reply);
      if (error === null && welcome.success) return this.#begin(welcome.data, resume);
      this.#fail(error === null ? noWelcome(this.where, reply, this.#secrets) : noAnswer(this.where, 'hello'));
      socket.disconnect();
    });
  }

  #begin(welcome: FeedWelcome, resume: FeedHello['resume']): void {
    const mono = this.setup.monoNow();
    const same = this.#intake !== null && this.#intake.epoch === welcome.epoch;
    const intake = same && this.#intake !== null ? this.#intake : new FeedIntake(welcome.epoch, this.setup.monoNow);
    // Going on at another place than asked for, without saying what is missing: then everything until now is.
    const exact = same && resume !== null && welcome.next === resume.cursor + 1;
    intake.goOnAt(welcome.next, exact ? welcome.completeFrom : (welcome.completeFrom ?? welcome.at));
    this.#intake = intake;
    this.#clock = { at: welcome.at, rate: welcome.rate, mono };
    this.#heardMono = mono;
    this.#failures = 0;
    this.#phase = { name: 'open', welcome };
    this.#wake();
  }

  #takeBatch(socket: Socket, message: unknown): void {
    if (this.#phase.name !== 'open' || this.#intake === null || this.#clock === null) return;
    const mono = this.setup.monoNow();
    this.#heardMono = mono;
    this.#intake.takeBatch(message, this.#clock.at + (mono - this.#clock.mono) * this.#clock.rate);
    this.#received += 1;
    const grantable = this.#received + creditBatches;
    if (grantable - this.#granted < grantEveryBatches) return;
    this.#granted = grantable;
    socket.emit('grant', { batches: grantable });
  }

  #fail(failure: BackendFailure): void {
    if (this.#closed) return;
    // The sentence of a refusal is worth more than that of the disconnection that follows it.
    if (this.#retry !== null) return;
    this.#phase = { name: 'failed', failure };
    this.#failures += 1;
    const { pollMs, random } = this.setup;
    const backOff = Math.min(retryIntervalsMax, retryShareFirst * retryFactor ** (this.#failures - 1)) * pollMs;
    const jittered = backOff * (1 - retryJitterShare * random());
    this.#retry = setTimeout(() => void this.#connect(), Math.max(jittered, failure.retryAfterMs ?? 0));
    this.#wake();
  }

  #askTime(signal: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const aborted = (): void => reject(closedFailure(this.where));
      signal.addEventListener('abort', aborted, { once: true });
      this.#socket?.timeout(answerMsMax).emit('time', (error: Error | null, reply?: unknown) => {
        signal.removeEventListener('abort', aborted);
        if (error === null) resolve(reply);
        else reject(noAnswer(this.where, 'time'));
      });
    });
  }

  #change(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#waiting.push(done);
      signal.addEventListener('abort', done, { once: true });
    });
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
