import type { FeedSamples } from '../../../../contract/pushFeed';
import type { Slice } from '../../../../contract/words';
import { addRange, type SlotRange } from '../../samples/slotRanges';
import { SampleColumn } from './sampleColumn';

export interface RingLimits {
  readonly seriesMax: number;
  /** Over all series; two numbers of eight bytes each. */
  readonly samplesMax: number;
  /** Older samples are left to the console's history on disk. */
  readonly keptMs: number;
}
export const ringLimits: RingLimits = { seriesMax: 20_000, samplesMax: 2_000_000, keptMs: 2 * 3_600_000 };

/** Trimming walks over all series: only this often, ms of the feed's time. */
const trimEveryMs = 30_000;
/** Too many samples: this share of the kept time is given up at once. */
const shrinkShare = 0.2;

export interface FeedSeries {
  readonly labels: Slice;
  readonly column: SampleColumn;
}
/** The series of a metric that have the same label names. Each cut is whole: its series add up to the total. */
export interface FeedCut {
  readonly names: readonly string[];
  readonly series: FeedSeries[];
}
export interface FeedMetric {
  readonly kind: FeedSamples['kind'];
  readonly cuts: Map<string, FeedCut>;
}

/** Between two watermarks this much of the limit may be held. */
const overfullShare = 1.25;

/** What taking samples over brought to light; a refusal is a sentence. */
export interface TakeOutcome {
  readonly refusal: string | null;
  readonly duplicate: boolean;
  readonly late: boolean;
  readonly reset: boolean;
}

/** The newest samples of a push feed in memory, bounded in series, samples and time. */
export class FeedRing {
  readonly metrics = new Map<string, FeedMetric>();
  readonly #byKey = new Map<string, FeedSeries>();
  #samples = 0;
  #lost: SlotRange[] = [];
  #completeFrom = Number.POSITIVE_INFINITY;
  #trimmedAt = Number.NEGATIVE_INFINITY;
  #seenTo: number | null = null;

  constructor(private readonly limits: RingLimits = ringLimits) {}

  /** The watermark; null before the first. */
  get seenTo(): number | null {
    return this.#seenTo;
  }
  get sampleCount(): number {
    return this.#samples;
  }

  /** Samples from here on are whole, but for what was lost since. */
  beginAt(completeFrom: number): void {
    if (this.#seenTo === null || this.#completeFrom === Number.POSITIVE_INFINITY) this.#completeFrom = completeFrom;
    else this.lose(this.#seenTo, completeFrom);
  }

  /** Counts of this time may be missing: a bucket that it touches is a gap. */
  lose(from: number, to: number): void {
    if (to > from) this.#lost = addRange(this.#lost, { from, to });
  }

  /** False when the watermark would fall; it stays then. */
  advance(seenTo: number): boolean {
    if (this.#seenTo !== null && seenTo < this.#seenTo) return false;
    this.#seenTo = seenTo;
    if (this.#completeFrom === Number.POSITIVE_INFINITY) this.#completeFrom = seenTo;
    if (seenTo - this.#trimmedAt >= trimEveryMs || this.#samples > this.limits.samplesMax) this.#trim(seenTo);
    return true;
  }

  /** Whether all counts of [from, to) that lie before the watermark are here. */
  covers(from: number, to: number): boolean {
    return from >= this.#completeFrom && !this.#lost.some((range) => range.from < to && range.to > from);
  }

  /** Points are [t, v] pairs; the caller has checked their number and that no t lies beyond the clock. */
  take({ metric, kind, labels, points }: FeedSamples): TakeOutcome {
    const outcome = { refusal: null, duplicate: false, late: false, reset: false };
    // Trimming goes by the watermark; without one there is no telling what is old.
    if (this.#samples + points.length / 2 > overfullShare * this.limits.samplesMax)
      return { ...outcome, refusal: `${metric} is not taken: too many samples since the feed last said how far it is whole.` };
    const series = this.#seriesFor(metric, kind, labels);
    if (typeof series === 'string') return { ...outcome, refusal: series };
    const { column } = series;
    const before = column.count;
    for (let i = 0; i + 1 < points.length; i += 2) {
      const at = points[i];
      if (at === null || at === undefined) continue;
      const value = points[i + 1] ?? Number.NaN;
      // A count below zero is a total that somebody reset: what happened in that interval is not known.
      const reset = kind === 'count' && value < 0;
      const put = column.put(at, reset ? Number.NaN : value);
      outcome.reset ||= reset;
      outcome.duplicate ||= put === 'replaced' || put === 'same';
      outcome.late ||= put === 'late' || (put === 'added' && this.#seenTo !== null && at < this.#seenTo);
    }
    this.#samples += column.count - before;
    return outcome;
  }

  #seriesFor(metric: string, kind: FeedSamples['kind'], labels: Slice): FeedSeries | string {
    const names = Object.keys(labels).sort();
    const key = JSON.stringify([metric, names.map((name) => [name, labels[name]])]);
    const known = this.metrics.get(metric);
    if (known !== undefined && known.kind !== kind)
      return `${metric} came as ${kind} after it had come as ${known.kind}; a metric is one of both.`;
    const before = this.#byKey.get(key);
    if (before !== undefined) return before;
    if (this.#byKey.size >= this.limits.seriesMax)
      return `${metric} has a series too many: ${this.limits.seriesMax} are kept of one feed; push fewer label combinations.`;
    const series = { labels, column: new SampleColumn() };
    const { cuts } = known ?? { cuts: new Map<string, FeedCut>() };
    if (known === undefined) this.metrics.set(metric, { kind, cuts });
    const cut = cuts.get(names.join()) ?? { names, series: [] };
    cuts.set(names.join(), cut);
    cut.series.push(series);
    this.#byKey.set(key, series);
    return series;
  }

  #trim(seenTo: number): void {
    this.#trimmedAt = seenTo;
    let keptMs = this.limits.keptMs;
    this.#dropBefore(seenTo - keptMs);
    // Also without an end in sight this ends: at some point nothing is kept.
    while (this.#samples > this.limits.samplesMax && keptMs > 1_000) {
      keptMs *= 1 - shrinkShare;
      this.#dropBefore(seenTo - keptMs);
    }
  }

  #dropBefore(at: number): void {
    this.#samples = 0;
    for (const [key, series] of this.#byKey) {
      series.column.dropBefore(at);
      this.#samples += series.column.count;
      if (series.column.count === 0) this.#byKey.delete(key);
    }
    for (const [name, { cuts }] of this.metrics) {
      for (const [names, cut] of cuts) {
        const alive = cut.series.filter(({ column }) => column.count > 0);
        if (alive.length < cut.series.length) cut.series.splice(0, cut.series.length, ...alive);
        if (alive.length === 0) cuts.delete(names);
      }
      if (cuts.size === 0) this.metrics.delete(name);
    }
    this.#completeFrom = Math.max(this.#completeFrom, at);
    this.#lost = this.#lost.filter(({ to }) => to > at);
  }
}
