import type { BreakdownAnswer, BreakdownRequest, SampleSource } from '../backends/backend';
import { spanRowsOf, type SpanRows } from './spanRows';

/** [from, to), epoch ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** More combinations than this are the backend's to refuse; far above what is shown. */
const combinationsMax = 5_000;
/** Demo City answers at most this many in one question; nobody else minds. */
const spansAtOnceMax = 16;

/** One cut of one metric and the spans of it that are known: answers about the past do not change. */
export class SpanAnswers {
  /** Oldest use first. */
  readonly #rows = new Map<string, SpanRows>();

  /** @param keptMax spans beyond are forgotten, those not used for longest first */
  constructor(
    private readonly cut: Pick<BreakdownRequest, 'query' | 'slice' | 'by'>,
    private readonly keptMax = Number.POSITIVE_INFINITY,
  ) {}

  rowsOf(span: Span): SpanRows | null {
    return this.#rows.get(idOf(span)) ?? null;
  }

  /** Asks for what of `spans` is not known. Null when all of it was. @throws BackendFailure */
  async ask(
    samples: Pick<SampleSource, 'breakdown'>,
    spans: readonly Span[],
    signal: AbortSignal,
  ): Promise<BreakdownAnswer | null> {
    for (const span of spans) this.#use(idOf(span));
    const unknown = spans.filter((span, i) => !this.#rows.has(idOf(span)) && spans.findIndex(isSame(span)) === i);
    let newest: BreakdownAnswer | null = null;
    for (let i = 0; i < unknown.length; i += spansAtOnceMax) {
      const some = unknown.slice(i, i + spansAtOnceMax);
      const answer = await samples.breakdown({ ...this.cut, spans: some, rowsMax: combinationsMax }, signal);
      some.forEach((span, index) => this.#rows.set(idOf(span), spanRowsOf(answer, index)));
      newest = answer;
    }
    for (const id of [...this.#rows.keys()].slice(0, Math.max(0, this.#rows.size - this.keptMax))) this.#rows.delete(id);
    return newest;
  }

  forget(span: Span): void {
    this.#rows.delete(idOf(span));
  }

  forgetBut(spans: readonly Span[]): void {
    const kept = new Set(spans.map(idOf));
    for (const id of this.#rows.keys()) if (!kept.has(id)) this.#rows.delete(id);
  }

  #use(id: string): void {
    const rows = this.#rows.get(id);
    if (rows === undefined) return;
    this.#rows.delete(id);
    this.#rows.set(id, rows);
  }
}

function idOf({ from, to }: Span): string {
  return `${from} ${to}`;
}

function isSame(span: Span): (other: Span) => boolean {
  return (other) => other.from === span.from && other.to === span.to;
}
