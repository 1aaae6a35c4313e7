import type { Direction } from '../../../contract/detection';
import type { DayNote, Outlook } from '../detection/detector';
import { fitTrend } from './fitTrend';
import type { LimitValue, WatchedLimit } from './watchedSeries';

export interface TrendWarning {
  readonly direction: Direction;
  readonly startedAt: number;
  readonly raisedAt: number;
  readonly endedAt: number | null;
  /** The limit at `crossesAt`, units of the metric. */
  readonly limit: number;
  readonly crossesAt: number;
  /** Standard errors of the slope beside what is asked of it. */
  readonly score: number;
  readonly peakScore: number;
  readonly points: number;
}

const minuteMs = 60_000;
/** Means over half a minute: what is left of the scatter is slower than any bucket. */
const pointMsMin = 30_000;
/** A decline is looked for over each of these spans: a steep one is plain after four minutes, a gentle one after a quarter of an hour. */
const spansMs = [4 * minuteMs, 7 * minuteMs, 15 * minuteMs];
const pointsMin = 6;
/** Warned of within the coming hour; a warning goes on while the crossing is not pushed beyond an hour and a half. */
const horizonMs = 60 * minuteMs;
const stillMs = 90 * minuteMs;
/** Standard errors a slope must have … */
const slopeErrors = 6;
/** … and how far it must have come: this much of what is expected, and this many times the usual scatter of a point. */
const fallenMin = 0.025;
const fallenDeviations = 3;
const movedMin = 0.8 * fallenMin;

/** What a trend is followed on. */
export interface JudgedBucket {
  readonly at: number;
  readonly value: number;
  /** Today, and on any such day; units of the metric. */
  readonly expected: number;
  readonly ordinary: number;
  /** The band around what is expected. */
  readonly low: number;
  readonly high: number;
  readonly note: DayNote;
}
const scatterMin = 0.004;
/** Share of the way per point to the newest scatter: about three hours. */
const scatterRate = 1 / 360;
const agreeingPoints = 2;
const doubtfulPoints = 6;

/**
 * Where the present trend will meet a limit. The trend is one of value ÷ expectation, so that a rising flank is no trend and a
 * forecast of the next hour is the day's own shape times what is left of it.
 */
export class TrendForecast {
  warning: TrendWarning | null = null;
  #points: { readonly at: number; readonly ratio: number; readonly ofOrdinary: number }[] = [];
  #sum = 0;
  #ordinarySum = 0;
  #count = 0;
  #scatter = scatterMin;
  #agreeing = 0;
  #doubtful = 0;
  readonly #pointMs: number;
  readonly #pointsMax: number;

  constructor(
    private readonly stepMs: number,
    private readonly limit: WatchedLimit,
  ) {
    this.#pointMs = Math.max(stepMs, pointMsMin);
    this.#pointsMax = Math.ceil((spansMs.at(-1) ?? 0) / this.#pointMs);
  }

  /** One judged bucket; a gap of either teaches nothing. */
  step(bucket: JudgedBucket, lookAhead: (at: number, out: Outlook) => void): void {
    const { at, value, expected, ordinary, note } = bucket;
    const ratio = value / expected;
    if (!Number.isFinite(ratio) || expected <= 0 || note === 'promotion') return;
    this.#sum += ratio;
    this.#ordinarySum += ordinary > 0 ? value / ordinary : ratio;
    this.#count += 1;
    const end = at + this.stepMs;
    if (end % this.#pointMs >= this.stepMs) return;
    this.#points.push({ at: end, ratio: this.#sum / this.#count, ofOrdinary: this.#ordinarySum / this.#count });
    this.#sum = 0;
    this.#ordinarySum = 0;
    this.#count = 0;
    this.#points = this.#points.filter((point) => point.at > end - this.#pointsMax * this.#pointMs);
    this.#judge(end, bucket, lookAhead);
    this.#learnScatter();
  }

  #judge(end: number, bucket: JudgedBucket, lookAhead: (at: number, out: Outlook) => void): void {
    const before = this.warning?.endedAt === null ? this.warning : null;
    const found = this.#find(end, bucket, before === null ? horizonMs : stillMs, lookAhead);
    this.#agreeing = found === null ? 0 : this.#agreeing + 1;
    this.#doubtful = found === null ? this.#doubtful + 1 : 0;
    if (before === null) {
      if (found !== null && this.#agreeing >= agreeingPoints)
        this.warning = {
          ...found,
          startedAt: found.from,
          raisedAt: end,
          endedAt: null,
          peakScore: found.score,
          points: this.#agreeing,
        };
      return;
    }
    if (found === null) {
      // A limit that was met is no warning any more; a trend that is gone is believed after a while.
      if (this.#doubtful >= doubtfulPoints || this.#isMet(bucket.expected, before.direction))
        this.warning = { ...before, endedAt: end };
      return;
    }
    const { limit, crossesAt, score } = found;
    this.warning = {
      ...before,
      limit,
      crossesAt,
      score,
      peakScore: Math.max(before.peakScore, score),
      points: before.points + 1,
    };
  }

  #find(
    end: number,
    { expected, low, high }: JudgedBucket,
    withinMs: number,
    lookAhead: (at: number, out: Outlook) => void,
  ): { direction: Direction; from: number; limit: number; crossesAt: number; score: number } | null {
    // Most of the time nothing has moved, and a line need not be fitted to see it.
    if (Math.abs(this.#newest('ratio') - 1) < movedMin) return null;
    for (const spanMs of spansMs) {
      const points = this.#points.filter((point) => point.at > end - spanMs);
      if (points.length < pointsMin || points.length < (0.75 * spanMs) / this.#pointMs) continue;
      const trend = fitTrend(points.map(({ at, ratio }) => ({ x: (at - end) / minuteMs, y: ratio })));
      const direction = trend.slope < 0 ? 'below' : 'above';
      const limit = this.limit[direction];
      // What lies within the normal band is met by chance every other night.
      if (limit === null || isWithin(limit, expected, low, high)) continue;
      const score = Math.abs(trend.slope) / trend.slopeError / slopeErrors;
      // On a rainy day more is expected than usually; when the rain is over nothing is lost.
      const side = direction === 'below' ? -1 : 1;
      const fallen = Math.min(side * (trend.last - 1), side * (this.#newest('ofOrdinary') - 1));
      if (score < 1 || fallen < Math.max(fallenMin, fallenDeviations * this.#scatter)) continue;
      const crossing = crossingOf(limit, direction, trend, end, expected, withinMs, lookAhead);
      if (crossing !== null) return { direction, from: end - spanMs, score, ...crossing };
    }
    return null;
  }

  #newest(field: 'ratio' | 'ofOrdinary'): number {
    const newest = this.#points.slice(-agreeingPoints);
    return newest.reduce((sum, point) => sum + point[field], 0) / newest.length;
  }

  #isMet(expected: number, direction: Direction): boolean {
    const limit = this.limit[direction];
    const last = this.#points.at(-1)?.ratio;
    if (limit === null || last === undefined) return true;
    const bound = limit.kind === 'share' ? limit.size : limit.size / expected;
    return direction === 'below' ? last <= bound : last >= bound;
  }

  /** From point to point, so that a decline does not teach that declines are usual. */
  #learnScatter(): void {
    const last = this.#points.at(-1)?.ratio ?? Number.NaN;
    const before = this.#points.at(-2)?.ratio ?? Number.NaN;
    const off = Math.min(Math.abs(last - before), 4 * this.#scatter);
    if (Number.isNaN(off)) return;
    this.#scatter = Math.max(scatterMin, this.#scatter + scatterRate * (off - this.#scatter));
  }
}

function isWithin(limit: LimitValue, expected: number, low: number, high: number): boolean {
  const bound = limit.kind === 'share' ? limit.size * expected : limit.size;
  return bound >= low && bound <= high;
}

/** The first minute at which expectation × ratio lies beyond the limit; null when none does within `withinMs`, or it already does. */
function crossingOf(
  limit: LimitValue,
  direction: Direction,
  trend: { readonly slope: number; readonly last: number },
  end: number,
  expectedNow: number,
  withinMs: number,
  lookAhead: (at: number, out: Outlook) => void,
): { readonly limit: number; readonly crossesAt: number } | null {
  const out: Outlook = { expected: Number.NaN, low: Number.NaN, high: Number.NaN };
  for (let minutes = 0; minutes * minuteMs <= withinMs; minutes += 1) {
    const at = end + minutes * minuteMs;
    if (minutes === 0) out.expected = expectedNow;
    else lookAhead(at, out);
    if (Number.isNaN(out.expected)) return null;
    const value = out.expected * Math.max(0, trend.last + trend.slope * minutes);
    const bound = limit.kind === 'share' ? limit.size * out.expected : limit.size;
    if (direction === 'below' ? value > bound : value < bound) continue;
    return minutes === 0 ? null : { limit: bound, crossesAt: at };
  }
  return null;
}
