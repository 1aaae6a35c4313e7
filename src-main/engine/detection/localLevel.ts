import { BurstSizes } from './burstSizes';
import { DayPosition, readBins } from './dailyBins';
import { clip, clipDeviations, NoiseScale, scaleBinCount } from './noiseScale';

const dayMs = 86_400_000;
/** Five minutes: finer than any peak's flank, coarser than noise. */
const profileBinsMax = 288;
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
/** At steps shorter than this a bin of the scale is seen so often that each step may teach less. */
const teachingStepsPerBin = 30;
/** A new level is accepted after this long on one side of the expectation. */
const heldMs = 1_800_000;
const heldStepsMin = 6;
/** Silent more often than not, over ten days: its bursts are judged by their size. */
const idleShareMin = 0.5;
const idleDays = 10;

/**
 * What is expected of one series now, and how far from it the newest sample was. Expected = local level + how the daily
 * profile moves from the step before to this one: real anomalies are short departures from the local level, and a residual
 * from the profile itself is wrong on every rainy day. One `step` per sample, in time order; no labels, no tuning per series.
 */
export class LocalLevelPredictor {
  /** Of the newest sample, units of the metric; NaN before the first. */
  expected = Number.NaN;
  /** One robust deviation, units of the metric. */
  deviation = Number.NaN;
  /** Deviations from the expectation, signed; 0 for a gap. */
  surprise = 0;
  /** `irregular`: silent most of the time, judged by the size of its bursts. */
  kind: 'regular' | 'irregular' = 'regular';

  readonly #profile: Float32Array;
  readonly #profileRate: number;
  readonly #noise: NoiseScale;
  readonly #driftNoise: NoiseScale;
  readonly #bursts: BurstSizes;
  readonly #here = new DayPosition();
  readonly #before = new DayPosition();
  readonly #scaleHere = new DayPosition();
  readonly #heldStepsMax: number;
  readonly #stepsPerDay: number;
  #level = Number.NaN;
  #slowLevel = Number.NaN;
  #drift = 0;
  #idleShare = 0;
  #steps = 0;
  #previous = Number.NaN;
  #held = 0;
  #heldSide = 0;

  constructor(private readonly stepMs: number) {
    this.#stepsPerDay = Math.max(1, Math.round(dayMs / stepMs));
    const profileBins = Math.min(profileBinsMax, this.#stepsPerDay);
    this.#profile = new Float32Array(profileBins).fill(Number.NaN);
    this.#profileRate = profileRate / Math.max(1, this.#stepsPerDay / profileBins);
    const share = Math.min(1, (teachingStepsPerBin * scaleBinCount) / this.#stepsPerDay);
    this.#noise = new NoiseScale(scaleRate * share, quietShareMin);
    this.#driftNoise = new NoiseScale(driftScaleRate * share, driftQuietShareMin);
    this.#bursts = new BurstSizes(stepMs);
    this.#heldStepsMax = Math.max(heldStepsMin, Math.round(heldMs / stepMs));
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
    this.deviation = this.#noise.at(this.#scaleHere);
    const off = value - this.expected;
    this.surprise = off / this.deviation;
    const taught = this.#noise.learn(this.#scaleHere, off, this.deviation);
    this.#followSlowly(value, move);
    if (this.kind === 'irregular') this.surprise = this.#bursts.step(value, previous);
    this.#level = this.expected + levelRate * taught;
    this.#acceptNewLevel(off, value);
    this.#learnProfile(localAt);
  }

  #begin(value: number): void {
    this.#level = value;
    this.#slowLevel = value;
    this.#noise.begin(value);
    this.#driftNoise.begin(value);
  }

  /** Returns the value before. */
  #countIdle(value: number): number {
    const previous = this.#previous;
    this.#previous = value;
    this.#steps += 1;
    this.#idleShare += (Number(value === previous) - this.#idleShare) / Math.min(this.#steps, idleDays * this.#stepsPerDay);
    this.kind = this.#idleShare > idleShareMin && this.#steps > this.#stepsPerDay ? 'irregular' : 'regular';
    return previous;
  }

  #moveOfProfile(localAt: number): number {
    const dayShare = (localAt % dayMs) / dayMs;
    const halfStep = this.stepMs / dayMs / 2;
    this.#here.set(dayShare + halfStep, this.#profile.length);
    this.#before.set((dayShare - halfStep + 1) % 1, this.#profile.length);
    this.#scaleHere.set(dayShare + halfStep, scaleBinCount);
    const move = readBins(this.#profile, this.#here) - readBins(this.#profile, this.#before);
    return Number.isNaN(move) ? 0 : move;
  }

  /** A departure that lasts is told from one that is gone at the next sample. */
  #followSlowly(value: number, move: number): void {
    const expected = this.#slowLevel + move;
    const off = value - expected;
    this.#drift += driftRate * (clip(off, driftClipDeviations * this.deviation) - this.#drift);
    const deviation = this.#driftNoise.at(this.#scaleHere);
    const surprise = (driftWeight * this.#drift) / deviation;
    if (Math.abs(surprise) > Math.abs(this.surprise)) this.surprise = surprise;
    this.#driftNoise.learn(this.#scaleHere, this.#drift, deviation);
    this.#slowLevel = expected + slowLevelRate * clip(off, clipDeviations * this.deviation);
  }

  #acceptNewLevel(off: number, value: number): void {
    const side = Math.abs(off) > clipDeviations * this.deviation ? Math.sign(off) : 0;
    this.#held = side === 0 ? 0 : side === this.#heldSide ? this.#held + 1 : 1;
    this.#heldSide = side;
    if (this.#held < this.#heldStepsMax) return;
    this.#level = value;
    this.#slowLevel = value;
    this.#drift = 0;
    this.#held = 0;
  }

  #learnProfile(localAt: number): void {
    const dayShare = ((localAt + this.stepMs / 2) % dayMs) / dayMs;
    const bin = Math.min(this.#profile.length - 1, Math.floor(dayShare * this.#profile.length));
    const known = this.#profile[bin] ?? Number.NaN;
    this.#profile[bin] = Number.isNaN(known) ? this.#level : known + this.#profileRate * (this.#level - known);
  }
}
