const minuteMs = 60_000;
const silentMsMin = minuteMs;
const silentBucketsMin = 3;
/** A series that misses more of its buckets than this by nature is never called silent. */
const usualGapsMax = 0.05;
/** How many buckets it takes to know how many are usually missing. */
const knownBuckets = 100;
/** Over about a day at one step a minute. */
const memoryBuckets = 1_440;

/** Tells a series that fell silent from one that has gaps: the backend answers, and this series is not in the answer. */
export class Silence {
  #buckets = 0;
  #usualGaps = 0;
  #missing = 0;
  readonly #needed: number;

  constructor(stepMs: number) {
    this.#needed = Math.max(silentBucketsMin, Math.ceil(silentMsMin / stepMs));
  }

  /** Returns whether the series is silent now. */
  step(missing: boolean): boolean {
    this.#missing = missing ? this.#missing + 1 : 0;
    const silent = this.#missing >= this.#needed && this.#buckets >= knownBuckets && this.#usualGaps <= usualGapsMax;
    // A silence that is being alarmed about does not teach that silence is usual.
    if (silent) return true;
    this.#buckets += 1;
    this.#usualGaps += (Number(missing) - this.#usualGaps) / Math.min(this.#buckets, memoryBuckets);
    return false;
  }
}
