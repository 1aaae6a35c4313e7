import type { DayPosition } from './dailyBins';
import { budgetAt, type BudgetConstants } from './alarmBudget';
import { clip, NoiseScale, scaleBinCount } from './noiseScale';
import type { NumberCursor } from './seriesMemory';
import type { SeriesPart } from './seriesPart';
import { rateOf } from './usualDay';

const dayMs = 86_400_000;
/** Minutes, not samples: what is gone after two is the fast channel's. */
const horizonMs = 150_000;
const horizonStepsMin = 2;
/** One wild sample counts as no more than this many deviations of a sample. */
const sampleClipDeviations = 6;
const scaleRate = 0.02;
const quietShareMin = 0.3;
const tailShare = 0.12;
const teachingStepsPerBin = 30;
/**
 * A mean of so many samples is not moved by one wild one: it is abnormal as soon as it is suspicious, and a slow decline does not
 * widen the scale that it is measured with. A mean of few has to be taught by wild samples.
 */
const steadySamples = 8;
/** What is abnormal teaches this part of what it would: a scale that was too small still grows. */
const abnormalTeachingShare = 0.1;
/** From this part of its threshold on it is suspicious. */
const suspiciousShare = 0.5;
/** A new level is accepted after this long on one side. */
const heldMs = 3_600_000;
const heldStepsMin = 12;

/** Of the mean of very many samples; that of few keeps more of the samples' heavy tails: 1 + 0.9 / √n times as much. */
const thresholdOfMean = 4.52;
const tailOfFew = 0.9;
/** Wider means have fewer chances to be wrong: less is asked per doubling of the horizon. */
const thresholdPerDoubling = 0.65;
/** Once in two weeks and side. */
const perDay = 0.07;

/** From which departure of the mean of the last minutes on to alarm, and how often that may be. */
export function slowBudgetAt(stepMs: number): BudgetConstants {
  const meanMs = Math.max(horizonMs, horizonStepsMin * stepMs);
  const few = 1 + tailOfFew / Math.sqrt(meanMs / stepMs);
  const thresholdMin = thresholdOfMean * few - thresholdPerDoubling * Math.log2(meanMs / horizonMs);
  return { thresholdMin, perDay: budgetAt(stepMs, { thresholdMin, perDay }).perDay };
}

/**
 * The slow channel: how far the mean of the last minutes is from what would have been had nothing happened, in robust
 * deviations of that distance at this time of day. A slow decline never surprises the next sample's prediction; it does
 * surprise the usual day.
 */
export class SlowDeparture implements SeriesPart {
  readonly numberCount = 5;
  readonly tableLength = 0;
  readonly noise: NoiseScale;
  /** Of the mean of the last minutes, signed deviations; 0 where nothing is expected. */
  surprise = 0;
  /** One robust deviation of that mean, units of the metric. */
  deviation = Number.NaN;
  /** It has stayed on one side so long that it is the new level. */
  held = false;
  readonly #rate: number;
  readonly #heldStepsMax: number;
  readonly #isSteady: boolean;
  #drift = 0;
  #heldSteps = 0;
  #side = 0;

  constructor(stepMs: number) {
    this.#rate = rateOf(stepMs, horizonMs, horizonStepsMin);
    const share = Math.min(1, (teachingStepsPerBin * scaleBinCount * stepMs) / dayMs);
    this.noise = new NoiseScale(scaleRate, share, quietShareMin, tailShare);
    this.#isSteady = horizonMs >= steadySamples * stepMs;
    this.#heldStepsMax = Math.max(heldStepsMin, Math.round(heldMs / stepMs));
  }

  /**
   * @param off value − expectation
   * @param unit what the noise is measured in
   * @param sampleDeviation of one sample
   * @param threshold from which it is worth an alarm
   * @param ordinary a day that may teach
   */
  step(position: DayPosition, off: number, unit: number, sampleDeviation: number, threshold: number, ordinary: boolean): void {
    this.#drift += this.#rate * (clip(off, sampleClipDeviations * sampleDeviation) - this.#drift);
    const share = this.noise.at(position);
    this.deviation = share * unit;
    this.surprise = this.#drift / this.deviation;
    const side = Math.abs(this.surprise) > suspiciousShare * threshold ? Math.sign(this.surprise) : 0;
    const isAbnormal = this.#isSteady ? side !== 0 : Math.abs(this.surprise) >= threshold;
    const teaches = isAbnormal ? abnormalTeachingShare : 1;
    if (ordinary) this.noise.learn(position, this.#drift / unit, share, teaches);
    this.#heldSteps = side === 0 ? 0 : side === this.#side ? this.#heldSteps + 1 : 1;
    this.#side = side;
    this.held = this.#heldSteps >= this.#heldStepsMax;
  }

  /** Nothing is expected of this sample. */
  rest(): void {
    this.surprise = 0;
    this.held = false;
    this.#drift = 0;
    this.#heldSteps = 0;
    this.#side = 0;
  }

  /** Mean departure of the last minutes, wild samples clipped, units of the metric. */
  get drift(): number {
    return this.#drift;
  }
  recall(numbers: NumberCursor): void {
    this.#drift = numbers.take();
    this.#heldSteps = numbers.take();
    this.#side = numbers.take();
    this.surprise = numbers.take();
    this.deviation = numbers.take();
    this.held = false;
  }

  keep(numbers: NumberCursor): void {
    numbers.put(this.#drift);
    numbers.put(this.#heldSteps);
    numbers.put(this.#side);
    numbers.put(this.surprise);
    numbers.put(this.deviation);
  }

  forget(): void {
    this.rest();
    this.deviation = Number.NaN;
  }
}
