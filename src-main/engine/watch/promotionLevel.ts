import type { DayNote, Outlook } from '../detection/detector';

/** How long a mean it takes to know what a promotion brings just now. */
const meanMs = 120_000;

/**
 * What is expected while a promotion lasts: nobody knows how much it brings, so it is what the last calm minutes had, where that is more
 * than an ordinary day. Without it a fall by a third would still be "more than expected".
 */
export class PromotionLevel {
  #mean = Number.NaN;
  readonly #rate: number;

  constructor(stepMs: number) {
    this.#rate = Math.min(1, stepMs / meanMs);
  }

  /** @param calm nothing is being alarmed about, so that trouble does not become what is expected */
  step(value: number, calm: boolean): void {
    if (Number.isNaN(value) || !calm) return;
    this.#mean = Number.isNaN(this.#mean) ? value : this.#mean + this.#rate * (value - this.#mean);
  }

  lift(outlook: Outlook, note: DayNote): Outlook {
    if (note !== 'promotion' || !(this.#mean > outlook.expected) || !(outlook.expected > 0)) return outlook;
    const factor = this.#mean / outlook.expected;
    return { expected: this.#mean, low: outlook.low * factor, high: outlook.high * factor };
  }
}
