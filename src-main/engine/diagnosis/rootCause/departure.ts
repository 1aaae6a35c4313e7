/** Which buckets are compared; `weights` go with `judged` and say how much of the symptom each saw. */
export interface Moments {
  readonly reference: readonly number[];
  readonly judged: readonly number[];
  readonly weights: readonly number[];
}

/** One series by bucket; NaN = gap. Computed as a whole where it has to be: thousands of functions cost more than all their values. */
export type Reading = ArrayLike<number>;

/** One series now against its reference, in the series' own unit. */
export interface Departure {
  readonly usual: number;
  readonly now: number;
  /** How far the series strays while all is well: one standard deviation, or what takes its place. */
  readonly noise: number;
  /** How many reference buckets say so. */
  readonly depth: number;
  /** Index of the first judged bucket that is nearer to `now` than to the usual; null when none is. */
  readonly since: number | null;
}

/** Percentiles come from histograms whose buckets are about a tenth wide: a smaller step may be no step at all. */
export const leastNoise = 0.1;
/** With fewer reference buckets their scatter says little, and one history overrules another that is this short. */
export const historyBuckets = 8;
/** Then levels of two moments are taken to differ by a quarter, as they do from one day to another. */
const noiseOfFew = 0.25;
/** Keeps a series that is always zero from dividing by it. */
const tiny = 1e-9;

/** Null when one of the two sides has no sample. */
export function departureOf(reading: Reading, moments: Moments): Departure | null {
  const now = levelOf(reading, moments);
  if (Number.isNaN(now)) return null;
  const past = sortedPast(reading, moments.reference);
  if (past.length === 0) return null;
  const usual = rank(past, 0.5);
  const floor = Math.abs(usual) * (past.length < historyBuckets ? noiseOfFew : leastNoise);
  // Of a normal distribution 16 % lie more than one standard deviation above the median, and as many below; the larger side counts.
  const scatter = past.length < historyBuckets ? 0 : Math.max(rank(past, 0.84) - usual, usual - rank(past, 0.16));
  const half = Math.abs(now - usual) / 2;
  const since = moments.judged.find((bucket) => Math.abs((reading[bucket] ?? Number.NaN) - usual) >= half) ?? null;
  return { usual, now, noise: Math.max(floor, scatter, tiny), depth: past.length, since };
}

/** Over the judged buckets that have a sample; evenly where the symptom was seen in none of them. NaN without samples. */
export function levelOf(reading: Reading, { judged, weights }: Pick<Moments, 'judged' | 'weights'>): number {
  let weighted = 0;
  let weight = 0;
  let sum = 0;
  let count = 0;
  for (let i = 0; i < judged.length; i++) {
    const value = reading[judged[i] ?? -1] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    weighted += value * (weights[i] ?? 0);
    weight += weights[i] ?? 0;
    sum += value;
    count += 1;
  }
  return weight > 0 ? weighted / weight : sum / count;
}

/** As how many evenly weighted buckets the judged ones count (Kish's effective sample size); 1 at least. */
export function bucketsCounted({ judged, weights }: Moments): number {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const squares = weights.reduce((total, weight) => total + weight * weight, 0);
  return squares > 0 ? Math.max(1, (sum * sum) / squares) : Math.max(1, judged.length);
}

/**
 * So many reference buckets are looked at before a series is worth sorting; half of them as high says that this level is nothing new.
 * They lie in runs of four: neighbours share a cache line, and with thousands of series memory is what takes the time.
 */
const [glance, runOf] = [16, 4];

/**
 * True when a glance at the reference shows that the series is often as high (or, `below`, as low) as now, or higher than its mean by no
 * more than its least noise or `step`. Spares the many that are well.
 */
export function isOrdinary(reading: Reading, moments: Moments, { below = false, step = 0 } = {}): boolean {
  if (moments.reference.length < glance) return false;
  const now = levelOf(reading, moments);
  let seen = 0;
  let alike = 0;
  let sum = 0;
  for (const bucket of glanceAt(moments.reference)) {
    const value = reading[bucket] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    seen += 1;
    sum += value;
    if (below ? value <= now : value >= now) alike += 1;
  }
  return (
    seen >= historyBuckets && (alike * 2 >= seen || (!below && now - sum / seen < Math.max(step, (leastNoise * sum) / seen)))
  );
}

const glances = new WeakMap<readonly number[], readonly number[]>();

/** A few of the buckets, evenly spread; kept, because every series of a case is looked at in the same ones. */
export function glanceAt(buckets: readonly number[]): readonly number[] {
  if (buckets.length <= glance) return buckets;
  const known = glances.get(buckets);
  if (known !== undefined) return known;
  const few = Array.from({ length: glance }, (_, i) => {
    const run = Math.floor(((i - (i % runOf)) * buckets.length) / glance);
    return buckets[run + (i % runOf)] ?? -1;
  });
  glances.set(buckets, few);
  return few;
}

/** How many standard deviations the largest of `compared` quiet series strays: the universal threshold of Donoho and Johnstone (1994). */
export function universalThreshold(compared: number): number {
  return Math.sqrt(2 * Math.log(Math.max(2, compared)));
}

/** Overwritten by every call: a typed array of its own for each of thousands of series costs more than sorting it. */
let scratch = new Float64Array(1_024);

function sortedPast(reading: Reading, reference: readonly number[]): Float64Array {
  if (scratch.length < reference.length) scratch = new Float64Array(2 * reference.length);
  let count = 0;
  for (const bucket of reference) {
    const value = reading[bucket] ?? Number.NaN;
    if (!Number.isNaN(value)) scratch[count++] = value;
  }
  return scratch.subarray(0, count).sort();
}

function rank(sorted: Float64Array, share: number): number {
  return sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
}
