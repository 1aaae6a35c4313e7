import { PoliteTask } from '../../asking/politeTask';
import { BackendFailure, type BreakdownAnswer, type SampleSource } from '../../backends/backend';
import type { SpanRows } from '../../asking/spanRows';
import type { Timers } from '../../timers';
import type { Question } from './measureQuestions';
import type { MomentSpans } from './momentSpans';

/** A dozen questions, one after the other. */
const deadlineMs = 20_000;
/** A first look at last week may take a server long, and what it answered is kept: it is soon asked for the rest. */
const restMsMax = 5_000;

/** What one backend answered for one moment: all of it belongs together. */
export interface PartAnswers {
  readonly spans: MomentSpans;
  readonly rows: readonly QuestionRows[];
  readonly reporting: BreakdownAnswer['reporting'];
  /** Questions that cannot be answered as they stand; the others are. */
  readonly refusals: readonly string[];
}
export interface QuestionRows {
  readonly question: Question;
  readonly now: SpanRows;
  /** In the order of `spans.past`. */
  readonly past: readonly SpanRows[];
}

/** One moment's questions to one backend, asked one after the other. */
export class MomentPart {
  /** The spans that the moment is about; set whenever it is looked at. */
  wanted: MomentSpans | null = null;
  readonly task = new PoliteTask();
  #shown: PartAnswers | null = null;
  #version = 0;

  /** @param seldom questions of which only the present is wanted */
  constructor(
    readonly backendId: string,
    readonly questions: readonly Question[],
    private readonly seldom: readonly Question[],
  ) {}

  get stepMs(): number {
    return Math.max(...this.questions.map(({ cut }) => cut.stepMs));
  }

  get shown(): PartAnswers | null {
    return this.#shown;
  }

  /** Rises with every change of `shown`. */
  get version(): number {
    return this.#version;
  }

  isDue(mono: number): boolean {
    if (this.wanted === null || !this.task.mayRun(mono)) return false;
    return this.#shown === null || this.#shown.spans.judged.to !== this.wanted.judged.to;
  }

  /** Never rejects for an expected failure, which is kept beside the last answers. */
  async run(samples: SampleSource, pollMs: number, timers: Timers): Promise<void> {
    const spans = this.wanted;
    if (spans === null) return;
    await this.task.run({
      work: (signal) => this.#read(samples, spans, signal),
      pollMs,
      deadlineMs,
      restMsMax,
      timers,
      lateSentence: (seconds) => `No whole graph within ${seconds} s; the server is too slow for so many nodes and calls.`,
    });
  }

  async #read(samples: SampleSource, spans: MomentSpans, signal: AbortSignal): Promise<void> {
    const rows: QuestionRows[] = [];
    const refusals: string[] = [];
    let reporting: BreakdownAnswer['reporting'] = null;
    for (const question of [...this.questions, ...this.seldom]) {
      const past = this.seldom.includes(question) ? [] : spans.past;
      try {
        const answer = await question.answers.ask(samples, [spans.judged, ...past], signal);
        if (signal.aborted) return;
        // Another clock than a moment ago: what is not over is asked again.
        if (answer !== null && answer.seenTo < spans.judged.to) return question.answers.forget(spans.judged);
        reporting ??= answer?.reporting ?? null;
        const rowsOf = (span: MomentSpans['judged']): SpanRows => question.answers.rowsOf(span) ?? new Map();
        rows.push({ question, now: rowsOf(spans.judged), past: past.map(rowsOf) });
      } catch (error) {
        if (!(error instanceof BackendFailure) || !aboutTheQuestion.has(error.code)) throw error;
        refusals.push(error.message);
      }
    }
    this.#shown = { spans, rows, reporting, refusals };
    this.#version += 1;
  }
}

const aboutTheQuestion: ReadonlySet<BackendFailure['code']> = new Set(['bad-query', 'too-big', 'too-many-points'] as const);
