import { BackendFailure } from '../backends/backend';
import type { Timers } from '../timers';

/** A task may keep its backend busy for a fifth of the time at most, however slow its answers are. */
const restPerWork = 4;
/** How long a backend that failed a task is left alone by it, ms. */
const failureRestMs = 3_000;

export interface PoliteRun {
  /** Asks; must settle soon after `signal` aborts. @throws BackendFailure */
  readonly work: (signal: AbortSignal) => Promise<void>;
  /** Workstation ms between the backend's polls: how often this may run. */
  readonly pollMs: number;
  readonly deadlineMs: number;
  /** However long it took, it rests no longer than this. */
  readonly restMsMax?: number;
  readonly timers: Timers;
  /** Said after the deadline, with the seconds that were waited. */
  readonly lateSentence: (seconds: number) => string;
}

/** Something asked of one backend beside its poll: one run at a time, each with a deadline, and a rest in proportion after it. */
export class PoliteTask {
  /** Of the newest run that settled; null when it went well. */
  failure: string | null = null;
  startedMono = Number.NEGATIVE_INFINITY;
  #restUntilMono = Number.NEGATIVE_INFINITY;
  #abort: AbortController | null = null;

  get isUnderWay(): boolean {
    return this.#abort !== null;
  }

  mayRun(mono: number): boolean {
    return !this.isUnderWay && mono >= this.#restUntilMono;
  }

  callOff(): void {
    this.#abort?.abort();
    this.#abort = null;
  }

  /** Never rejects for an expected failure. False: it was called off, and left everything as it was. */
  async run({
    work,
    pollMs,
    deadlineMs,
    restMsMax = Number.POSITIVE_INFINITY,
    timers,
    lateSentence,
  }: PoliteRun): Promise<boolean> {
    const abort = new AbortController();
    this.#abort = abort;
    this.startedMono = timers.monoNow();
    let late = false;
    const stopDeadline = timers.after(deadlineMs, () => {
      late = true;
      abort.abort();
    });
    let restMs = pollMs;
    try {
      await work(abort.signal);
      this.failure = null;
    } catch (error) {
      // Anything else is a defect: it must reach the top and restart the engine.
      if (!(error instanceof BackendFailure)) throw error;
      if (abort.signal.aborted && !late) return false;
      this.failure = late ? lateSentence(deadlineMs / 1_000) : error.message;
      restMs = Math.max(restMs, error.retryAfterMs ?? failureRestMs);
    } finally {
      stopDeadline();
      if (this.#abort === abort) this.#abort = null;
    }
    const tookMs = timers.monoNow() - this.startedMono;
    this.#restUntilMono = this.startedMono + tookMs + Math.max(restMs - tookMs, Math.min(restMsMax, tookMs * restPerWork));
    return true;
  }
}
