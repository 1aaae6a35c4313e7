import type { LocalText } from '../../contract/words';
import { healthOfRate } from '../ui/health';
import type { Health } from '../ui/health';

/** One value of one dimension against what was expected of it. Rates per second; null where not known. */
export interface SliceReading {
  readonly valueId: string;
  readonly name: LocalText;
  readonly now: number | null;
  readonly expected: number | null;
  /** How long the bucket is that both come from. */
  readonly bucketMs: number;
}

/** A dimension's answer to "where": the value that is furthest below its expectation, and how much of the gap it holds. */
export interface DimensionReading {
  readonly dimensionId: string;
  readonly name: LocalText;
  readonly worst: SliceReading;
  /** All values differ from their expectation alike: the trouble, if any, is not in this dimension. */
  readonly even: boolean;
  /** Share of orders by which the dimension as a whole differs from its expectation. */
  readonly change: number;
  readonly health: Health;
  /** Share of all orders missing over the dimension's values that are missing here, 0–1; null when nothing is missing. */
  readonly gapShare: number | null;
}

/** Ranked by how surely something is missing, not by share alone: a tiny city that is 20 % short is mostly chance. */
export function dimensionReading(dimensionId: string, name: LocalText, slices: readonly SliceReading[]): DimensionReading | null {
  const known = slices.filter(({ now, expected }) => now !== null && expected !== null && expected > 0);
  const [worst] = [...known].sort((a, b) => surprise(b) - surprise(a));
  if (worst === undefined) return null;
  const change = sumOf(known, 'now') / sumOf(known, 'expected') - 1;
  const even = isLike(worst, change);
  const missing = known.reduce((sum, slice) => sum + missingOf(slice), 0);
  const health = healthOfRate(worst.now, worst.expected, worst.bucketMs);
  const gapShare = missing > 0 && health !== 'ok' ? missingOf(worst) / missing : null;
  return { dimensionId, name, worst, even, change, health, gapShare };
}

/** Closer to the whole than this, or within three chance spreads of it, a value does not stand out. */
const likeWithin = 0.05;

function isLike({ now, expected, bucketMs }: SliceReading, change: number): boolean {
  const expectedCount = ((expected ?? 0) * bucketMs) / 1_000;
  const own = (now ?? 0) / (expected ?? 1) - 1;
  return change - own <= Math.max(likeWithin, 3 / Math.sqrt(expectedCount));
}

function sumOf(slices: readonly SliceReading[], what: 'now' | 'expected'): number {
  return slices.reduce((sum, slice) => sum + (slice[what] ?? 0), 0);
}

/** Orders missing in the bucket in units of its own chance scatter √n. */
function surprise({ now, expected, bucketMs }: SliceReading): number {
  const expectedCount = ((expected ?? 0) * bucketMs) / 1_000;
  return (expectedCount - ((now ?? 0) * bucketMs) / 1_000) / Math.sqrt(expectedCount);
}

function missingOf({ now, expected }: SliceReading): number {
  return Math.max(0, (expected ?? 0) - (now ?? 0));
}
