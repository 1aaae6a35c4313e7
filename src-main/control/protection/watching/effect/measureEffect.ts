import type { Effect } from '../../../../../contract/protection';
import type { Curve } from '../traffic';
import { meanOf, meanVarianceFactor, noiseOf } from './meanNoise';
import { studentQuantile } from './studentQuantile';

export interface EffectQuestion {
  /** Room time: before it nothing was changed. */
  readonly clickedAt: number;
  /** Room time: from here on everything was in force. What lies between the two is neither before nor after. */
  readonly writtenAt: number;
  readonly better: 'up' | 'down';
  /** How large a change counts, as a share of what it would be without. */
  readonly by: number;
}

export type MeasuredEffect = Pick<
  Effect,
  'before' | 'after' | 'without' | 'change' | 'low' | 'high' | 'share' | 'from' | 'to' | 'verdict'
>;

/** The level before the click: long enough to be steady, short enough to be what the click found. */
const levelMs = 120_000;
/** The noise is learned from this long before it. */
export const noiseMs = 600_000;
/** Less before the click, or after it, is too little to say anything. */
const [beforeMin, afterMin] = [6, 2];
/** An expectation with more gaps than this is none. */
const expectedGapsMax = 0.1;

/**
 * What an action changed: the mean since it was written, less what would have been without it. That is what was expected, times how far
 * reality was from it right before the click: without = mean(expected after) × mean(actual ÷ expected before); where nothing is expected,
 * the mean before. Only the days' shape is taken from the expectation, so an incident that lasts is no effect of the click.
 *
 * The 95 % interval: the ratio r = actual ÷ expected is taken as a level with first-order autoregressive noise, whose variance σ² and
 * memory φ are learned before the click (`noiseOf`). With means over n values after and m before,
 *   Var(r̄ₐ − r̄ᵦ) = σ² (f(n) + f(m) − 2 c(m, gap, n)),  f(n) = (1 + 2 Σ (1 − k/n) φᵏ) ÷ n,  c = Σᵢⱼ φ^|lag| ÷ (m n),
 * and Student's t with n(1 − φ) ÷ (1 + φ) degrees of freedom (Bartlett 1946; Zwiers & von Storch 1995, the equivalent sample size).
 * After a change of level the noise of what is counted grows with it, so σ² of the values after is scaled by r̄ₐ ÷ r̄ᵦ where that is above 1.
 */
export function measureEffect({ firstAt, stepMs, actual, expected, to }: Curve, question: EffectQuestion): MeasuredEffect {
  const { clickedAt, writtenAt, better, by } = question;
  const all = [...actual].map((value, i): Bucket => ({
    i,
    at: firstAt + i * stepMs,
    actual: value,
    expected: expected[i] ?? Number.NaN,
  }));
  const measured = all.filter((bucket) => !Number.isNaN(bucket.actual));
  const isBefore = ({ at }: Bucket): boolean => at + stepMs <= clickedAt && at >= clickedAt - noiseMs;
  const isAfter = ({ at }: Bucket): boolean => at >= writtenAt;
  const compared = againstExpected(measured.filter((bucket) => isBefore(bucket) || isAfter(bucket)));
  const [before, after] = [compared.filter(isBefore), compared.filter(isAfter)];
  const { noise, levelFrom } = before.length < beforeMin ? nothingKnown : noiseOf(before.map(ratioOf));
  const level = before.slice(Math.max(levelFrom, before.length - Math.max(sideMin, Math.round(levelMs / stepMs))));
  const base = {
    before: level.length === 0 ? null : meanOf(level.map((bucket) => bucket.actual)),
    after: after.length === 0 ? null : meanOf(after.map((bucket) => bucket.actual)),
    from: writtenAt,
    to,
  };
  if (before.length < beforeMin || after.length < afterMin || base.after === null)
    return { ...base, without: null, change: null, low: null, high: null, share: null, verdict: 'waiting' };
  const scale = meanOf(after.map((bucket) => bucket.expected));
  const [wasRatio, isRatio] = [meanOf(level.map(ratioOf)), meanOf(after.map(ratioOf))];
  const without = scale * wasRatio;
  const change = base.after - without;
  const grown = wasRatio > 0 ? Math.max(1, isRatio / wasRatio) : 1;
  const variance =
    noise.variance *
    (grown * meanVarianceFactor(after.length, noise.memory) +
      meanVarianceFactor(level.length, noise.memory) -
      2 * covariance(level, after, noise.memory));
  const halfWidth = scale * Math.sqrt(Math.max(0, variance)) * studentQuantile(0.975, noise.freedom);
  const [low, high] = [change - halfWidth, change + halfWidth];
  const share = without === 0 ? null : change / without;
  const sign = better === 'up' ? 1 : -1;
  const isReal = low > 0 || high < 0;
  // From nothing at all to something has no share, and is as large as anybody can want.
  const isLarge = share === null ? change !== 0 : Math.abs(share) >= by;
  const verdict = !isReal ? 'same' : change * sign < 0 ? 'worse' : isLarge ? 'better' : 'same';
  return { ...base, without, change, low, high, share, verdict };
}

interface Bucket {
  readonly i: number;
  readonly at: number;
  readonly actual: number;
  readonly expected: number;
}

const sideMin = 3;
const nothingKnown = { noise: { variance: 0, memory: 0, freedom: 2 }, levelFrom: 0 };

function ratioOf({ actual, expected }: Bucket): number {
  return actual / expected;
}

/** Buckets with an expectation; with one that is always 1 where there is none for too many of them. */
function againstExpected(buckets: readonly Bucket[]): readonly Bucket[] {
  const known = buckets.filter(({ expected }) => expected > 0);
  return known.length < buckets.length * (1 - expectedGapsMax) ? buckets.map((bucket) => ({ ...bucket, expected: 1 })) : known;
}

/** Of the two means, ÷ variance of one value: what lies close together moves together. */
function covariance(level: readonly Bucket[], after: readonly Bucket[], memory: number): number {
  let sum = 0;
  for (const was of level) for (const is of after) sum += memory ** (is.i - was.i);
  return sum / (level.length * after.length);
}
