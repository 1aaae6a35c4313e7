import type { NumberCursor } from './seriesMemory';
import type { SeriesPart } from './seriesPart';

/** What goes on is no reset. */
const resetStepsMax = 3;
/** So many samples above zero make a count. */
const knownSteps = 100;

/** A count below zero is a counter that began anew: no sample at all, unless it goes on. */
export class CounterResets implements SeriesPart {
  readonly numberCount = 2;
  readonly tableLength = 0;
  #aboveZero = 0;
  #below = 0;

  isReset(value: number): boolean {
    if (!(value < 0)) {
      this.#aboveZero += 1;
      this.#below = 0;
      return false;
    }
    this.#below += 1;
    if (this.#aboveZero >= knownSteps && this.#below <= resetStepsMax) return true;
    this.#aboveZero = 0;
    return false;
  }

  recall(numbers: NumberCursor): void {
    this.#aboveZero = numbers.take();
    this.#below = numbers.take();
  }

  keep(numbers: NumberCursor): void {
    numbers.put(this.#aboveZero);
    numbers.put(this.#below);
  }

  forget(): void {
    this.#aboveZero = 0;
    this.#below = 0;
  }
}
