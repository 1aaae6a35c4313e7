/**
 * Rows of many columns, one row a second, folded into coarser rows as they age. Fixed capacity per tier; memory is taken in
 * chunks as rows arrive, so a young city is small and an old one bounded.
 */
export interface TieredRing {
  columns: number;
  /** Appends the row of the second that begins at `second` (epoch seconds, one after the other). */
  push(second: number, row: Float32Array | Float64Array): void;
  /** Sum over [fromSecond, toSecond) of a column, coarse rows counted by overlap; `seconds` says how many were found. */
  sum(column: number, fromSecond: number, toSecond: number): { sum: number; seconds: number };
}

export interface TierOptions {
  stepSeconds: number;
  rows: number;
}

interface Tier {
  stepSeconds: number;
  rows: number;
  chunks: (Float32Array | undefined)[];
  /** First and one-after-last row number kept (row number = epoch seconds / stepSeconds). */
  first: number;
  end: number;
  filling: Float64Array;
  filled: number;
}

const chunkRows = 120;

export function createTieredRing(columns: number, options: readonly TierOptions[]): TieredRing {
  const tiers = options.map((option): Tier => createTier(columns, option));
  const answer = { sum: 0, seconds: 0 };
  return {
    columns,
    push: (second, row) => {
      for (const tier of tiers) pushInto(tier, columns, second, row);
    },
    sum: (column, fromSecond, toSecond) => {
      answer.sum = 0;
      answer.seconds = 0;
      let wanted = toSecond;
      // Finest first: it knows the newest part; coarser tiers answer for what is older.
      for (const tier of tiers) {
        if (wanted <= fromSecond) break;
        const oldest = tier.first * tier.stepSeconds;
        const start = Math.max(fromSecond, oldest);
        if (start < wanted) addTier(tier, columns, column, start, wanted, answer);
        wanted = Math.min(wanted, Math.max(fromSecond, oldest));
      }
      return answer;
    },
  };
}

function createTier(columns: number, option: TierOptions): Tier {
  const chunkCount = Math.ceil(option.rows / chunkRows) + 1;
  return {
    stepSeconds: option.stepSeconds,
    rows: option.rows,
    chunks: new Array<Float32Array | undefined>(chunkCount).fill(undefined),
    first: Number.POSITIVE_INFINITY,
    end: Number.NEGATIVE_INFINITY,
    filling: new Float64Array(option.stepSeconds > 1 ? columns : 0),
    filled: 0,
  };
}

function pushInto(tier: Tier, columns: number, second: number, row: Float32Array | Float64Array): void {
  if (tier.stepSeconds === 1) {
    keep(tier, columns, second, row);
    return;
  }
  for (let i = 0; i < columns; i += 1) tier.filling[i]! += row[i]!;
  tier.filled += 1;
  if ((second + 1) % tier.stepSeconds !== 0) return;
  // A first row that began in mid-step is scaled up, so that sums stay per whole step.
  const scale = tier.stepSeconds / tier.filled;
  if (scale !== 1) for (let i = 0; i < columns; i += 1) tier.filling[i]! *= scale;
  keep(tier, columns, Math.floor(second / tier.stepSeconds), tier.filling);
  tier.filling.fill(0);
  tier.filled = 0;
}

function keep(tier: Tier, columns: number, number: number, row: Float32Array | Float64Array): void {
  chunkFor(tier, columns, number).set(row, (number % chunkRows) * columns);
  tier.end = number + 1;
  tier.first = Math.max(Math.min(tier.first, number), tier.end - tier.rows);
}

function chunkFor(tier: Tier, columns: number, number: number): Float32Array {
  const index = Math.floor(number / chunkRows) % tier.chunks.length;
  const known = tier.chunks[index];
  if (known !== undefined) return known;
  const made = new Float32Array(chunkRows * columns);
  tier.chunks[index] = made;
  return made;
}

function addTier(
  tier: Tier,
  columns: number,
  column: number,
  from: number,
  to: number,
  answer: { sum: number; seconds: number },
): void {
  const step = tier.stepSeconds;
  const last = Math.min(tier.end, Math.ceil(to / step));
  for (let number = Math.max(tier.first, Math.floor(from / step)); number < last; number += 1) {
    const chunk = tier.chunks[Math.floor(number / chunkRows) % tier.chunks.length];
    if (chunk === undefined) continue;
    const overlap = Math.min(to, (number + 1) * step) - Math.max(from, number * step);
    answer.sum += (chunk[(number % chunkRows) * columns + column]! * overlap) / step;
    answer.seconds += overlap;
  }
}
