import type { NumberCursor } from './seriesMemory';
import type { SeriesPart } from './seriesPart';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const minuteMs = 60_000;
/** Surprises above this are remembered as candidates. */
const candidateMin = 3.5;
/** Fewer candidates may pass at wider steps, because there are fewer chances … */
const stepExponent = 0.85;
/** … and each has to be a little less surprising, for the same reason: this much per doubling of the step. */
const thresholdPerDoubling = 0.1;
const memoryDays = 28;
/** Surprises this near to each other are one. */
const gapMsMin = 600_000;
/** More than 28 days of budget can ask for, because the oldest leave first and the next largest must be known then. */
const peaksSpareShare = 1.75;
/**
 * A remembered candidate is one 24-bit integer, which a 32-bit float holds exactly: the logarithm of its size in thousandths,
 * and behind it the hour, of which the last 1,024 can be told apart. Larger numbers are larger candidates.
 */
const hourCodes = 1_024;
const sizeCodeMax = 16_383;
const sizeCodesPerUnit = 1_000;
const peaksSpare = 4;

/** What may be chosen, for one step a minute. */
export interface BudgetConstants {
  /** Surprises below this never alarm, however quiet the series. */
  readonly thresholdMin: number;
  /** Candidates a day that may pass. */
  readonly perDay: number;
}

export const budgetConstants: BudgetConstants = { thresholdMin: 5.2, perDay: 1 };

/** The constants at another step. Shorter steps have no larger budget: people do not get more patient when samples come faster. */
export function budgetAt(stepMs: number, { thresholdMin, perDay }: BudgetConstants): BudgetConstants {
  return {
    thresholdMin: thresholdMin - thresholdPerDoubling * Math.log2(stepMs / minuteMs),
    perDay: perDay * Math.min(1, (minuteMs / stepMs) ** stepExponent),
  };
}

/**
 * Decides from which surprise on to alarm: the threshold that would have let only so many of the last four weeks' candidates
 * through. Extreme-value and 3-sigma thresholds promise a tail probability; an operator has a number of alarms a day to give.
 */
export class AlarmBudget implements SeriesPart {
  threshold: number;
  readonly numberCount = 6;
  readonly tableLength: number;
  readonly #perDay: number;
  readonly #thresholdMin: number;
  readonly #gapMs: number;
  readonly #peaksMax: number;
  #tables: Float32Array = new Float32Array(0);
  /** The largest candidates, largest first. */
  #from = 0;
  #peaks = 0;
  /** The candidate that is not over yet; NaN for none. */
  #openAt = Number.NaN;
  #openSize = 0;
  #beganAt = Number.NaN;
  #renewAt = Number.NEGATIVE_INFINITY;

  /** @param constants of this step */
  constructor(stepMs: number, { thresholdMin, perDay }: BudgetConstants) {
    this.#thresholdMin = Math.max(candidateMin, thresholdMin);
    this.threshold = this.#thresholdMin;
    this.#perDay = perDay;
    this.#gapMs = Math.max(gapMsMin, 2 * stepMs);
    this.#peaksMax = Math.ceil(memoryDays * this.#perDay * (1 + peaksSpareShare)) + peaksSpare;
    this.tableLength = this.#peaksMax;
  }

  /** True when this surprise is worth an alarm. The threshold never moves within the hour, so one outage cannot outgrow itself. */
  step(at: number, surprise: number): boolean {
    if (Number.isNaN(this.#beganAt)) this.#beganAt = at;
    if (at >= this.#renewAt) this.#renew(at);
    const size = Math.abs(surprise);
    if (size >= candidateMin) this.#note(at, size);
    return size >= this.threshold;
  }

  /**
   * How abnormal a surprise is, comparable between series: 1 at the threshold. A series that needs a higher threshold has the
   * heavier tail: there half a threshold is nearly as rare as a whole one, while in calm noise it is nothing. So the share of
   * the threshold is raised to a power that falls as the threshold rises.
   */
  scoreOf(surprise: number): number {
    const share = Math.abs(surprise) / this.threshold;
    return this.threshold === this.#thresholdMin ? share : share ** (this.#thresholdMin / this.threshold);
  }

  #note(at: number, size: number): void {
    if (at - this.#openAt <= this.#gapMs) {
      this.#openAt = at;
      this.#openSize = Math.max(this.#openSize, size);
      return;
    }
    if (!Number.isNaN(this.#openAt)) this.#remember(this.#openAt, this.#openSize);
    this.#openAt = at;
    this.#openSize = size;
  }

  #remember(at: number, size: number): void {
    const peak = codeOf(at, size);
    let place = this.#peaks;
    while (place > 0 && this.#peakAt(place - 1) < peak) place -= 1;
    if (place >= this.#peaksMax) return;
    this.#peaks = Math.min(this.#peaks + 1, this.#peaksMax);
    for (let i = this.#peaks - 1; i > place; i -= 1) this.#tables[this.#from + i] = this.#peakAt(i - 1);
    this.#tables[this.#from + place] = peak;
  }

  #peakAt(place: number): number {
    return this.#tables[this.#from + place] ?? 0;
  }

  #renew(at: number): void {
    this.#renewAt = at + hourMs;
    const hour = Math.floor(at / hourMs);
    let kept = 0;
    for (let i = 0; i < this.#peaks; i += 1) {
      const peak = this.#peakAt(i);
      const age = (hour - peak) % hourCodes;
      if ((age < 0 ? age + hourCodes : age) > memoryDays * 24) continue;
      this.#tables[this.#from + kept] = peak;
      kept += 1;
    }
    this.#peaks = kept;
    const days = Math.max(1, Math.min(memoryDays, (at - this.#beganAt) / dayMs));
    const asked = Math.floor(this.#perDay * days);
    this.threshold = Math.max(this.#thresholdMin, asked < this.#peaks ? sizeOf(this.#peakAt(asked)) : 0);
  }

  recall(numbers: NumberCursor, tables: Float32Array, tableFrom: number): void {
    this.#tables = tables;
    this.#from = tableFrom;
    this.threshold = numbers.take();
    this.#peaks = numbers.take();
    this.#openAt = numbers.take();
    this.#openSize = numbers.take();
    this.#beganAt = numbers.take();
    this.#renewAt = numbers.take();
  }

  keep(numbers: NumberCursor): void {
    numbers.put(this.threshold);
    numbers.put(this.#peaks);
    numbers.put(this.#openAt);
    numbers.put(this.#openSize);
    numbers.put(this.#beganAt);
    numbers.put(this.#renewAt);
  }

  forget(): void {
    this.threshold = this.#thresholdMin;
    this.#peaks = 0;
    this.#openAt = Number.NaN;
    this.#openSize = 0;
    this.#beganAt = Number.NaN;
    this.#renewAt = Number.NEGATIVE_INFINITY;
  }
}

function codeOf(at: number, size: number): number {
  const sizeCode = Math.round(Math.log(size / candidateMin) * sizeCodesPerUnit);
  return Math.min(sizeCodeMax, sizeCode) * hourCodes + (Math.floor(at / hourMs) % hourCodes);
}

/** A little more than what was remembered: itself it would not have passed. */
function sizeOf(code: number): number {
  return candidateMin * Math.exp((Math.floor(code / hourCodes) + 1) / sizeCodesPerUnit);
}
