import { BurstSizes } from './burstSizes';
import { DayPosition, learnBin, readBins } from './dailyBins';
import { clip, clipDeviations, NoiseScale, scaleBinCount } from './noiseScale';
import type { NumberCursor } from './seriesMemory';
import type { SeriesPart } from './seriesPart';

const dayMs = 86_400_000;
/** Five minutes: finer than any peak's flank, coarser than noise. */
export const profileBinsMax = 288;
/** The level follows a quarter of each surprise; the slow one a twentieth, so that a shift stands out against it for a while. */
const levelRate = 0.25;
const slowLevelRate = 0.05;
/** Departure from the slow level, smoothed over some two steps; weighted a little below a sudden one. */
const driftRate = 0.6;
const driftWeight = 0.9;
/** A drift cannot come from one wild sample. */
const driftClipDeviations = 6;
const profileRate = 0.1;
const scaleRate = 0.03;
const driftScaleRate = 0.02;
const quietShareMin = 0.3;
const driftQuietShareMin = 0.15;
const tailShare = 0.12;
/** At steps shorter than this a bin of the scale is seen so often that each step may teach less. */
const teachingStepsPerBin = 30;
/** A new level is accepted after this long on one side of the expectation. */
const heldMs = 1_800_000;
const heldStepsMin = 6;
/** Silent more often than not, over ten days: its bursts are judged by their size. */
const idleShareMin = 0.5;
const idleDays = 10;
/** Steps up to this long can afford a second sample before anybody is called: a scraper's hiccup is one sample long. */
const confirmedStepMs = 30_000;
/** Both of two samples beyond z are as rare as one beyond z·√2, as for the mean of the two. */
const twoSampleGain = Math.SQRT2;

/**
 * What the next sample should be, and how far from it it was: the one-step innovation. Expected = local level + how the daily
 * profile moves from the step before to this one: sudden anomalies are short departures from the local level, and a residual
 * from the profile itself is wrong on every rainy day. One `step` per sample, in time order; no labels, no tuning per series.
 */
export class LocalLevel implements SeriesPart {
  readonly numberCount = 11;
  readonly tableLength: number;
  /** Of the newest sample, units of the metric; NaN before the first. */
  expected = Number.NaN;
  /** One robust deviation, units of the metric. */
  deviation = Number.NaN;
  /** Deviations from the expectation, signed; 0 for a gap. */
  surprise = 0;
  /** `irregular`: silent most of the time, judged by the size of its bursts. */
  kind: 'regular' | 'irregular' = 'regular';
  readonly noise: NoiseScale;
  readonly driftNoise: NoiseScale;
  readonly bursts: BurstSizes;

  readonly #bins: number;
  readonly #profileRate: number;
  readonly #here = new DayPosition();
  readonly #before = new DayPosition();
  readonly #scaleHere = new DayPosition();
  readonly #heldStepsMax: number;
  readonly #stepsPerDay: number;
  readonly #confirms: boolean;
  #tables: Float32Array = new Float32Array(0);
  #profileFrom = 0;
  #level = Number.NaN;
  #slowLevel = Number.NaN;
  #drift = 0;
  #idleShare = 0;
  #steps = 0;
  #previous = Number.NaN;
  #held = 0;
  #heldSide = 0;
  /** The one-step departure before this one, units of the metric. */
  #offBefore = 0;

  constructor(private readonly stepMs: number) {
    this.#stepsPerDay = Math.max(1, Math.round(dayMs / stepMs));
    this.#bins = Math.min(profileBinsMax, this.#stepsPerDay);
    this.tableLength = this.#bins;
    this.#profileRate = profileRate / Math.max(1, this.#stepsPerDay / this.#bins);
    const share = Math.min(1, (teachingStepsPerBin * scaleBinCount) / this.#stepsPerDay);
    this.noise = new NoiseScale(scaleRate, share, quietShareMin, tailShare);
    this.driftNoise = new NoiseScale(driftScaleRate, share, driftQuietShareMin, tailShare);
    this.bursts = new BurstSizes(stepMs);
    this.#heldStepsMax = Math.max(heldStepsMin, Math.round(heldMs / stepMs));
    this.#confirms = stepMs <= confirmedStepMs;
  }

  /** Samples so far, gaps not counted. */
  get steps(): number {
    return this.#steps;
  }

  /** @param localAt start of the bucket as local epoch ms, so that a day begins at its own midnight; a NaN value is a gap and teaches nothing. */
  step(localAt: number, value: number): void {
    if (!Number.isFinite(value)) {
      this.surprise = 0;
      return;
    }
    if (Number.isNaN(this.#level)) this.#begin(value);
    const previous = this.#countIdle(value);
    const move = this.#moveOfProfile(localAt);
    this.expected = this.#level + move;
    this.deviation = this.noise.at(this.#scaleHere);
    const off = value - this.expected;
    this.surprise = this.#confirms ? this.#lasting(off) : off / this.deviation;
    const taught = this.noise.learn(this.#scaleHere, off, this.deviation);
    this.#followSlowly(value, move);
    if (this.kind === 'irregular') this.surprise = this.bursts.step(value, previous);
    this.#level = this.expected + levelRate * taught;
    this.#acceptNewLevel(off, value);
    this.#learnProfile(localAt);
  }

  /** Before the first step: history in buckets of `steps` steps says how often nothing moved. */
  teachIdle(value: number, steps: number): void {
    const idle = Number(value === this.#previous);
    this.#previous = value;
    this.#steps += steps;
    const weight = Math.min(1, steps / Math.min(this.#steps, idleDays * this.#stepsPerDay));
    this.#idleShare += (idle - this.#idleShare) * weight;
    this.#chooseKind();
  }

  /** Before the first step: takes a curve of the day, another table's part, for its own. */
  adopt(curveFrom: number): void {
    this.#tables.copyWithin(this.#profileFrom, curveFrom, curveFrom + this.#bins);
  }

  /** The smaller of the newest two departures from the level before both, if they are on one side. */
  #lasting(off: number): number {
    const followed = levelRate * clip(this.#offBefore, clipDeviations * this.deviation);
    const fromBefore = off + followed;
    const both = Math.min(Math.abs(fromBefore), Math.abs(this.#offBefore));
    const sameSide = fromBefore * this.#offBefore > 0;
    this.#offBefore = off;
    return sameSide ? (twoSampleGain * Math.sign(fromBefore) * both) / this.deviation : 0;
  }

  #begin(value: number): void {
    this.#level = value;
    this.#slowLevel = value;
    if (this.noise.usual > 0) return;
    this.noise.begin(value);
    this.driftNoise.begin(value);
  }

  /** Returns the value before. */
  #countIdle(value: number): number {
    const previous = this.#previous;
    this.#previous = value;
    this.#steps += 1;
    this.#idleShare += (Number(value === previous) - this.#idleShare) / Math.min(this.#steps, idleDays * this.#stepsPerDay);
    this.#chooseKind();
    return previous;
  }

  #chooseKind(): void {
    this.kind = this.#idleShare > idleShareMin && this.#steps > this.#stepsPerDay ? 'irregular' : 'regular';
  }

  #moveOfProfile(localAt: number): number {
    const dayShare = (localAt % dayMs) / dayMs;
    const halfStep = this.stepMs / dayMs / 2;
    this.#here.set(dayShare + halfStep, this.#bins);
    this.#before.set((dayShare - halfStep + 1) % 1, this.#bins);
    this.#scaleHere.set(dayShare + halfStep, scaleBinCount);
    const move = readBins(this.#tables, this.#profileFrom, this.#here) - readBins(this.#tables, this.#profileFrom, this.#before);
    return Number.isNaN(move) ? 0 : move;
  }

  /** A departure that lasts is told from one that is gone at the next sample. */
  #followSlowly(value: number, move: number): void {
    const expected = this.#slowLevel + move;
    const off = value - expected;
    this.#drift += driftRate * (clip(off, driftClipDeviations * this.deviation) - this.#drift);
    const deviation = this.driftNoise.at(this.#scaleHere);
    const surprise = (driftWeight * this.#drift) / deviation;
    if (Math.abs(surprise) > Math.abs(this.surprise)) this.surprise = surprise;
    this.driftNoise.learn(this.#scaleHere, this.#drift, deviation);
    this.#slowLevel = expected + slowLevelRate * clip(off, clipDeviations * this.deviation);
  }

  #acceptNewLevel(off: number, value: number): void {
    const side = Math.abs(off) > clipDeviations * this.deviation ? Math.sign(off) : 0;
    this.#held = side === 0 ? 0 : side === this.#heldSide ? this.#held + 1 : 1;
    this.#heldSide = side;
    if (this.#held >= this.#heldStepsMax) this.accept(value);
  }

  /** Takes the value for the level at once. */
  accept(value: number): void {
    this.#level = value;
    this.#slowLevel = value;
    this.#drift = 0;
    this.#held = 0;
    this.#offBefore = 0;
  }

  #learnProfile(localAt: number): void {
    const dayShare = ((localAt + this.stepMs / 2) % dayMs) / dayMs;
    const bin = Math.min(this.#bins - 1, Math.floor(dayShare * this.#bins));
    learnBin(this.#tables, this.#profileFrom + bin, this.#level, this.#profileRate, this.#level);
  }

  recall(numbers: NumberCursor, tables: Float32Array, tableFrom: number): void {
    this.#tables = tables;
    this.#profileFrom = tableFrom;
    this.#level = numbers.take();
    this.#slowLevel = numbers.take();
    this.#drift = numbers.take();
    this.#idleShare = numbers.take();
    this.#steps = numbers.take();
    this.#previous = numbers.take();
    this.#held = numbers.take();
    this.#heldSide = numbers.take();
    this.#offBefore = numbers.take();
    this.expected = numbers.take();
    this.deviation = numbers.take();
    this.#chooseKind();
  }

  keep(numbers: NumberCursor): void {
    numbers.put(this.#level);
    numbers.put(this.#slowLevel);
    numbers.put(this.#drift);
    numbers.put(this.#idleShare);
    numbers.put(this.#steps);
    numbers.put(this.#previous);
    numbers.put(this.#held);
    numbers.put(this.#heldSide);
    numbers.put(this.#offBefore);
    numbers.put(this.expected);
    numbers.put(this.deviation);
  }

  forget(): void {
    this.#level = Number.NaN;
    this.#slowLevel = Number.NaN;
    this.#drift = 0;
    this.#idleShare = 0;
    this.#steps = 0;
    this.#previous = Number.NaN;
    this.#held = 0;
    this.#heldSide = 0;
    this.#offBefore = 0;
    this.expected = Number.NaN;
    this.deviation = Number.NaN;
  }
}
