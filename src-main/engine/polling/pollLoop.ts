import { BackendFailure } from '../backends/backend';
import type { Timers } from '../timers';

/** A failing backend is asked ever less often, but still twice within three intervals, so that it is back within three. */
const backOffIntervalsMax = 2;
const backOffFactor = 1.4;
/** Spread, so that backends with one interval do not all ask in the same instant; more would make the newest sample older. */
const jitterShare = 0.02;
/** A poll must leave room for the next: this many intervals, within absolute bounds. */
const deadlineIntervals = 3;
const deadlineMsMin = 2_000;
const deadlineMsMax = 10_000;

export interface PollLoopOptions {
  readonly intervalMs: number;
  /** One round; must settle soon after `signal` aborts. */
  readonly poll: (signal: AbortSignal) => Promise<void>;
  /** After each round: null when it went well. */
  readonly onSettled: (failure: BackendFailure | null) => void;
  readonly timers: Timers;
  /** In [0, 1). */
  readonly random: () => number;
}

export interface PollLoop {
  /** Aborts the round under way and starts no other. */
  close(): void;
}

export function deadlineMsOf(intervalMs: number): number {
  return Math.min(deadlineMsMax, Math.max(deadlineMsMin, deadlineIntervals * intervalMs));
}

/**
 * Asks one backend at a steady pace, one round at a time, each with a deadline. Every backend has its own loop, so a slow or
 * dead one delays nobody else. The pace counts from start to start; failures stretch it up to `backOffIntervalsMax`.
 */
export function startPollLoop({ intervalMs, poll, onSettled, timers, random }: PollLoopOptions): PollLoop {
  let failures = 0;
  let closed = false;
  let callOff = (): void => undefined;

  const round = async (): Promise<void> => {
    const startedMono = timers.monoNow();
    const abort = new AbortController();
    const deadlineMs = deadlineMsOf(intervalMs);
    let late = false;
    const stopDeadline = timers.after(deadlineMs, () => {
      late = true;
      abort.abort();
    });
    callOff = () => {
      stopDeadline();
      abort.abort();
    };
    let failure: BackendFailure | null = null;
    try {
      await poll(abort.signal);
    } catch (error) {
      // Anything else is a defect: it must reach the top and restart the engine.
      if (!(error instanceof BackendFailure)) throw error;
      failure = late
        ? new BackendFailure(
            'timeout',
            `No whole answer within ${deadlineMs / 1_000} s; check the backend's load and the network between.`,
          )
        : error;
    } finally {
      stopDeadline();
    }
    if (closed) return;
    failures = failure === null ? 0 : failures + 1;
    onSettled(failure);
    const stretch = Math.min(backOffIntervalsMax, backOffFactor ** Math.max(0, failures - 1));
    const jitter = 1 + (random() * 2 - 1) * jitterShare;
    const dueMono = startedMono + intervalMs * stretch * jitter;
    callOff = timers.after(Math.max(intervalMs * 0.1, dueMono - timers.monoNow()), begin);
  };
  const begin = (): void => void round();

  callOff = timers.after(random() * intervalMs * jitterShare, begin);
  return {
    close() {
      closed = true;
      callOff();
    },
  };
}
