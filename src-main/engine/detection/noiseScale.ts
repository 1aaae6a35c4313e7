import { learnBins, readBins, type DayPosition } from './dailyBins';

/** Half hours: night and lunch differ by orders of magnitude, and finer bins learn too slowly. */
export const scaleBinCount = 48;
/** A surprise beyond this many deviations teaches no more than this many: one outage must not widen the band for weeks. */
export const clipDeviations = 3;
/** The largest surprises lately, as a share: a series that jumps by nature needs a larger jump. */
const tailShare = 0.12;
const tailRise = 0.05;
const tailFallPerStep = 5e-5;
const usualRate = 0.001;
/** Mean |e| of normal noise × 1.25 is its deviation. */
const meanAbsoluteToDeviation = 1.25;
/** Before anything is known a tenth of the first value passes for its noise. */
const firstShare = 0.1;
/** A half hour seen for the first time begins with part of the band that was used for it: one calm sample proves nothing. */
const firstVarianceShare = 0.5;
/** Below this nothing is measured; keeps a constant series from dividing by zero. */
const scaleMin = 1e-9;

/** How far a series usually departs from what was expected, by time of day: one robust deviation. */
export class NoiseScale {
  readonly #variances = new Float32Array(scaleBinCount).fill(Number.NaN);
  #usual = 0;
  #tail = 0;

  /**
   * @param rate share of the way per step
   * @param quietShareMin the quietest half hour counts at least this share of the usual deviation: a dead-quiet night must not
   * make every blip an alarm
   */
  constructor(
    private readonly rate: number,
    private readonly quietShareMin: number,
  ) {}

  begin(firstValue: number): void {
    this.#usual = Math.abs(firstValue) * firstShare;
  }

  at(position: DayPosition): number {
    const variance = readBins(this.#variances, position);
    const here = Number.isNaN(variance) ? this.#usual : Math.sqrt(variance);
    return Math.max(here, this.quietShareMin * this.#usual, tailShare * this.#tail, scaleMin);
  }

  /** Returns the surprise as far as it may teach others too. */
  learn(position: DayPosition, surprise: number, scale: number): number {
    const clipped = clip(surprise, clipDeviations * scale);
    const size = Math.abs(surprise);
    this.#usual += usualRate * (Math.abs(clipped) * meanAbsoluteToDeviation - this.#usual);
    if (size > this.#tail) this.#tail += tailRise * (size - this.#tail);
    else this.#tail *= 1 - tailFallPerStep;
    const variance = clipped * clipped;
    learnBins(this.#variances, position, variance, this.rate, variance + firstVarianceShare * scale * scale);
    return clipped;
  }
}

export function clip(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}
