import type { Direction, SignalShape } from '../../../contract/detection';
import type { NumberCursor } from './seriesMemory';
import type { SeriesPart } from './seriesPart';

/** Signals this near to each other are one run. */
const gapMsMin = 600_000;
/** What has stayed this long is a new level. */
const shiftMs = 900_000;
/** Less than this part of what was expected is nothing. */
const zeroShare = 0.02;
/** What is gone again after so many samples was a spike. */
const spikeSteps = 2;

/** Signals that follow each other on one side of the expectation, and what they look like together. */
export class SignalRun implements SeriesPart {
  readonly numberCount = 4;
  readonly tableLength = 0;
  direction: Direction = 'below';
  shape: SignalShape = 'cliff';
  readonly #gapMs: number;
  #beganAt = Number.NaN;
  #newestAt = Number.NaN;
  #side = 0;
  /** The fast channel took part: it came at once. */
  #sudden = 0;

  constructor(private readonly stepMs: number) {
    this.#gapMs = Math.max(gapMsMin, 2 * stepMs);
  }

  /** @param side +1 above, −1 below @param sudden from one sample to the next @param share value ÷ expectation; NaN where that says nothing */
  signal(at: number, side: number, sudden: boolean, share: number): void {
    const goesOn = at - this.#newestAt <= this.#gapMs;
    const rebounds = goesOn && side !== this.#side && at - this.#beganAt <= spikeSteps * this.stepMs;
    if (!goesOn || (side !== this.#side && !rebounds)) {
      this.#beganAt = at;
      this.#side = side;
      this.#sudden = 0;
    }
    this.#newestAt = at;
    if (sudden) this.#sudden = 1;
    this.#describe(at, rebounds, share);
  }

  #describe(at: number, rebounds: boolean, share: number): void {
    const lastsMs = at - this.#beganAt;
    this.direction = this.#side > 0 ? 'above' : 'below';
    if (this.#side < 0 && share <= zeroShare) this.shape = 'zero';
    else if (this.#sudden === 0) this.shape = 'decline';
    else if (rebounds || (this.#side > 0 && lastsMs < spikeSteps * this.stepMs)) this.shape = 'spike';
    else this.shape = lastsMs >= shiftMs ? 'shift' : 'cliff';
  }

  /** Side of the run that is on at `at`; 0 for none. */
  sideAt(at: number): number {
    return at - this.#newestAt <= this.#gapMs ? this.#side : 0;
  }

  recall(numbers: NumberCursor): void {
    this.#beganAt = numbers.take();
    this.#newestAt = numbers.take();
    this.#side = numbers.take();
    this.#sudden = numbers.take();
  }

  keep(numbers: NumberCursor): void {
    numbers.put(this.#beganAt);
    numbers.put(this.#newestAt);
    numbers.put(this.#side);
    numbers.put(this.#sudden);
  }

  forget(): void {
    this.#beganAt = Number.NaN;
    this.#newestAt = Number.NaN;
    this.#side = 0;
    this.#sudden = 0;
  }
}
