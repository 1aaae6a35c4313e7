import { BackendFailure, type BreakdownAnswer, type SampleSource } from '../backends/backend';
import { deadlineMsOf } from '../polling/pollLoop';
import type { Timers } from '../timers';
import { spanRowsOf, type SpanRows } from './spanRows';
import type { TableCut } from './tableCut';
import type { ShownTable } from './tableOf';
import type { TableSpan, TableSpans } from './tableSpans';

/** More combinations than this are the backend's to refuse; far above what a table shows. */
const combinationsMax = 5_000;
/** A table may keep its backend busy for a fifth of the time at most, however slow its answers are. */
const restPerWork = 4;
/** How long a backend that failed a table is left alone by it, ms. */
const failureRestMs = 3_000;

/** One cut of one metric: its answers, the one fetch under way, and when the next is due. */
export class TableFetch {
  /** The spans a window would like to see; set every tick. */
  wanted: TableSpans | null = null;
  failure: string | null = null;
  startedMono = Number.NEGATIVE_INFINITY;
  #answers = new Map<string, SpanRows>();
  #shown: ShownTable | null = null;
  #shownOf: TableSpans | null = null;
  #restUntilMono = Number.NEGATIVE_INFINITY;
  #abort: AbortController | null = null;
  #version = 0;

  constructor(readonly cut: TableCut) {}

  get shown(): ShownTable | null {
    return this.#shown;
  }

  /** Rises with every change of `shown`. */
  get version(): number {
    return this.#version;
  }

  get isUnderWay(): boolean {
    return this.#abort !== null;
  }

  /** Asked at most once per poll interval, one question at a time, and not again for a span that is shown whole. */
  isDue(mono: number): boolean {
    if (this.wanted === null || this.isUnderWay || mono < this.#restUntilMono) return false;
    return this.#shown?.whole !== true || this.#shownOf?.now.to !== this.wanted.now.to;
  }

  callOff(): void {
    this.#abort?.abort();
    this.#abort = null;
  }

  /** Never rejects: an expected failure is kept beside the last rows; called off, it leaves everything as it was. */
  async run(samples: SampleSource, pollMs: number, timers: Timers, onNews: () => void): Promise<void> {
    const spans = this.wanted;
    if (spans === null) return;
    const abort = new AbortController();
    this.#abort = abort;
    this.startedMono = timers.monoNow();
    const deadlineMs = deadlineMsOf(pollMs);
    let late = false;
    const stopDeadline = timers.after(deadlineMs, () => {
      late = true;
      abort.abort();
    });
    let restMs = pollMs;
    try {
      await this.#read(samples, spans, abort.signal, onNews);
      this.failure = null;
    } catch (error) {
      // Anything else is a defect: it must reach the top and restart the engine.
      if (!(error instanceof BackendFailure)) throw error;
      if (abort.signal.aborted && !late) return;
      this.failure = late ? `No whole table within ${deadlineMs / 1_000} s; cut by fewer dimensions.` : error.message;
      restMs = Math.max(restMs, error.retryAfterMs ?? failureRestMs);
    } finally {
      stopDeadline();
      if (this.#abort === abort) this.#abort = null;
    }
    const tookMs = timers.monoNow() - this.startedMono;
    this.#restUntilMono = this.startedMono + tookMs + Math.max(restMs - tookMs, tookMs * restPerWork);
    onNews();
  }

  /** Now first, because it is what people wait for; then the past days that are not known yet, all in one question. */
  async #read(samples: SampleSource, spans: TableSpans, signal: AbortSignal, onNews: () => void): Promise<void> {
    const now = await this.#ask(samples, [spans.now], signal);
    if (signal.aborted) return;
    if (now !== null && now.seenTo < spans.now.to) {
      this.#answers.delete(idOf(spans.now));
      return;
    }
    // Later only whole rows replace whole rows: numbers of one row never belong to different moments.
    if (this.#shown === null) {
      this.#show(spans, false, now);
      onNews();
    }
    const past = [spans.yesterday, spans.lastWeek, ...spans.weeks].filter((span) => span !== null);
    await this.#ask(samples, past, signal);
    if (signal.aborted) return;
    this.#show(spans, true, now);
    this.#forgetBut([spans.now, ...past]);
  }

  /** Null when all of it was known already. */
  async #ask(samples: SampleSource, spans: readonly TableSpan[], signal: AbortSignal): Promise<BreakdownAnswer | null> {
    const unknown = spans.filter((span, i) => !this.#answers.has(idOf(span)) && spans.findIndex(isSame(span)) === i);
    if (unknown.length === 0) return null;
    const { query, slice, by } = this.cut;
    const answer = await samples.breakdown({ query, slice, by, spans: unknown, rowsMax: combinationsMax }, signal);
    unknown.forEach((span, i) => this.#answers.set(idOf(span), spanRowsOf(answer, i)));
    return answer;
  }

  #show(spans: TableSpans, whole: boolean, now: BreakdownAnswer | null): void {
    const rowsOf = (span: TableSpan | null): SpanRows | null => (span === null ? null : (this.#answers.get(idOf(span)) ?? null));
    this.#shown = {
      span: spans.now,
      whole,
      reporting: now?.reporting ?? null,
      answers: {
        now: rowsOf(spans.now) ?? new Map(),
        yesterday: rowsOf(spans.yesterday),
        lastWeek: rowsOf(spans.lastWeek),
        weeks: whole ? spans.weeks.map(rowsOf) : [],
      },
    };
    this.#shownOf = spans;
    this.#version += 1;
  }

  #forgetBut(spans: readonly TableSpan[]): void {
    const kept = new Set(spans.map(idOf));
    for (const id of this.#answers.keys()) if (!kept.has(id)) this.#answers.delete(id);
  }
}

function idOf({ from, to }: TableSpan): string {
  return `${from} ${to}`;
}

function isSame(span: TableSpan): (other: TableSpan) => boolean {
  return (other) => other.from === span.from && other.to === span.to;
}
