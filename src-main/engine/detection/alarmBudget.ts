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
const peaksMax = 80;

export interface BudgetConstants {
  /** Surprises below this never alarm at one step a minute, however quiet the series. */
  readonly thresholdMin: number;
  /** Candidates a day that may pass at one step a minute. */
  readonly perDayAtMinute: number;
}

export const budgetConstants: BudgetConstants = { thresholdMin: 5, perDayAtMinute: 1 };

interface Peak {
  at: number;
  size: number;
}

/**
 * Decides from which surprise on to alarm: the threshold that would have let only so many of the last four weeks' candidates
 * through. Extreme-value and 3-sigma thresholds promise a tail probability; an operator has a number of alarms a day to give.
 */
export class AlarmBudget {
  threshold: number;
  readonly #perDay: number;
  readonly #thresholdMin: number;
  readonly #gapMs: number;
  /** Largest first. */
  #peaks: Peak[] = [];
  #open: Peak | null = null;
  #beganAt = Number.NaN;
  #renewAt = Number.NEGATIVE_INFINITY;

  constructor(stepMs: number, constants: BudgetConstants = budgetConstants) {
    this.#thresholdMin = Math.max(candidateMin, constants.thresholdMin - thresholdPerDoubling * Math.log2(stepMs / minuteMs));
    this.threshold = this.#thresholdMin;
    this.#perDay = constants.perDayAtMinute * (minuteMs / stepMs) ** stepExponent;
    this.#gapMs = Math.max(gapMsMin, 2 * stepMs);
  }

  /** True when this surprise is worth an alarm. The threshold never moves within the hour, so one outage cannot outgrow itself. */
  step(at: number, surprise: number): boolean {
    if (Number.isNaN(this.#beganAt)) this.#beganAt = at;
    if (at >= this.#renewAt) this.#renew(at);
    const size = Math.abs(surprise);
    if (size >= candidateMin) this.#note(at, size);
    return size >= this.threshold;
  }

  #note(at: number, size: number): void {
    if (this.#open !== null && at - this.#open.at <= this.#gapMs) {
      this.#open.at = at;
      this.#open.size = Math.max(this.#open.size, size);
      return;
    }
    if (this.#open !== null) this.#keep(this.#open);
    this.#open = { at, size };
  }

  #keep(peak: Peak): void {
    const place = this.#peaks.findIndex(({ size }) => size < peak.size);
    this.#peaks.splice(place < 0 ? this.#peaks.length : place, 0, peak);
    if (this.#peaks.length > peaksMax) this.#peaks.pop();
  }

  #renew(at: number): void {
    this.#renewAt = at + hourMs;
    const from = at - memoryDays * dayMs;
    if (this.#peaks.some((peak) => peak.at < from)) this.#peaks = this.#peaks.filter((peak) => peak.at >= from);
    const days = Math.max(1, Math.min(memoryDays, (at - this.#beganAt) / dayMs));
    const first = this.#peaks[Math.floor(this.#perDay * days)];
    this.threshold = Math.max(this.#thresholdMin, (first?.size ?? 0) * 1.0001);
  }
}
