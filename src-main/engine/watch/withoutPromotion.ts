import type { DayNote, Outlook } from '../detection/detector';

const pointMs = 300_000;
/** Longer promotions are days of their own, and their end is judged like any other moment. */
const pointsMax = 72;

/**
 * What would be normal had there been no promotion, as it looked when the promotion began: while it ends, only what falls below that is
 * a loss.
 */
export class WithoutPromotion {
  #beganAt = Number.NaN;
  #note: DayNote = 'ordinary';
  #lows = new Float32Array(0);

  /** @param lookAhead what is expected at a later moment on an ordinary day */
  step(at: number, note: DayNote, lookAhead: (at: number, out: Outlook) => void): void {
    const before = this.#note;
    this.#note = note;
    if (note !== 'promotion' || before === 'promotion') return;
    this.#beganAt = at;
    const out: Outlook = { expected: Number.NaN, low: Number.NaN, high: Number.NaN };
    this.#lows = new Float32Array(pointsMax);
    for (let i = 0; i < pointsMax; i += 1) {
      lookAhead(at + i * pointMs, out);
      this.#lows[i] = out.low;
    }
  }

  /** Units of the metric; NaN where nobody knows. */
  lowAt(at: number): number {
    return this.#lows[Math.floor((at - this.#beganAt) / pointMs)] ?? Number.NaN;
  }
}
