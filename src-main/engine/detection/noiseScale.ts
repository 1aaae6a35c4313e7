import { learnBins, readBins, type DayPosition } from './dailyBins';
import type { NumberCursor } from './seriesMemory';
import type { SeriesPart } from './seriesPart';

/** Half hours: night and lunch differ by orders of magnitude, and finer bins learn too slowly. */
export const scaleBinCount = 48;
/** A surprise beyond this many deviations teaches no more than this many: one outage must not widen the band for weeks. */
export const clipDeviations = 3;
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
/** Native samples that decide how taught noise compares with native noise; the first few may not. */
const ratioSamples = 720;
const ratioSamplesMin = 30;

/** How far a series usually departs from what was expected, by time of day: one robust deviation, units of the metric. */
export class NoiseScale implements SeriesPart {
  readonly numberCount = 4;
  readonly tableLength = scaleBinCount;
  #tables: Float32Array = new Float32Array(0);
  #from = 0;
  #usual = 0;
  #tail = 0;
  /** Native variance ÷ the variance in the table, which history in coarse buckets may have taught. */
  #ratio = 1;
  /** Native samples that the ratio has seen; NaN where nothing was taught and it stays 1. */
  #ratioSeen = Number.NaN;

  /**
   * @param rate share of the way per step, of steps that are long enough
   * @param stepShare how much of a lesson one step is: short ones come often
   * @param quietShareMin the quietest half hour counts at least this share of the usual deviation: a dead-quiet night must not
   * make every blip an alarm
   * @param tailShare the largest surprises lately count this share: a series that jumps by nature needs a larger jump
   */
  constructor(
    private readonly rate: number,
    private readonly stepShare: number,
    private readonly quietShareMin: number,
    private readonly tailShare: number,
  ) {}

  begin(firstValue: number): void {
    this.#usual = Math.abs(firstValue) * firstShare;
  }

  /** Deviation over all times of day, units of the metric; 0 until something is known. */
  get usual(): number {
    return this.#usual;
  }

  at(position: DayPosition): number {
    const variance = readBins(this.#tables, this.#from, position);
    const here = Number.isNaN(variance) ? this.#usual : Math.sqrt(variance * this.#ratio);
    return Math.max(here, this.quietShareMin * this.#usual, this.tailShare * this.#tail, scaleMin);
  }

  /** Returns the surprise as far as it may teach others too. `share`: how much of a lesson this is. */
  learn(position: DayPosition, surprise: number, scale: number, share = 1): number {
    const clipped = clip(surprise, clipDeviations * scale);
    const size = Math.abs(surprise);
    this.#usual += share * usualRate * (Math.abs(clipped) * meanAbsoluteToDeviation - this.#usual);
    if (size > this.#tail) this.#tail += this.stepShare * tailRise * (size - this.#tail);
    else this.#tail *= 1 - this.stepShare * tailFallPerStep;
    if (this.#ratioSeen < ratioSamples) this.#compare(position, clipped);
    const variance = (clipped * clipped) / this.#ratio;
    const first = variance + (firstVarianceShare * scale * scale) / this.#ratio;
    learnBins(this.#tables, this.#from, position, variance, share * this.stepShare * this.rate, first);
    return clipped;
  }

  /** Learns from a coarser bucket, where a departure of `surprise` stands for about `native` at its own step. */
  teach(position: DayPosition, native: number, rate: number): void {
    const scale = this.at(position);
    const clipped = clip(native, clipDeviations * scale);
    this.#usual += rate * (Math.abs(clipped) * meanAbsoluteToDeviation - this.#usual);
    const variance = clipped * clipped;
    learnBins(this.#tables, this.#from, position, variance, rate, variance + firstVarianceShare * scale * scale);
    this.#ratioSeen = 0;
  }

  /** The day's shape of the noise was taught, its size not: native samples say how much of it is true at their step. */
  #compare(position: DayPosition, off: number): void {
    const taught = readBins(this.#tables, this.#from, position);
    if (!(taught > 0)) return;
    this.#ratioSeen += 1;
    const ratio = this.#ratio + ((off * off) / taught - this.#ratio) / (ratioSamplesMin + this.#ratioSeen);
    this.#usual *= Math.sqrt(ratio / this.#ratio);
    this.#ratio = ratio;
  }

  recall(numbers: NumberCursor, tables: Float32Array, tableFrom: number): void {
    this.#tables = tables;
    this.#from = tableFrom;
    this.#usual = numbers.take();
    this.#tail = numbers.take();
    this.#ratio = numbers.take();
    this.#ratioSeen = numbers.take();
  }

  keep(numbers: NumberCursor): void {
    numbers.put(this.#usual);
    numbers.put(this.#tail);
    numbers.put(this.#ratio);
    numbers.put(this.#ratioSeen);
  }

  forget(): void {
    this.#usual = 0;
    this.#tail = 0;
    this.#ratio = 1;
    this.#ratioSeen = Number.NaN;
  }
}

export function clip(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}
