import { PoliteTask } from '../asking/politeTask';
import { SpanAnswers, type Span } from '../asking/spanAnswers';
import type { SpanRows } from '../asking/spanRows';
import { deadlineMsOf } from '../polling/pollLoop';
import type { BreakdownAnswer, SampleSource } from '../backends/backend';
import type { Timers } from '../timers';
import type { TableCut } from './tableCut';
import type { ShownTable } from './tableOf';
import type { TableSpans } from './tableSpans';

/** One cut of one metric: its answers, the one fetch under way, and when the next is due. */
export class TableFetch {
  /** The spans a window would like to see; set every tick. */
  wanted: TableSpans | null = null;
  readonly #task = new PoliteTask();
  readonly #answers: SpanAnswers;
  #shown: ShownTable | null = null;
  #shownOf: TableSpans | null = null;
  #version = 0;

  constructor(readonly cut: TableCut) {
    this.#answers = new SpanAnswers(cut);
  }

  get failure(): string | null {
    return this.#task.failure;
  }
  set failure(reason: string | null) {
    this.#task.failure = reason;
  }

  get startedMono(): number {
    return this.#task.startedMono;
  }

  get shown(): ShownTable | null {
    return this.#shown;
  }

  /** Rises with every change of `shown`. */
  get version(): number {
    return this.#version;
  }

  get isUnderWay(): boolean {
    return this.#task.isUnderWay;
  }

  /** Asked at most once per poll interval, one question at a time, and not again for a span that is shown whole. */
  isDue(mono: number): boolean {
    if (this.wanted === null || !this.#task.mayRun(mono)) return false;
    return this.#shown?.whole !== true || this.#shownOf?.now.to !== this.wanted.now.to;
  }

  callOff(): void {
    this.#task.callOff();
  }

  /** Never rejects: an expected failure is kept beside the last rows; called off, it leaves everything as it was. */
  async run(samples: SampleSource, pollMs: number, timers: Timers, onNews: () => void): Promise<void> {
    const spans = this.wanted;
    if (spans === null) return;
    const settled = await this.#task.run({
      work: (signal) => this.#read(samples, spans, signal, onNews),
      pollMs,
      deadlineMs: deadlineMsOf(pollMs),
      timers,
      lateSentence: (seconds) => `No whole table within ${seconds} s; cut by fewer dimensions.`,
    });
    if (settled) onNews();
  }

  /** Now first, because it is what people wait for; then the past days that are not known yet, all in one question. */
  async #read(samples: SampleSource, spans: TableSpans, signal: AbortSignal, onNews: () => void): Promise<void> {
    const now = await this.#answers.ask(samples, [spans.now], signal);
    if (signal.aborted) return;
    if (now !== null && now.seenTo < spans.now.to) {
      this.#answers.forget(spans.now);
      return;
    }
    // Later only whole rows replace whole rows: numbers of one row never belong to different moments.
    if (this.#shown === null) {
      this.#show(spans, false, now);
      onNews();
    }
    const past = [spans.yesterday, spans.lastWeek, ...spans.weeks].filter((span) => span !== null);
    await this.#answers.ask(samples, past, signal);
    if (signal.aborted) return;
    this.#show(spans, true, now);
    this.#answers.forgetBut([spans.now, ...past]);
  }

  #show(spans: TableSpans, whole: boolean, now: BreakdownAnswer | null): void {
    const rowsOf = (span: Span | null): SpanRows | null => (span === null ? null : this.#answers.rowsOf(span));
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
}
