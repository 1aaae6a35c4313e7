import type { z } from 'zod';
import {
  feedBatchSchema,
  feedEventSchema,
  feedFutureMsMax,
  feedSamplesSchema,
  type FeedBatch,
  type FeedSamples,
} from '../../../../contract/pushFeed';
import type { BackendNote } from '../../../../contract/state';
import type { BackendEvent } from '../backend';
import { FeedRing } from './feedRing';

/** Events kept; a day of a busy shop is a few hundred. */
const eventsMax = 2_000;
/** How long something odd is told after it was last seen, real ms. */
const toldForMs = 60_000;

/** What came over the wire, checked and put where it can be asked for: the one place that decides what counts. */
export class FeedIntake {
  readonly ring: FeedRing;
  readonly #events = new Map<string, BackendEvent>();
  readonly #notes = new Map<BackendNote, number>();
  #cursor: number | null = null;
  /** Samples after this watermark are missing, until the next watermark tells how far. */
  #holeFrom: number | null = null;
  #refusals: { readonly mono: number; readonly sentence: string }[] = [];
  #reporting: { readonly count: number; readonly expected: number } | null = null;
  /** Since when nothing but rubbish came, monotonic ms. */
  #rubbishSince: number | null = null;

  constructor(
    readonly epoch: string,
    private readonly monoNow: () => number,
    ring = new FeedRing(),
  ) {
    this.ring = ring;
  }

  get cursor(): number | null {
    return this.#cursor;
  }
  get reporting(): { readonly count: number; readonly expected: number } | null {
    return this.#reporting;
  }
  get rubbishSince(): number | null {
    return this.#rubbishSince;
  }

  /** What follows begins with cursor `next`, and is whole from `completeFrom`; null: nothing is missing between. */
  goOnAt(next: number, completeFrom: number | null): void {
    if (completeFrom !== null) {
      this.ring.beginAt(completeFrom);
      this.#holeFrom = null;
    }
    this.#cursor = next - 1;
  }

  /** @param clockAt the gateway's clock now */
  takeBatch(message: unknown, clockAt: number): void {
    const parsed = feedBatchSchema.safeParse(message);
    if (!parsed.success) return this.#refuseBatch(`A batch cannot be read (${issueOf(parsed.error)}).`);
    const { cursor, samples, events, seenTo, reporting } = parsed.data;
    const expected = (this.#cursor ?? cursor - 1) + 1;
    // Sent twice: everything in it has been taken over.
    if (cursor < expected) return;
    const latest = clockAt + feedFutureMsMax;
    if (seenTo !== undefined && seenTo > latest)
      return this.#refuseBatch(
        `Batch ${cursor} says that it has seen ${new Date(seenTo).toISOString()}, which is in the future.`,
      );
    if (cursor > expected) {
      this.#holeFrom ??= this.ring.seenTo;
      this.#note('partial-answers');
    }
    this.#cursor = cursor;
    const taken = this.#takeSamples(samples, latest) + this.#takeEvents(events);
    if (taken > 0 || samples.length + events.length === 0) this.#rubbishSince = null;
    else this.#rubbishSince ??= this.monoNow();
    if (reporting !== undefined) this.#reporting = reporting;
    if (seenTo !== undefined) this.#advance(seenTo);
  }

  events(sinceAt: number): readonly BackendEvent[] {
    return [...this.#events.values()]
      .filter(({ at, until }) => at >= sinceAt || (until ?? 0) >= sinceAt)
      .sort((a, b) => a.at - b.at);
  }

  /** What an operator must know of the last minute. */
  notes(): BackendNote[] {
    const from = this.monoNow() - toldForMs;
    return [...this.#notes].filter(([, mono]) => mono >= from).map(([note]) => note);
  }

  /** What was refused in the last minute, as a sentence; null when nothing was. */
  refusal(): string | null {
    const from = this.monoNow() - toldForMs;
    this.#refusals = this.#refusals.filter(({ mono }) => mono >= from);
    const last = this.#refusals.at(-1);
    if (last === undefined) return null;
    return this.#refusals.length === 1
      ? last.sentence
      : `${this.#refusals.length} parts of the last minute were refused; the last: ${last.sentence}`;
  }

  #advance(seenTo: number): void {
    if (!this.ring.advance(seenTo)) return this.#note('time-went-back');
    if (this.#holeFrom === null) return;
    this.ring.lose(this.#holeFrom, seenTo);
    this.#holeFrom = null;
  }

  #takeSamples(samples: FeedBatch['samples'], latest: number): number {
    let taken = 0;
    for (const one of samples) {
      const parsed = feedSamplesSchema.safeParse(one);
      const bad = parsed.success ? pointsRefusal(parsed.data, latest) : `Samples cannot be read (${issueOf(parsed.error)}).`;
      if (!parsed.success || bad !== null) {
        this.#refuse(bad ?? '');
        continue;
      }
      const outcome = this.ring.take(parsed.data);
      if (outcome.refusal !== null) {
        this.#refuse(outcome.refusal);
        continue;
      }
      taken += 1;
      if (outcome.duplicate) this.#note('duplicate-samples');
      if (outcome.late) this.#note('time-went-back');
      if (outcome.reset) this.#note('counter-reset');
    }
    return taken;
  }

  #takeEvents(events: FeedBatch['events']): number {
    let taken = 0;
    for (const one of events) {
      const parsed = feedEventSchema.safeParse(one);
      if (!parsed.success) {
        this.#refuse(`An event cannot be read (${issueOf(parsed.error)}).`);
        continue;
      }
      // Told again, it moves to the end: the oldest to be forgotten is the one nobody has told for longest.
      this.#events.delete(parsed.data.id);
      this.#events.set(parsed.data.id, { ...parsed.data, alert: null });
      taken += 1;
    }
    for (const id of this.#events.keys()) {
      if (this.#events.size <= eventsMax) break;
      this.#events.delete(id);
    }
    return taken;
  }

  #refuseBatch(sentence: string): void {
    // Its cursor was not taken, so the next batch shows the hole.
    this.#rubbishSince ??= this.monoNow();
    this.#refuse(sentence);
  }

  #refuse(sentence: string): void {
    this.#refusals.push({ mono: this.monoNow(), sentence });
    if (this.#refusals.length > 1_000) this.#refusals.shift();
    this.#note('partial-answers');
  }

  #note(note: BackendNote): void {
    this.#notes.set(note, this.monoNow());
  }
}

function pointsRefusal({ metric, points }: FeedSamples, latest: number): string | null {
  if (points.length % 2 !== 0) return `${metric} has a time without a value; points are t1, v1, t2, v2.`;
  for (let i = 0; i < points.length; i += 2) {
    const at = points[i];
    if (at === null || at === undefined || at < 0) return `${metric} has a sample without a time.`;
    if (at > latest) return `${metric} has a sample of ${at}, which is in the future.`;
  }
  return null;
}

function issueOf(error: z.ZodError): string {
  const issue = error.issues[0];
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.slice(0, 200);
}
