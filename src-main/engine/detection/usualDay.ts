import type { DayNote } from './detector';
import { DayPosition, learnBin, readBins } from './dailyBins';
import { profileBinsMax } from './localLevel';
import { clip } from './noiseScale';
import type { NumberCursor } from './seriesMemory';
import type { SeriesPart } from './seriesPart';

const dayMs = 86_400_000;
/** 1970-01-01 was a Thursday; counted from Monday. */
const firstWeekday = 3;
const saturday = 5;
/** The day's level is what the last three quarters of an hour were: a rainy day is known by then, an outage does not last as long. */
const levelHorizonMs = 2_700_000;
const levelHorizonStepsMin = 6;
/** What the level is now, for when a new one is accepted. */
const shortHorizonMs = 180_000;
const shortHorizonStepsMin = 2;
/** The curve is the mean of about so many days of its kind. */
const memoryDays = 8;
/** The curve learns the day's shape from days of any level, and this part of their level. */
const levelShare = 0.3;
/** A departure moves the level as if it were no larger than this many deviations. */
const followDeviations = 4;
/** A count near zero scatters as if it were this share of today's level. */
const unitShareMin = 0.02;
const unitMin = 1e-9;

/**
 * What would have been had nothing happened: the usual curve of such a day (working days and days of rest apart) × the level
 * of today, which is learned from the last three quarters of an hour and hardly moved by a departure. The level is a ratio
 * of means, a busy minute counts more than a quiet one; for a series that goes below zero it is their difference.
 */
export class UsualDay implements SeriesPart {
  readonly numberCount = 9;
  readonly tableLength: number;
  /** Units of the metric; NaN until such a day is known at this time of day. */
  expected = Number.NaN;
  /** A day of the same kind is known, not only one of the other kind. */
  trusted = false;

  readonly #bins: number;
  readonly #stepsPerDay: number;
  readonly #own: Rates;
  readonly #here = new DayPosition();
  #tables: Float32Array = new Float32Array(0);
  #workFrom = 0;
  #restFrom = 0;
  #curve = Number.NaN;
  #level = Number.NaN;
  #curveLevel = Number.NaN;
  #short = Number.NaN;
  #shortCurve = Number.NaN;
  /** Level before a new one was accepted, to go back to. */
  #former = Number.NaN;
  #formerCurve = Number.NaN;
  #workSteps = 0;
  #restSteps = 0;
  #lowest = Number.POSITIVE_INFINITY;

  constructor(private readonly stepMs: number) {
    this.#stepsPerDay = Math.max(1, Math.round(dayMs / stepMs));
    this.#bins = Math.min(profileBinsMax, this.#stepsPerDay);
    this.tableLength = 2 * this.#bins;
    this.#own = ratesOf(stepMs);
  }

  /** Reads what is expected of the bucket that starts at `localAt`. */
  read(localAt: number, note: DayNote, stepMs = this.stepMs): void {
    this.#curve = this.#curveAt(localAt, note, stepMs);
    this.expected = this.#levelled(this.#curve, this.#level, this.#curveLevel);
  }

  /** The curve alone, at its own level. */
  get ordinary(): number {
    return this.#curve;
  }

  /** What would be expected with the level of a moment before a new one was accepted; NaN when none was. */
  get formerExpected(): number {
    return this.#levelled(this.#curve, this.#former, this.#formerCurve);
  }

  /** Where the better known curve begins in the tables. */
  get curveFrom(): number {
    return this.#workSteps >= this.#restSteps ? this.#workFrom : this.#restFrom;
  }

  /** What is expected at another moment, the level staying. */
  at(localAt: number, note: DayNote): number {
    return this.#levelled(this.#curveAt(localAt, note, this.stepMs), this.#level, this.#curveLevel);
  }

  /** Mean of the last minutes, units of the metric. */
  get shortMean(): number {
    return this.#short;
  }

  /** @param deviation of a value from its expectation @param frozen something is happening: the level stays */
  follow(value: number, deviation: number, frozen: boolean, stepMs = this.stepMs): void {
    const rates = stepMs === this.stepMs ? this.#own : ratesOf(stepMs);
    if (value < this.#lowest) this.#lowest = value;
    const curve = Number.isNaN(this.#curve) ? value : this.#curve;
    this.#short = towards(this.#short, value, rates.short);
    this.#shortCurve = towards(this.#shortCurve, curve, rates.short);
    const expected = Number.isNaN(this.expected) ? value : this.expected;
    const usual = frozen ? expected : expected + clip(value - expected, followDeviations * deviation);
    this.#level = towards(this.#level, usual, rates.level);
    this.#curveLevel = towards(this.#curveLevel, curve, rates.level);
  }

  /** Takes the last minutes for the level. */
  accept(): void {
    this.#former = this.#level;
    this.#formerCurve = this.#curveLevel;
    this.#level = this.#short;
    this.#curveLevel = this.#shortCurve;
  }

  /** What was accepted is over. */
  goBack(): void {
    this.#level = this.#former;
    this.#curveLevel = this.#formerCurve;
    this.#former = Number.NaN;
    this.#formerCurve = Number.NaN;
  }

  /** After `read` and `follow` of the same bucket. */
  learn(localAt: number, value: number, note: DayNote, stepMs = this.stepMs): void {
    if (note !== 'ordinary') return;
    const rests = isRest(localAt, note);
    const from = rests ? this.#restFrom : this.#workFrom;
    const seen = rests ? this.#restSteps : this.#workSteps;
    const steps = stepMs / this.stepMs;
    const rate = (steps * this.#bins) / this.#stepsPerDay / Math.min(memoryDays, 1 + seen / this.#stepsPerDay);
    const shape = this.#unlevelled(value);
    const taught = shape + levelShare * (value - shape);
    const into = ((localAt % dayMs) / dayMs) * this.#bins;
    const first = Math.floor(into);
    const end = Math.max(first + 1, Math.round(into + (stepMs / dayMs) * this.#bins));
    for (let bin = first; bin < end; bin += 1)
      learnBin(this.#tables, from + (bin % this.#bins), taught, Math.min(1, rate), taught);
    if (rests) this.#restSteps += steps;
    else this.#workSteps += steps;
  }

  /** Whole days of either kind that were learned from. */
  get days(): number {
    return (this.#workSteps + this.#restSteps) / this.#stepsPerDay;
  }

  /** Spread of the curve over a day: root mean square around its mean, units of the metric; NaN until a day is known. */
  get swing(): number {
    const from = this.curveFrom;
    let sum = 0;
    let squares = 0;
    for (let i = from; i < from + this.#bins; i += 1) {
      const value = this.#tables[i] ?? Number.NaN;
      sum += value;
      squares += value * value;
    }
    const mean = sum / this.#bins;
    return Math.sqrt(Math.max(0, squares / this.#bins - mean * mean));
  }

  /**
   * What noise at this expectation is measured in: counts scatter by their root (Poisson), though not as if next to nothing were
   * expected; other series by the metric's unit.
   */
  unitAt(expected: number): number {
    return this.isCount ? Math.sqrt(Math.max(expected, unitShareMin * (this.#level || 0), unitMin)) : 1;
  }

  /** Never below zero so far. */
  get isCount(): boolean {
    return this.#lowest >= 0;
  }

  #curveAt(localAt: number, note: DayNote, stepMs: number): number {
    this.#here.set(((localAt + stepMs / 2) % dayMs) / dayMs, this.#bins);
    const rests = isRest(localAt, note);
    const own = readBins(this.#tables, rests ? this.#restFrom : this.#workFrom, this.#here);
    this.trusted = !Number.isNaN(own);
    return this.trusted ? own : readBins(this.#tables, rests ? this.#workFrom : this.#restFrom, this.#here);
  }

  #levelled(curve: number, level: number, curveLevel: number): number {
    if (!(this.#lowest >= 0)) return curve + (level - curveLevel);
    return curveLevel > 0 ? curve * (level / curveLevel) : curve + (level - curveLevel);
  }

  /** The value as it would have been on a day of the curve's own level. */
  #unlevelled(value: number): number {
    if (!(this.#lowest >= 0)) return value - (this.#level - this.#curveLevel);
    return this.#level > 0 ? value * (this.#curveLevel / this.#level) : value;
  }

  recall(numbers: NumberCursor, tables: Float32Array, tableFrom: number): void {
    this.#tables = tables;
    this.#workFrom = tableFrom;
    this.#restFrom = tableFrom + this.#bins;
    this.#level = numbers.take();
    this.#curveLevel = numbers.take();
    this.#short = numbers.take();
    this.#shortCurve = numbers.take();
    this.#former = numbers.take();
    this.#formerCurve = numbers.take();
    this.#workSteps = numbers.take();
    this.#restSteps = numbers.take();
    this.#lowest = numbers.take();
  }

  keep(numbers: NumberCursor): void {
    numbers.put(this.#level);
    numbers.put(this.#curveLevel);
    numbers.put(this.#short);
    numbers.put(this.#shortCurve);
    numbers.put(this.#former);
    numbers.put(this.#formerCurve);
    numbers.put(this.#workSteps);
    numbers.put(this.#restSteps);
    numbers.put(this.#lowest);
  }

  forget(): void {
    this.#level = Number.NaN;
    this.#curveLevel = Number.NaN;
    this.#short = Number.NaN;
    this.#shortCurve = Number.NaN;
    this.#former = Number.NaN;
    this.#formerCurve = Number.NaN;
    this.#workSteps = 0;
    this.#restSteps = 0;
    this.#lowest = Number.POSITIVE_INFINITY;
  }
}

function isRest(localAt: number, note: DayNote): boolean {
  return note === 'holiday' || (Math.floor(localAt / dayMs) + firstWeekday) % 7 >= saturday;
}

interface Rates {
  readonly level: number;
  readonly short: number;
}

function ratesOf(stepMs: number): Rates {
  return {
    level: rateOf(stepMs, levelHorizonMs, levelHorizonStepsMin),
    short: rateOf(stepMs, shortHorizonMs, shortHorizonStepsMin),
  };
}

/** Share of the way per step of an exponential mean over so long, or so many steps if that is longer. */
export function rateOf(stepMs: number, horizonMs: number, horizonStepsMin: number): number {
  return 1 - Math.exp(-stepMs / Math.max(horizonMs, horizonStepsMin * stepMs));
}

function towards(from: number, to: number, rate: number): number {
  return Number.isNaN(from) ? to : from + rate * (to - from);
}
