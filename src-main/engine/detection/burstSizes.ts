import { clip } from './noiseScale';
import type { NumberCursor } from './seriesMemory';
import type { SeriesPart } from './seriesPart';

/** Until this many bursts nobody knows how large they are here, and none is judged. */
const burstsMin = 10;
const memoryBursts = 100;
const clipDeviations = 2.5;
/** Sizes are compared as logarithms; less scatter than this is not believed. */
const varianceMin = 0.04;
/** Puts a burst of usual size well below the threshold and one four deviations larger just at it. */
const usualSurprise = 0.5;
/** A value away from the base for this long is the new base. */
const awayMs = 7_200_000;
/** A value seen this often in a row is the base. */
const restSteps = 3;

/** A series that is silent most of the time: each burst beside the sizes of those before it, in deviations of their logarithm. */
export class BurstSizes implements SeriesPart {
  readonly numberCount = 7;
  readonly tableLength = 0;
  readonly #awayStepsMax: number;
  #base = Number.NaN;
  #mean = 0;
  #deviation = 1;
  #bursts = 0;
  #size = 0;
  #rests = 0;
  #away = 0;

  constructor(stepMs: number) {
    this.#awayStepsMax = awayMs / stepMs;
  }

  /** What it rests at, units of the metric. */
  get base(): number {
    return this.#base;
  }

  /** The size of a burst that is as surprising as `surprise`, units of the metric. */
  sizeOf(surprise: number): number {
    return this.#bursts > burstsMin ? Math.exp(this.#mean + (surprise - usualSurprise) * this.#deviation) : Number.NaN;
  }

  /** Deviations above what bursts usually reach, signed by direction; 0 at rest. */
  step(value: number, previous: number): number {
    if (Number.isNaN(this.#base)) this.#base = previous;
    const size = Math.abs(value - this.#base);
    const side = Math.sign(value - this.#base);
    const known = size > 0 && this.#bursts > burstsMin;
    const surprise = known ? Math.max(0, usualSurprise + (Math.log(size) - this.#mean) / this.#deviation) : 0;
    if (size > 0) this.#size = Math.max(this.#size, size);
    else if (this.#size > 0) this.#endBurst();
    this.#followBase(value, previous, size);
    return side * surprise;
  }

  #endBurst(): void {
    const size = Math.log(this.#size);
    this.#size = 0;
    this.#bursts += 1;
    const weight = Math.max(1 / this.#bursts, 1 / memoryBursts);
    const off = this.#bursts > burstsMin ? clip(size - this.#mean, clipDeviations * this.#deviation) : size - this.#mean;
    this.#mean += weight * off;
    this.#deviation = Math.sqrt(Math.max(varianceMin, (1 - weight) * (this.#deviation ** 2 + weight * off * off)));
  }

  #followBase(value: number, previous: number, size: number): void {
    this.#rests = value === previous ? this.#rests + 1 : 0;
    if (this.#rests >= restSteps) this.#base = value;
    this.#away = size > 0 ? this.#away + 1 : 0;
    if (this.#away <= this.#awayStepsMax) return;
    this.#base = value;
    this.#away = 0;
  }

  recall(numbers: NumberCursor): void {
    this.#base = numbers.take();
    this.#mean = numbers.take();
    this.#deviation = numbers.take();
    this.#bursts = numbers.take();
    this.#size = numbers.take();
    this.#rests = numbers.take();
    this.#away = numbers.take();
  }

  keep(numbers: NumberCursor): void {
    numbers.put(this.#base);
    numbers.put(this.#mean);
    numbers.put(this.#deviation);
    numbers.put(this.#bursts);
    numbers.put(this.#size);
    numbers.put(this.#rests);
    numbers.put(this.#away);
  }

  forget(): void {
    this.#base = Number.NaN;
    this.#mean = 0;
    this.#deviation = 1;
    this.#bursts = 0;
    this.#size = 0;
    this.#rests = 0;
    this.#away = 0;
  }
}
