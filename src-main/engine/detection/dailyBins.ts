/** Position of a time of day among bins whose centres are evenly spread: the bin before it, the bin after it, and the share of the way. */
export class DayPosition {
  before = 0;
  after = 0;
  share = 0;

  /** @param dayShare time of day in [0, 1) */
  set(dayShare: number, binCount: number): void {
    const position = dayShare * binCount - 0.5;
    const floor = Math.floor(position);
    this.share = position - floor;
    this.before = (floor + binCount) % binCount;
    this.after = (floor + 1) % binCount;
  }
}

/** Linear between the two bins of the table that begins at `from`; NaN until both are known. */
export function readBins(tables: Float32Array, from: number, { before, after, share }: DayPosition): number {
  const left = tables[from + before] ?? Number.NaN;
  return left + ((tables[from + after] ?? Number.NaN) - left) * share;
}

/** Moves both bins towards the value, each by its share of `rate`; an unknown bin becomes `first`. */
export function learnBins(
  tables: Float32Array,
  from: number,
  { before, after, share }: DayPosition,
  value: number,
  rate: number,
  first: number,
): void {
  learnBin(tables, from + before, value, rate * (1 - share), first);
  learnBin(tables, from + after, value, rate * share, first);
}

/** Moves one bin towards the value by `rate`; an unknown bin becomes `first`. */
export function learnBin(tables: Float32Array, bin: number, value: number, rate: number, first: number): void {
  const known = tables[bin] ?? Number.NaN;
  tables[bin] = Number.isNaN(known) ? first : known + rate * (value - known);
}
